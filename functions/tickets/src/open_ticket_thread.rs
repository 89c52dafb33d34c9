//! `open-ticket-thread`: a stranger's question with its answers, by the link from his mail. A POST, because the token must not stand in an
//! address (S19); opening uses nothing up, as often as it is done, and what is shown counts as read.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::ticket::TicketView;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error};

use crate::problems::Refused;
use crate::threads;

/// Opens a stranger's question.
pub struct OpenTicketThread;

/// The link from the mail.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TicketLinkInput {
    /// The secret of the link.
    pub token: String,
}

impl Endpoint for OpenTicketThread {
    const ROUTE: Route = Route::post("open-ticket-thread", "/v1/help/threads")
        .summary("A question and its answers, by the link from the mail")
        .touches(&[Touch::read(Part::Link), Touch::write(Part::Ticket).and(Touch::list(Part::Ticket))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::LinkNotUsable]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = TicketLinkInput;
    type Output = TicketView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<TicketView>, Refused> {
        let ticket = threads::load_by_link(cx, &call.input.token).await?;
        let messages = threads::messages(cx, &ticket.id).await?;
        let view = ticket.view(&messages);
        if let Some(read) = ticket.value.clone().customer_reads(cx.now()) {
            let mut change = Change::new();
            change.go_on(&ticket, &read);
            match cx.commit(change).await {
                // That it was read is worth noting, and not worth failing for; the next opening notes it.
                Ok(()) | Err(Error::Conflict(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(view.into())
    }
}
