//! `answer-ticket-thread`: a stranger writes on, by the link from his mail. What was closed is open again.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::name::Note;
use domain::ticket::TicketSummary;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::problems::Refused;
use crate::threads;

/// Writes on a stranger's question.
pub struct AnswerTicketThread;

/// By which link, and what.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnswerTicketThreadInput {
    /// The secret of the link.
    pub token: String,
    /// What is written.
    pub text: Note,
}

impl Endpoint for AnswerTicketThread {
    const ROUTE: Route = Route::post("answer-ticket-thread", "/v1/help/threads/messages")
        .summary("Write on a question, by the link from the mail")
        .created()
        .touches(&[Touch::read(Part::Link), Touch::write(Part::Ticket)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::LinkNotUsable, ProblemType::TooManyAttempts]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = AnswerTicketThreadInput;
    type Output = TicketSummary;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<TicketSummary>, Refused> {
        let AnswerTicketThreadInput { token, text } = &call.input;
        let load = || threads::load_by_link(cx, token);
        let write = |ticket: domain::ticket::Ticket| ticket.customer_writes(text, cx.now(), cx.chance());
        Ok(threads::change(cx, load, write, |decided| decided.ticket.summary()).await?.into())
    }
}
