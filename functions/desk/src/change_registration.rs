//! `change-registration`: the desk puts right what is registered about the holder of a means, a name after a marriage or another mobile, so that
//! an upgrade can match it again (domain.md 1.3). The address follows the account, the organisation never changes (domain.md 1.1): neither is
//! asked here. What changed is kept by the names of the fields; the holder is told.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::effect::{Effect, MeansEffect};
use domain::ids::{MeansId, OrganisationId};
use domain::means::{Means, RegisteredPerson};
use domain::means_view::MeansView;
use domain::organisation::Organisation;
use domain::upgrade::{Refusal, Upgrade};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error};

use crate::problems::Refused;

/// Changes what is registered about a holder.
pub struct ChangeRegistration;

/// Which means.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "DeskMeansPath")]
pub struct MeansPath {
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// Its means.
    pub means_id: MeansId,
}

/// What is right, whole.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegistrationChange {
    /// The `version` of the means as it was last read.
    pub version: u64,
    /// What is registered of the holder from now on.
    pub person: RegisteredPerson,
}

impl Endpoint for ChangeRegistration {
    const ROUTE: Route =
        Route::put("change-registration", "/v1/desk/organisations/{organisationId}/means/{meansId}/registration")
            .summary("Put right what is registered about the holder of a means; he is told")
            .touches(&[Touch::write(Part::Organisation), Touch::put(Part::Timeline)])
            .keys(&[KeySet::Data])
            .fresh(15)
            .problems(&[ProblemType::WrongStage, ProblemType::AlreadyOpen, ProblemType::ChangedMeanwhile]);
    type Caller = Staff;
    type Path = MeansPath;
    type Query = NoQuery;
    type Input = RegistrationChange;
    type Output = MeansView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MeansView>, Refused> {
        let MeansPath { organisation_id, means_id } = &call.path;
        let staff = call.caller.account_id();
        let keys = [store::means::key(organisation_id, means_id), store::organisation::key(organisation_id)];
        let mut found = cx.store().batch(keys.to_vec()).await?;
        let [means, organisation] = keys.map(|key| found.remove(&key));
        let read = means.ok_or(Refused::NotFound)?.read::<Means>(cx.keys()).await?;
        let gone = || Error::Corrupt("the organisation of a means is gone".to_owned());
        let organisation = organisation.ok_or_else(gone)?.read::<Organisation>(cx.keys()).await?.value;
        if read.version != call.input.version {
            return Err(Refused::Refusal(Refusal::ChangedMeanwhile));
        }
        if read.holder == *staff {
            return Err(Refused::Refusal(Refusal::OwnCase));
        }
        let today = domain::days::amsterdam(cx.now());
        if call.input.person.birth_date >= today {
            return Err(Refused::BornInTheFuture);
        }
        let corrected = read.corrected(call.input.person)?;
        let changed = corrected.registration.changed_since(&read.registration);
        if changed.is_empty() {
            return Ok(read.view(&organisation, read.version, today).into());
        }
        let (mut change, mut next) = (Change::new(), corrected);
        let actor = Actor::Staff { account: staff.clone() };
        if let Some(open) = &read.open_upgrade
            && let Some(upgrade) =
                cx.store().get::<Upgrade>(store::upgrade::key(organisation_id, &open.upgrade_id)).await?
            && let Some(decided) = upgrade.registered_anew(&next, &read.registration, actor.clone(), cx.now())?
        {
            change.replace(&upgrade, &decided.upgrade).follows(&decided);
            next = decided.means.unwrap_or(next);
        }
        change
            .replace(&read, &next)
            .audit(AuditFact {
                trail: Trail::Organisation { organisation: organisation_id.clone() },
                actor,
                action: Self::ROUTE.operation.to_owned(),
                object: means_id.to_string(),
                result: changed.join(", "),
            })
            .effect(Effect::Means(MeansEffect::TellRegistrationChanged {
                organisation: organisation_id.clone(),
                means: means_id.clone(),
            }));
        match cx.commit(change).await {
            Err(Error::Conflict(_)) => Err(Refused::Refusal(Refusal::ChangedMeanwhile)),
            outcome => Ok(outcome?),
        }?;
        Ok(next.view(&organisation, read.version + 1, today).into())
    }
}
