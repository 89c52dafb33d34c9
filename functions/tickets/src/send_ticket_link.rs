//! `send-ticket-link`: the way to a question once more, by mail to the address it was asked from. Known or unknown, right or wrong together:
//! the answer and its cost are the same (S10, S11).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::{MAIL_BY_ADDRESS, MAIL_BY_ADDRESSEE, network};
use domain::effect::{Effect, TicketEffect};
use domain::email::Email;
use domain::ticket::Reference;
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::counter::Counter;
use store::{Change, Error};

use crate::problems::Refused;

/// Mails the link to a question once more.
pub struct SendTicketLink;

/// Which question, and where its link goes.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendTicketLinkInput {
    /// The number of the question.
    pub reference: Reference,
    /// The address it was asked from.
    pub email: Email,
}

impl Endpoint for SendTicketLink {
    const ROUTE: Route = Route::post("send-ticket-link", "/v1/help/links")
        .summary("Ask for the link to a question once more, by its number and the address it was asked from")
        .accepted()
        .touches(&[Touch::update(Part::Counter)])
        .keys(&[KeySet::Index])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = SendTicketLinkInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let SendTicketLinkInput { reference, email } = call.input;
        let addressee = cx.login_key(&email.normalised()).await?;
        let by_addressee = Counter::of(&MAIL_BY_ADDRESSEE, addressee.as_str(), cx.now());
        let by_network = Counter::of(&MAIL_BY_ADDRESS, &network(call.request.address), cx.now());
        let mut change = Change::new();
        change
            .update(by_addressee.raise())
            .update(by_network.raise())
            .effect(Effect::Ticket(TicketEffect::SendLink { reference, email }));
        match cx.commit(change).await {
            Err(Error::LimitReached { wait, .. }) => Err(Refused::TooMany(wait)),
            outcome => Ok(outcome.map(|()| Empty {})?.into()),
        }
    }
}
