//! Inviting, and hearing from, the partner who identifies people.

use domain::effect::IdentificationEffect;
use runtime::{Context, Failure};
use store::outbox::Waiting;

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(
    _: &Context,
    _: &Waiting,
    effect: &IdentificationEffect,
) -> Result<Option<String>, Failure> {
    Err(Failure::Other(format!("nothing performs {effect:?} yet")))
}
