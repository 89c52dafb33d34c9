//! `release-ticket`: whoever has a question in hand lets go of it.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::ticket::{Ticket, WaitingTicket};

use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};

use crate::problems::Refused;
use crate::threads::{self, TicketPath};

/// Releases a question.
pub struct ReleaseTicket;

impl Endpoint for ReleaseTicket {
    const ROUTE: Route = Route::post("release-ticket", "/v1/desk/tickets/{ticketId}/release")
        .summary("Let go of a question that was taken in hand")
        .touches(&[Touch::write(Part::Ticket)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::TakenByAnother]);
    type Caller = Staff;
    type Path = TicketPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = WaitingTicket;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<WaitingTicket>, Refused> {
        let load = || threads::load(cx, &call.path.ticket_id);
        let decide = |ticket: Ticket| ticket.release(call.caller.account_id(), cx.now());
        Ok(threads::change(cx, load, decide, |decided| decided.ticket.waiting(cx.now())).await?.into())
    }
}
