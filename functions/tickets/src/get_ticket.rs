//! `get-ticket`: one of one's own questions with its answers.

use api::{KeySet, Part, Route, Touch};
use domain::ticket::TicketView;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};

use crate::problems::Refused;
use crate::threads::{self, TicketPath};

/// Shows a question.
pub struct GetTicket;

impl Endpoint for GetTicket {
    const ROUTE: Route = Route::get("get-ticket", "/v1/tickets/{ticketId}")
        .summary("One of your own questions with its answers")
        .touches(&[Touch::read(Part::Ticket).and(Touch::list(Part::Ticket))])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = TicketPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = TicketView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<TicketView>, Refused> {
        let ticket = threads::load_own(cx, &call.path.ticket_id, call.caller.account_id()).await?;
        let messages = threads::messages(cx, &ticket.id).await?;
        Ok(ticket.view(&messages).into())
    }
}
