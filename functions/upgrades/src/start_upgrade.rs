//! `start-upgrade`: sets out to raise a means. The means stays as it is until the new level is activated.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::ids::MeansId;
use domain::level::AssuranceLevel;
use domain::means::Means;
use domain::upgrade::start;
use domain::upgrade::view::{UpgradeView, Viewer};
use runtime::{Answer, Call, Context, Endpoint, Member, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::problems::Refused;

/// Starts an upgrade.
pub struct StartUpgrade;

/// What is to be raised, and how far.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartUpgradeInput {
    /// The means; your own or, as a manager, anybody's in your organisation.
    pub means_id: MeansId,
    /// One of the `targetLevels` of the means.
    pub target_level: AssuranceLevel,
}

impl Endpoint for StartUpgrade {
    const ROUTE: Route = Route::post("start-upgrade", "/v1/upgrades")
        .summary("Start raising a means to a higher level")
        .created()
        .idempotent()
        .touches(&[Touch::write(Part::Organisation), Touch::put(Part::Timeline)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::AlreadyOpen, ProblemType::WrongStage])
        .heeds_branch();
    type Caller = Member;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = StartUpgradeInput;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let key = store::means::key(call.caller.organisation(), &call.input.means_id);
        let means = cx.store().get::<Means>(key).await?.ok_or(Refused::NotFound)?;
        if !call.caller.may_see(&means.holder, means.registration.establishment_number.as_ref()) {
            return Err(Refused::NotFound);
        }
        let decided = start(&means, call.input.target_level, call.caller.account_id(), cx.now(), cx.chance())?;
        let view = decided.upgrade.view(&means.registration, decided.entries.clone(), Viewer::Customer)?;
        let mut change = Change::new();
        change.create(&decided.upgrade).follows(&decided);
        if let Some(raised) = &decided.means {
            change.replace(&means, raised);
        }
        cx.keep(change, &view).await?;
        Ok(view.into())
    }
}
