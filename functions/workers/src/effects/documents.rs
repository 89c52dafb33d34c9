//! What is done about documents.

use domain::effect::DocumentEffect;
use runtime::{Context, Failure};
use store::outbox::Waiting;

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(_: &Context, _: &Waiting, effect: &DocumentEffect) -> Result<Option<String>, Failure> {
    Err(Failure::Other(format!("nothing performs {effect:?} yet")))
}
