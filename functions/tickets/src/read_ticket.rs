//! `read-ticket`: whoever asked has read the answers.

use api::{KeySet, Part, Route, Touch};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Person};
use store::{Change, Versioned};

use crate::problems::Refused;
use crate::threads::{self, TicketPath};

/// Notes that answers were read.
pub struct ReadTicket;

impl Endpoint for ReadTicket {
    const ROUTE: Route = Route::post("read-ticket", "/v1/tickets/{ticketId}/reading")
        .summary("Mark the answers to one of your own questions as read")
        .touches(&[Touch::write(Part::Ticket)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = TicketPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let load = || threads::load_own(cx, &call.path.ticket_id, call.caller.account_id());
        let read = runtime::decide(cx, load, |ticket: &Versioned<domain::ticket::Ticket>| {
            let mut change = Change::new();
            if let Some(decided) = ticket.value.clone().customer_reads(cx.now()) {
                change.go_on(ticket, &decided);
            }
            Ok::<_, Refused>((change, Empty {}))
        });
        Ok(read.await?.into())
    }
}
