//! Means of the caller's own organisation: loading one.

use domain::ids::MeansId;
use domain::means::Means;
use domain::organisation::Organisation;
use runtime::{Context, Member};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Error, Versioned};

use crate::problems::Refused;

/// Which means.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MeansPath {
    /// Its id.
    pub means_id: MeansId,
}

/// The means with its organisation in one round trip, if it is of the caller's organisation and he may see it; anything else is not there
/// (S44).
pub(crate) async fn load(
    cx: &Context,
    caller: &Member,
    id: &MeansId,
) -> Result<(Versioned<Means>, Organisation), Refused> {
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
    Ok((means, organisation.value))
}
