//! Overviews of what was spent: telling that one is ready, and sending them out to whoever subscribed.

use domain::effect::OverviewEffect;
use runtime::{Context, Failure};
use store::outbox::Waiting;

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(_: &Context, _: &Waiting, effect: &OverviewEffect) -> Result<Option<String>, Failure> {
    Err(Failure::Other(format!("{effect:?} is not performed yet")))
}
