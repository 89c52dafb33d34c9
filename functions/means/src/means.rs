//! Means of the caller's own organisation: loading one, and carrying a decision on it through.

use domain::audit::{Actor, AuditFact, Trail};
use domain::ids::MeansId;
use domain::lapse::{Subject, Watched};
use domain::means::{Means, MeansRefusal};
use domain::means_view::MeansView;
use domain::organisation::Organisation;
use runtime::{Context, Member};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error, Versioned};

use crate::problems::Refused;

/// Which means.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MeansPath {
    /// Its id.
    pub means_id: MeansId,
}

/// What the caller saw.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeenMeans {
    /// The `version` of the means as it was last read.
    pub version: u64,
}

/// A means with its organisation.
pub(crate) struct Loaded {
    pub(crate) means: Versioned<Means>,
    pub(crate) organisation: Organisation,
}

/// The means, if it is of the caller's organisation and he may act on it; anything else is not there (S44).
pub(crate) async fn load(cx: &Context, caller: &Member, id: &MeansId) -> Result<Loaded, Refused> {
    let organisation = caller.organisation();
    let keys = [store::means::key(organisation, id), store::organisation::key(organisation)];
    let mut found = cx.store().batch(keys.to_vec()).await?;
    let [means, organisation] = keys.map(|key| found.remove(&key));
    let means = means.ok_or(Refused::NotFound)?.read::<Means>(cx.keys()).await?;
    if !caller.may_see(&means.holder, means.registration.establishment_number.as_ref()) {
        return Err(Refused::NotFound);
    }
    let gone = || Error::Corrupt("the organisation of a means is gone".to_owned());
    let organisation = organisation.ok_or_else(gone)?.read::<Organisation>(cx.keys()).await?;
    Ok(Loaded { means, organisation: organisation.value })
}

/// The means as the caller saw it; refused when it changed since.
pub(crate) async fn load_seen(cx: &Context, caller: &Member, id: &MeansId, seen: u64) -> Result<Loaded, Refused> {
    let loaded = load(cx, caller, id).await?;
    if loaded.means.version == seen { Ok(loaded) } else { Err(Refused::ChangedMeanwhile) }
}

/// Decides on a means as the caller saw it and keeps what was decided; answers the means as it is then.
pub(crate) async fn change(
    cx: &Context,
    caller: &Member,
    id: &MeansId,
    seen: u64,
    verb: &str,
    decide: impl FnOnce(Means) -> Result<Means, MeansRefusal> + Send,
) -> Result<MeansView, Refused> {
    let loaded = load_seen(cx, caller, id, seen).await?;
    let next = decide(loaded.means.value.clone())?;
    let mut change = Change::new();
    put(cx, caller, &mut change, &loaded.means, &next, verb);
    cx.commit(change).await?;
    Ok(view(cx, &loaded, &next))
}

/// Adds to `change` that the means became `next`, with what is watched about it and the fact for the audit trail.
pub(crate) fn put(
    cx: &Context,
    caller: &Member,
    change: &mut Change,
    read: &Versioned<Means>,
    next: &Means,
    verb: &str,
) {
    let subject = Subject::Means { means: next.id.clone() };
    change
        .replace(read, next)
        .watch(&next.organisation, &subject, Watched::over_means(next, cx.today()).as_ref())
        .audit(fact(caller, verb, next.id.as_str(), "done"));
}

/// A fact of the organisation's trail.
pub(crate) fn fact(caller: &Member, action: &str, object: &str, result: &str) -> AuditFact {
    AuditFact {
        trail: Trail::Organisation { organisation: caller.organisation().clone() },
        actor: Actor::Person { account: caller.account_id().clone() },
        action: action.to_owned(),
        object: object.to_owned(),
        result: result.to_owned(),
    }
}

/// The means as it is seen after a change of what was loaded.
pub(crate) fn view(cx: &Context, loaded: &Loaded, next: &Means) -> MeansView {
    next.view(&loaded.organisation, loaded.means.version + 1, cx.today())
}
