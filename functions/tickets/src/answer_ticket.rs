//! `answer-ticket`: the desk answers, and may close the question with it. The mail says that there is an answer, not what it says (S52).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::name::Note;
use domain::taking::Colleague;
use domain::ticket::{Ticket, WaitingTicket};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::problems::Refused;
use crate::threads::{self, TicketPath};

/// Answers a question.
pub struct AnswerTicket;

/// What is answered.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnswerTicketInput {
    /// The text.
    pub text: Note,
    /// Whether the question is closed with it.
    #[serde(default)]
    pub closing: bool,
}

impl Endpoint for AnswerTicket {
    const ROUTE: Route = Route::post("answer-ticket", "/v1/desk/tickets/{ticketId}/messages")
        .summary("Answer a question, and close it with that or wait for whoever asked")
        .created()
        .idempotent()
        .touches(&[Touch::write(Part::Ticket)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::TakenByAnother, ProblemType::TooManyAttempts]);
    type Caller = Staff;
    type Path = TicketPath;
    type Query = NoQuery;
    type Input = AnswerTicketInput;
    type Output = WaitingTicket;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<WaitingTicket>, Refused> {
        let AnswerTicketInput { text, closing } = &call.input;
        let name = call.caller.account.called();
        let colleague = Colleague { account: call.caller.account_id(), name: &name };
        let load = || threads::load(cx, &call.path.ticket_id);
        let decide = |ticket: Ticket| ticket.answer(colleague, text, *closing, cx.now(), cx.chance());
        Ok(threads::change(cx, load, decide, |decided| decided.ticket.waiting(cx.now())).await?.into())
    }
}
