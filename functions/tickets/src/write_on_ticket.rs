//! `write-on-ticket`: whoever asked writes on. What was closed is open again.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::name::Note;
use domain::ticket::{Ticket, TicketSummary};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::problems::Refused;
use crate::threads::{self, TicketPath};

/// Writes on a question of one's own.
pub struct WriteOnTicket;

/// What is written.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriteOnTicketInput {
    /// The text.
    pub text: Note,
}

impl Endpoint for WriteOnTicket {
    const ROUTE: Route = Route::post("write-on-ticket", "/v1/tickets/{ticketId}/messages")
        .summary("Write on one of your own questions")
        .created()
        .idempotent()
        .touches(&[Touch::write(Part::Ticket)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = TicketPath;
    type Query = NoQuery;
    type Input = WriteOnTicketInput;
    type Output = TicketSummary;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<TicketSummary>, Refused> {
        let load = || threads::load_own(cx, &call.path.ticket_id, call.caller.account_id());
        let write = |ticket: Ticket| ticket.customer_writes(&call.input.text, cx.now(), cx.chance());
        Ok(threads::change(cx, load, write, |decided| decided.ticket.summary()).await?.into())
    }
}
