//! `list-tickets`: the questions somebody asked while he was logged in, the latest first.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::ticket::{Ticket, TicketSummary};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Person};
use store::ticket::Asked;

use crate::problems::Refused;

/// Lists one's own questions.
pub struct ListTickets;

impl Endpoint for ListTickets {
    const ROUTE: Route = Route::get("list-tickets", "/v1/tickets")
        .summary("Your own questions to the service desk, the latest first")
        .touches(&[Touch::read(Part::Ticket).and(Touch::list(Part::Ticket))])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = NoPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<TicketSummary>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<TicketSummary>>, Refused> {
        let own = store::ticket::of_account(call.caller.account_id());
        let asked = cx.store().list::<Asked>(own.limit(call.query.limit()).after(call.query.cursor)).await?;
        let keys: Vec<_> = asked.items.iter().map(|one| store::ticket::key(&one.ticket)).collect();
        let mut items: Vec<TicketSummary> = Vec::with_capacity(keys.len());
        if !keys.is_empty() {
            for item in cx.store().batch(keys).await?.into_values() {
                items.push(item.read::<Ticket>(cx.keys()).await?.summary());
            }
        }
        items.sort_by(|one, other| other.ticket_id.cmp(&one.ticket_id));
        Ok(Page { items, next_cursor: asked.next_cursor }.into())
    }
}
