//! `list-waiting-tickets`: questions by topic and age, those that wait for the desk or those that wait for whoever asked. Without a topic the
//! longest waiting of every topic, the oldest first.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::ticket::{Ticket, Topic, WaitingTicket};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Versioned;

use crate::problems::Refused;

/// Lists what waits.
pub struct ListWaitingTickets;

/// What is to be listed.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WaitingTicketsQuery {
    /// For whom they wait; for the desk when absent.
    #[serde(default)]
    pub waits: WaitsFor,
    /// About what; every topic when absent.
    pub topic: Option<Topic>,
    /// Where the page begins: the `nextCursor` of the page before. With a topic only.
    pub cursor: Option<String>,
}

/// For whom a question waits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "TicketWaitsFor")]
pub enum WaitsFor {
    /// The desk has to act.
    #[default]
    Desk,
    /// Whoever asked has to act.
    Customer,
}

/// How many of each topic are shown when every topic is.
const OF_EACH: u16 = 10;

impl Endpoint for ListWaitingTickets {
    const ROUTE: Route = Route::get("list-waiting-tickets", "/v1/desk/tickets")
        .summary("Questions that wait for the desk or for whoever asked, longest waiting first")
        .touches(&[Touch::list(Part::Ticket)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = WaitingTicketsQuery;
    type Input = NoInput;
    type Output = Page<WaitingTicket>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<WaitingTicket>>, Refused> {
        let WaitingTicketsQuery { waits, topic, cursor } = call.query;
        let for_desk = waits == WaitsFor::Desk;
        let tell = |ticket: Versioned<Ticket>| ticket.waiting(cx.now());
        if let Some(topic) = topic {
            let range = store::ticket::queue(for_desk, topic).limit(PageQuery::default().limit()).after(cursor);
            return Ok(cx.store().list::<Ticket>(range).await?.map(tell).into());
        }
        let of_each = Topic::ALL.map(|topic| store::ticket::queue(for_desk, topic).limit(OF_EACH));
        let mut items = Vec::new();
        for found in futures::future::try_join_all(of_each.map(|range| cx.store().list::<Ticket>(range))).await? {
            items.extend(found.items.into_iter().map(tell));
        }
        items.sort_by(|one, other| (one.since, &one.ticket_id).cmp(&(other.since, &other.ticket_id)));
        Ok(Page { items, next_cursor: None }.into())
    }
}
