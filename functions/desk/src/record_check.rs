//! `record-check`: somebody of the desk writes down what he found on a check.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::ids::{OrganisationId, UpgradeId};
use domain::name::Note;
use domain::upgrade::checklist::Check;
use domain::upgrade::view::UpgradeView;
use domain::upgrade::{Outcome, Reason};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, CasePath};
use crate::problems::Refused;

/// Records a check.
pub struct RecordCheck;

/// Which check of which case.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckPath {
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// Its upgrade.
    pub upgrade_id: UpgradeId,
    /// The check.
    pub check: Check,
}

/// What was found.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordCheckInput {
    /// The `version` of the upgrade as it was last read.
    pub version: u64,
    /// Whether it is right.
    pub outcome: RecordedOutcome,
    /// What is written down for colleagues; the customer does not see it.
    pub note: Note,
    /// What is wrong; with `failed` only.
    pub reason: Option<Reason>,
}

/// Whether a check is right.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecordedOutcome {
    /// It is.
    Passed,
    /// It is not.
    Failed,
}

impl Endpoint for RecordCheck {
    const ROUTE: Route =
        Route::post("record-check", "/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/checks/{check}")
            .summary("Write down what was found on a check")
            .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline).and(Touch::put(Part::Timeline))])
            .keys(&[KeySet::Data])
            .problems(&[ProblemType::WrongStage, ProblemType::TakenByAnother]);
    type Caller = Staff;
    type Path = CheckPath;
    type Query = NoQuery;
    type Input = RecordCheckInput;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let CheckPath { organisation_id, upgrade_id, check } = call.path;
        let RecordCheckInput { version, outcome, note, reason } = call.input;
        let outcome = match (outcome, reason) {
            (RecordedOutcome::Passed, None) => Outcome::Passed,
            (RecordedOutcome::Passed, Some(_)) => return Err(Refused::ReasonWithoutFailure),
            (RecordedOutcome::Failed, Some(reason)) => Outcome::Failed(reason),
            (RecordedOutcome::Failed, None) => return Err(Refused::ReasonMissing),
        };
        let path = CasePath { organisation_id, upgrade_id };
        let view = cases::change(cx, &path, |case| {
            let upgrade = case.upgrade.value.clone();
            upgrade.record_check(check, outcome, note.clone(), version, call.caller.account_id(), cx.now())
        });
        Ok(view.await?.into())
    }
}
