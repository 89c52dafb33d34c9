//! `close-ticket-thread`: a stranger closes his question by the link from the mail. Writing on it opens it again.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::ticket::{Ticket, TicketSummary};
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::problems::Refused;
use crate::threads;

/// Closes a stranger's question.
pub struct CloseTicketThread;

/// By which link.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloseTicketThreadInput {
    /// The secret of the link.
    pub token: String,
}

impl Endpoint for CloseTicketThread {
    const ROUTE: Route = Route::post("close-ticket-thread", "/v1/help/threads/closing")
        .summary("Close a question, by the link from the mail; writing on it opens it again")
        .touches(&[Touch::read(Part::Link), Touch::write(Part::Ticket)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::LinkNotUsable, ProblemType::WrongStage]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = CloseTicketThreadInput;
    type Output = TicketSummary;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<TicketSummary>, Refused> {
        let load = || threads::load_by_link(cx, &call.input.token);
        let close = |ticket: Ticket| ticket.customer_closes(cx.now());
        Ok(threads::change(cx, load, close, |decided| decided.ticket.summary()).await?.into())
    }
}
