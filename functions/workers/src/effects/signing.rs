//! The mails of the signing room.

use domain::effect::SigningEffect;
use runtime::{Context, Failure};
use store::outbox::Waiting;

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(_: &Context, _: &Waiting, effect: &SigningEffect) -> Result<Option<String>, Failure> {
    Err(Failure::Other(format!("nothing performs {effect:?} yet")))
}
