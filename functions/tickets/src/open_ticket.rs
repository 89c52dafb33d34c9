//! `open-ticket`: one question with everything the desk needs to answer it. Who opened it is kept.

use api::{KeySet, Part, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::kvk_number::KvkNumber;
use domain::organisation::Organisation;
use domain::ticket::{Asker, DeskTicketView, Ticket};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Serialize;
use store::Change;

use crate::problems::Refused;
use crate::threads::{self, TicketPath};

/// Opens a question.
pub struct OpenTicket;

/// A question, whole.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenedTicket {
    /// The question.
    #[serde(flatten)]
    pub question: DeskTicketView,
    /// For which organisation whoever asked acted; absent for strangers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<AskedFor>,
}

/// The organisation of whoever asked.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AskedFor {
    /// Its name in the register.
    pub name: String,
    /// Its number in the register.
    pub kvk_number: KvkNumber,
}

impl Endpoint for OpenTicket {
    const ROUTE: Route = Route::get("open-ticket", "/v1/desk/tickets/{ticketId}")
        .summary("One question with who asks, where it happened and what was written")
        .touches(&[
            Touch::read(Part::Ticket).and(Touch::list(Part::Ticket)),
            Touch::read(Part::Organisation),
            Touch::put(Part::Audit),
        ])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = TicketPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = OpenedTicket;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<OpenedTicket>, Refused> {
        let ticket = threads::load(cx, &call.path.ticket_id).await?;
        let messages = threads::messages(cx, &ticket.id).await?;
        let organisation = asked_for(cx, &ticket).await?;
        let mut change = Change::new();
        change.audit(AuditFact {
            trail: Trail::Ticket { ticket: ticket.id.clone() },
            actor: Actor::Staff { account: call.caller.account_id().clone() },
            action: Self::ROUTE.operation.to_owned(),
            object: ticket.id.to_string(),
            result: "opened".to_owned(),
        });
        cx.commit(change).await?;
        Ok(OpenedTicket { question: ticket.desk_view(&messages, cx.now()), organisation }.into())
    }
}

async fn asked_for(cx: &Context, ticket: &Ticket) -> Result<Option<AskedFor>, Refused> {
    let Asker::Person { organisation: Some(organisation), .. } = &ticket.asker else { return Ok(None) };
    let found = cx.store().get::<Organisation>(store::organisation::key(organisation)).await?;
    Ok(found.map(|found| AskedFor { name: found.name.clone(), kvk_number: found.kvk_number.clone() }))
}
