//! Batches of the caller: loading one.

use domain::batch::Batch;
use domain::ids::BatchId;
use runtime::{Context, Manager};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Versioned;

use crate::problems::Refused;

/// Which batch.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchPath {
    /// Its id.
    pub batch_id: BatchId,
}

/// The batch, if the caller made it; anything else is not there (S44). What a batch reaches may be more than one organisation, so it is its
/// maker's alone.
pub(crate) async fn load(cx: &Context, caller: &Manager, id: &BatchId) -> Result<Versioned<Batch>, Refused> {
    let batch = cx.store().get::<Batch>(store::batch::key(caller.organisation(), id)).await?;
    batch.filter(|batch| batch.by == *caller.account_id()).ok_or(Refused::NotFound)
}
