//! `close-ticket`: nothing more is to be said. Whoever asked is told, and opens it again by writing.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::ticket::{Ticket, WaitingTicket};

use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};

use crate::problems::Refused;
use crate::threads::{self, TicketPath};

/// Closes a question.
pub struct CloseTicket;

impl Endpoint for CloseTicket {
    const ROUTE: Route = Route::post("close-ticket", "/v1/desk/tickets/{ticketId}/closing")
        .summary("Close a question without another word")
        .touches(&[Touch::write(Part::Ticket)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::TakenByAnother]);
    type Caller = Staff;
    type Path = TicketPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = WaitingTicket;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<WaitingTicket>, Refused> {
        let load = || threads::load(cx, &call.path.ticket_id);
        let decide = |ticket: Ticket| ticket.close(call.caller.account_id(), cx.now());
        Ok(threads::change(cx, load, decide, |decided| decided.ticket.waiting(cx.now())).await?.into())
    }
}
