//! `list-messages`: what the customer and the desk wrote each other about an upgrade.

use api::{KeySet, Part, Route, Touch};
use domain::upgrade::Upgrade;
use domain::upgrade::messages::{Message, MessageView, Side};
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;

use crate::cases::UpgradePath;
use crate::problems::Refused;

/// Lists messages.
pub struct ListMessages;

/// The thread of an upgrade.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ThreadView {
    /// The messages, oldest first; the latest two hundred.
    pub messages: Vec<MessageView>,
    /// How many of them are new to you.
    pub unread: u32,
}

/// How much of a thread is shown.
const SHOWN: u16 = 200;

impl Endpoint for ListMessages {
    const ROUTE: Route = Route::get("list-messages", "/v1/upgrades/{upgradeId}/messages")
        .summary("The messages between the customer and the desk about an upgrade")
        .touches(&[Touch::read(Part::Organisation).and(Touch::list(Part::Organisation))])
        .keys(&[KeySet::Data])
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = ThreadView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<ThreadView>, Refused> {
        let (organisation, id) = (call.caller.organisation(), &call.path.upgrade_id);
        let (upgrade, messages) = tokio::try_join!(
            cx.store().get::<Upgrade>(store::upgrade::key(organisation, id)),
            cx.store().list::<Message>(store::message::of_upgrade(organisation, id).descending().limit(SHOWN)),
        )?;
        let upgrade = upgrade.filter(|upgrade| call.caller.may_see(&upgrade.holder, upgrade.branch.as_ref()));
        let thread = &upgrade.ok_or(Refused::NotFound)?.value.at_desk.thread;
        let messages = messages.items.iter().rev().map(|message| thread.view(message, Side::Customer)).collect();
        Ok(ThreadView { messages, unread: thread.unread_by_customer }.into())
    }
}
