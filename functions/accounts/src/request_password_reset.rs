//! `request-password-reset`: a link to choose a new password with, if the address has an account.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::RESET_BY_ADDRESSEE;
use domain::effect::Effect;
use domain::email::Email;
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::attempts;
use crate::problems::Refused;

/// Asks for a link to choose a new password with.
pub struct RequestPasswordReset;

/// For which address.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ForgottenPassword {
    /// The address; known or unknown, the answer is the same (S10).
    pub email: Email,
}

impl Endpoint for RequestPasswordReset {
    const ROUTE: Route = Route::post("request-password-reset", "/v1/password-resets")
        .summary("Ask for a link to choose a new password with")
        .accepted()
        .touches(&[Touch::update(Part::Counter)])
        .keys(&[KeySet::Index])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = ForgottenPassword;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let ForgottenPassword { email } = call.input;
        let addressee = cx.login_key(&email.normalised()).await?;
        attempts::ask_for_mail(
            cx,
            &call.request,
            &addressee,
            &RESET_BY_ADDRESSEE,
            Effect::OfferPasswordReset { email },
        )
        .await?;
        Ok(Empty {}.into())
    }
}
