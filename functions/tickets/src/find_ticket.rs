//! `find-ticket`: the question of a number somebody reads out on the phone. Who looked for what is kept.

use api::{KeySet, Part, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::ticket::{Reference, WaitingTicket};
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;
use store::ticket::Numbered;

use crate::problems::Refused;
use crate::threads;

/// Finds a question.
pub struct FindTicket;

/// What is looked for.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FindTicketInput {
    /// The number of the question.
    pub reference: Reference,
}

impl Endpoint for FindTicket {
    const ROUTE: Route = Route::post("find-ticket", "/v1/desk/tickets/searches")
        .summary("Find a question by its number")
        .touches(&[Touch::read(Part::Ticket)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = FindTicketInput;
    type Output = WaitingTicket;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<WaitingTicket>, Refused> {
        let key = store::ticket::reference_key(&call.input.reference);
        let found = cx.store().get::<Numbered>(key).await?.ok_or(Refused::NotFound)?;
        let ticket = threads::load(cx, &found.ticket).await?;
        let mut change = Change::new();
        change.audit(AuditFact {
            trail: Trail::Ticket { ticket: ticket.id.clone() },
            actor: Actor::Staff { account: call.caller.account_id().clone() },
            action: Self::ROUTE.operation.to_owned(),
            object: ticket.id.to_string(),
            result: "found".to_owned(),
        });
        cx.commit(change).await?;
        Ok(ticket.waiting(cx.now()).into())
    }
}
