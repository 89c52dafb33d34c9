//! `write-message`: the customer writes to the desk about an upgrade.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::name::Note;
use domain::upgrade::messages::{Draft, MessageView, Side};
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, UpgradePath};
use crate::problems::Refused;

/// Writes a message.
pub struct WriteMessage;

/// What is written.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriteMessageInput {
    /// The text.
    pub text: Note,
}

impl Endpoint for WriteMessage {
    const ROUTE: Route = Route::post("write-message", "/v1/upgrades/{upgradeId}/messages")
        .summary("Write to the desk about an upgrade")
        .created()
        .idempotent()
        .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline).and(Touch::put(Part::Timeline))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::TooManyAttempts])
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = WriteMessageInput;
    type Output = MessageView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MessageView>, Refused> {
        let (author, name, text) = (call.caller.account_id(), &call.caller.account.called(), &call.input.text);
        let draft = Draft { from: Side::Customer, author, name, text };
        let load = || cases::load(cx, &call.caller, &call.path.upgrade_id);
        let written = runtime::decide(cx, load, |case| {
            let upgrade = case.upgrade.value.clone();
            let (message, decided) = upgrade.write_message(draft.clone(), cx.now(), cx.chance())?;
            let view = decided.upgrade.at_desk.thread.view(&message, Side::Customer);
            let mut change = case.change(&decided);
            change.create(&message);
            Ok::<_, Refused>((change, view))
        });
        Ok(written.await?.into())
    }
}
