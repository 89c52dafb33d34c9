//! `update-upgrade`: fills in, section by section. A section that is sent takes the place of the one that is there.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::upgrade::Sections;
use domain::upgrade::authorisations::Authorisations;
use domain::upgrade::data::{OrganisationData, Representative, UserData};
use domain::upgrade::view::{UpgradeView, Viewer};
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, UpgradePath};
use crate::problems::Refused;

/// Fills in an upgrade.
pub struct UpdateUpgrade;

/// The sections to replace.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateUpgradeInput {
    /// The `version` of the upgrade as it was last read.
    pub version: u64,
    /// About the user.
    pub user: Option<UserData>,
    /// About the organisation.
    pub organisation: Option<OrganisationData>,
    /// The representatives, all of them.
    #[schemars(length(max = 20))]
    pub representatives: Option<Vec<Representative>>,
    /// What the means is to be used for.
    pub authorisations: Option<Authorisations>,
}

impl Endpoint for UpdateUpgrade {
    const ROUTE: Route = Route::patch("update-upgrade", "/v1/upgrades/{upgradeId}")
        .summary("Fill in an upgrade, section by section")
        .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline).and(Touch::put(Part::Timeline))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage])
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = UpdateUpgradeInput;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let UpdateUpgradeInput { version, user, organisation, representatives, authorisations } = call.input;
        let (caller, id) = (&call.caller, &call.path.upgrade_id);
        // Nobody leads a means out of the branch his log-in is bound to (S40).
        let reach = caller.session.reach();
        if organisation.as_ref().is_some_and(|entered| !reach.covers(entered.establishment_number.as_ref())) {
            return Err(Refused::OutsideYourBranch);
        }
        let sections = Sections { user, organisation, representatives, authorisations };
        // The register answers first (domain.md 4.6): what it says is kept with what was filled in.
        let load = || cases::load_told(cx, caller, id, |upgrade| upgrade.to_ask(&sections, cx.now()));
        let view = runtime::decide_upgrade(cx, Viewer::Customer, load, |case| {
            let (upgrade, sections) = (case.upgrade.value.clone(), sections.clone());
            upgrade.fill_in(&case.means.registration, sections, version, caller.account_id(), cx.now())
        });
        view.await.map(Answer::from)
    }
}
