//! Questions with their threads: one's own, a stranger's by his link, the desk's.

use domain::account::Token;
use domain::ids::{AccountId, TicketId};
use domain::ticket::{Decided, Message, Refusal, Ticket, TicketLink};
use runtime::Context;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Change, Versioned};

use crate::problems::Refused;

/// How much of a thread is shown: the latest.
const SHOWN: u16 = 200;

/// Which question.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TicketPath {
    /// Its id.
    pub ticket_id: TicketId,
}

/// A question.
pub(crate) async fn load(cx: &Context, id: &TicketId) -> Result<Versioned<Ticket>, Refused> {
    cx.store().get::<Ticket>(store::ticket::key(id)).await?.ok_or(Refused::NotFound)
}

/// A question this account asked; anything else is not there (S44).
pub(crate) async fn load_own(cx: &Context, id: &TicketId, account: &AccountId) -> Result<Versioned<Ticket>, Refused> {
    let ticket = load(cx, id).await?;
    if ticket.account() == Some(account) { Ok(ticket) } else { Err(Refused::NotFound) }
}

/// The question behind a link; or the one answer for every link that opens nothing (S10).
pub(crate) async fn load_by_link(cx: &Context, token: &str) -> Result<Versioned<Ticket>, Refused> {
    let hash = Token::presented(token).hash();
    let link = cx.store().get::<TicketLink>(store::ticket::link_key(&hash)).await?.ok_or(Refused::LinkNotUsable)?;
    let ticket = cx.store().get::<Ticket>(store::ticket::key(&link.ticket)).await?.ok_or(Refused::LinkNotUsable)?;
    link.opens(&ticket, cx.now())?;
    Ok(ticket)
}

/// What was written on a question, oldest first.
pub(crate) async fn messages(cx: &Context, id: &TicketId) -> Result<Vec<Message>, Refused> {
    let page = cx.store().list::<Message>(store::ticket::messages(id).descending().limit(SHOWN)).await?;
    Ok(page.items.into_iter().rev().map(|message| message.value).collect())
}

/// Loads, decides and keeps; anew when somebody came between.
pub(crate) async fn change<A, L, F>(
    cx: &Context,
    load: L,
    decide: impl Fn(Ticket) -> Result<Decided, Refusal> + Send + Sync,
    answer: impl Fn(&Decided) -> A + Send + Sync,
) -> Result<A, Refused>
where
    A: Serialize + Send + Sync,
    L: Fn() -> F + Send + Sync,
    F: Future<Output = Result<Versioned<Ticket>, Refused>> + Send,
{
    runtime::decide(cx, load, |read: &Versioned<Ticket>| {
        let decided = decide(read.value.clone())?;
        let told = answer(&decided);
        let mut change = Change::new();
        change.go_on(read, &decided);
        Ok::<_, Refused>((change, told))
    })
    .await
}
