//! `take-ticket`: somebody takes a question in hand for a while, so that no colleague answers it too.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::taking::Colleague;
use domain::ticket::{Ticket, WaitingTicket};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};

use crate::problems::Refused;
use crate::threads::{self, TicketPath};

/// Takes a question.
pub struct TakeTicket;

impl Endpoint for TakeTicket {
    const ROUTE: Route = Route::post("take-ticket", "/v1/desk/tickets/{ticketId}/taking")
        .summary("Take a question in hand for half an hour")
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
        let name = call.caller.account.called();
        let colleague = Colleague { account: call.caller.account_id(), name: &name };
        let load = || threads::load(cx, &call.path.ticket_id);
        let decide = |ticket: Ticket| ticket.take(colleague, cx.now());
        Ok(threads::change(cx, load, decide, |decided| decided.ticket.waiting(cx.now())).await?.into())
    }
}
