//! `write-to-customer`: a note of the desk to the customer, in the thread of the case. The mail says that there is one, not what it says.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::name::Note;
use domain::upgrade::messages::{Draft, MessageView, Side};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, CasePath};
use crate::problems::Refused;

/// Writes to the customer.
pub struct WriteToCustomer;

/// What is written.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriteToCustomerInput {
    /// The text; the customer reads it on the page of his upgrade.
    pub text: Note,
}

impl Endpoint for WriteToCustomer {
    const ROUTE: Route =
        Route::post("write-to-customer", "/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/messages")
            .summary("Write to the customer about his upgrade")
            .created()
            .idempotent()
            .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline).and(Touch::put(Part::Timeline))])
            .keys(&[KeySet::Data])
            .problems(&[ProblemType::WrongStage, ProblemType::TooManyAttempts]);
    type Caller = Staff;
    type Path = CasePath;
    type Query = NoQuery;
    type Input = WriteToCustomerInput;
    type Output = MessageView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MessageView>, Refused> {
        let (author, name, text) = (call.caller.account_id(), &call.caller.account.called(), &call.input.text);
        let draft = Draft { from: Side::Desk, author, name, text };
        let written = runtime::decide(
            cx,
            || cases::load(cx, &call.path),
            |case| {
                let upgrade = case.upgrade.value.clone();
                let (message, decided) = upgrade.write_message(draft.clone(), cx.now(), cx.chance())?;
                let view = decided.upgrade.at_desk.thread.view(&message, Side::Desk);
                let mut change = case.change(&decided);
                change.create(&message);
                Ok::<_, Refused>((change, view))
            },
        );
        Ok(written.await?.into())
    }
}
