//! `request-lost-access`: an access code or a password was lost. Whether the address is known is not looked at here: the effects do that later,
//! so the request costs and answers the same for everybody (S10-S12).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::{MAIL_BY_ADDRESS, RESET_BY_ADDRESSEE, network};
use domain::effect::{CodeEffect, Effect};
use domain::email::Email;
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::counter::Counter;
use store::{Change, Error};

use crate::problems::Refused;

/// Asks for mails that help.
pub struct RequestLostAccess;

/// What was lost, and where the mails go.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LostAccess {
    /// The address; known or unknown, the answer is the same (S10).
    pub email: Email,
    /// What was lost.
    pub lost: Lost,
}

/// What was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Lost {
    /// The access code: a new one is issued after a look into the mailbox.
    Code,
    /// The password: another one is chosen.
    Password,
    /// Both; each is helped in a mail of its own.
    Both,
}

impl Endpoint for RequestLostAccess {
    const ROUTE: Route = Route::post("request-lost-access", "/v1/lost-access")
        .summary("Ask for help with a lost access code, a lost password or both")
        .accepted()
        .touches(&[Touch::update(Part::Counter)])
        .keys(&[KeySet::Index])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = LostAccess;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let LostAccess { email, lost } = call.input;
        let addressee = cx.login_key(&email.normalised()).await?;
        let by_addressee = Counter::of(&RESET_BY_ADDRESSEE, addressee.as_str(), cx.now());
        let by_network = Counter::of(&MAIL_BY_ADDRESS, &network(call.request.address), cx.now());
        let mut change = Change::new();
        change.update(by_addressee.raise()).update(by_network.raise()).effects(helping(&email, lost));
        match cx.commit(change).await {
            Err(Error::LimitReached { wait, .. }) => Err(Refused::TooMany(wait)),
            outcome => Ok(outcome.map(|()| Empty {}.into())?),
        }
    }
}

fn helping(email: &Email, lost: Lost) -> Vec<Effect> {
    let password = || Effect::OfferPasswordReset { email: email.clone() };
    let code = || Effect::Code(CodeEffect::OfferNewCode { email: email.clone() });
    match lost {
        Lost::Code => vec![code()],
        Lost::Password => vec![password()],
        Lost::Both => vec![code(), password()],
    }
}
