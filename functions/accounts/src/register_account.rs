//! `register-account`: an address is given, and a mail follows. Known or unknown, the answer and its cost are the same (S10, S11).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::MAIL_BY_ADDRESSEE;
use domain::effect::Effect;
use domain::email::Email;
use domain::language::Language;
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::attempts;
use crate::problems::Refused;

/// Registers an address.
pub struct RegisterAccount;

/// What is asked of somebody who registers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Registration {
    /// The address: the name the account will be known by.
    pub email: Email,
    /// The language of the page, and of every mail from now on.
    pub language: Language,
    /// Whether the terms are accepted; nothing goes on without.
    pub accepts_terms: bool,
}

impl Endpoint for RegisterAccount {
    const ROUTE: Route = Route::post("register-account", "/v1/accounts")
        .summary("Register an e-mail address; a mail with a link follows, or one that says that the address is known")
        .accepted()
        .touches(&[Touch::update(Part::Counter)])
        .keys(&[KeySet::Index])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = Registration;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let Registration { email, language, accepts_terms } = call.input;
        if !accepts_terms {
            return Err(Refused::Field("/acceptsTerms", "must-accept"));
        }
        let addressee = cx.login_key(&email.normalised()).await?;
        let effect = Effect::WelcomeApplicant { email, language, accepted_at: cx.now() };
        attempts::ask_for_mail(cx, &call.request, &addressee, &MAIL_BY_ADDRESSEE, effect).await?;
        Ok(Empty {}.into())
    }
}
