//! `label-access-code`: another label (kenmerk) for a code: by its holder, or by the main user. What was ordered before keeps the label it had.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::access_code::CodeLabel;
use domain::account::Account;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::people::{Holding, fact};
use crate::problems::Refused;
use crate::view::{AccessCodePath, AccessCodeView, view};

/// Changes a label.
pub struct LabelAccessCode;

/// The label.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LabelAccessCodeInput {
    /// What the code is called from now on.
    pub label: CodeLabel,
}

impl Endpoint for LabelAccessCode {
    const ROUTE: Route = Route::put("label-access-code", "/v1/access-codes/{accessCodeId}/label")
        .summary("Give an access code another label")
        .touches(&[Touch::write(Part::Organisation), Touch::read(Part::Account)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage]);
    type Caller = Member;
    type Path = AccessCodePath;
    type Query = NoQuery;
    type Input = LabelAccessCodeInput;
    type Output = AccessCodeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<AccessCodeView>, Refused> {
        let caller = &call.caller;
        let load = || Holding::load(cx, caller, &call.path.access_code_id);
        let decide = |held: &Holding| {
            let code = held.code.relabelled(call.input.label.clone())?.handled(caller.account_id());
            let mut change = Change::new();
            change.replace(&held.code, &code).audit(fact(caller, Self::ROUTE.operation, code.id.as_str(), "labelled"));
            if let Some(member) = &held.member {
                change.replace(member, &code.held_by(member));
            }
            let account = held.account.as_ref().map(|account| &account.value as &Account);
            Ok::<_, Refused>((change, view(caller, &code, account)))
        };
        Ok(runtime::decide(cx, load, decide).await?.into())
    }
}
