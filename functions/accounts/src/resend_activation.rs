//! `resend-activation`: the confirmation mail once more; the link in it voids the earlier one (S20).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::MAIL_BY_ADDRESSEE;
use domain::effect::Effect;
use domain::email::Email;
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::attempts;
use crate::problems::Refused;

/// Asks for the confirmation mail once more.
pub struct ResendActivation;

/// For which address.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AwaitedConfirmation {
    /// The address; known or unknown, the answer is the same (S10).
    pub email: Email,
}

impl Endpoint for ResendActivation {
    const ROUTE: Route = Route::post("resend-activation", "/v1/accounts/activation-mails")
        .summary("Ask for the confirmation mail once more")
        .accepted()
        .touches(&[Touch::update(Part::Counter)])
        .keys(&[KeySet::Index])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = AwaitedConfirmation;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let AwaitedConfirmation { email } = call.input;
        let addressee = cx.login_key(&email.normalised()).await?;
        attempts::ask_for_mail(cx, &call.request, &addressee, &MAIL_BY_ADDRESSEE, Effect::RepeatConfirmation { email })
            .await?;
        Ok(Empty {}.into())
    }
}
