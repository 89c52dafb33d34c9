//! `close-own-ticket`: whoever asked needs no answer any more. Writing on the question opens it again.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::ticket::{Ticket, TicketSummary};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};

use crate::problems::Refused;
use crate::threads::{self, TicketPath};

/// Closes a question of one's own.
pub struct CloseOwnTicket;

impl Endpoint for CloseOwnTicket {
    const ROUTE: Route = Route::post("close-own-ticket", "/v1/tickets/{ticketId}/closing")
        .summary("Close one of your own questions; writing on it opens it again")
        .touches(&[Touch::write(Part::Ticket)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage]);
    type Caller = Person;
    type Path = TicketPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = TicketSummary;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<TicketSummary>, Refused> {
        let load = || threads::load_own(cx, &call.path.ticket_id, call.caller.account_id());
        let close = |ticket: Ticket| ticket.customer_closes(cx.now());
        Ok(threads::change(cx, load, close, |decided| decided.ticket.summary()).await?.into())
    }
}
