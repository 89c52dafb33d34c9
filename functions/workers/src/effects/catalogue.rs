//! What follows on the catalogue's side: rights are noted under their services.

use domain::effect::CatalogueEffect;
use domain::means::Means;
use runtime::{Context, Failure};
use store::Change;

/// How many pointers one transaction takes.
const AT_ONCE: usize = 50;

/// Performs one; there is no mail in it. Noting twice notes once.
pub(crate) async fn perform(cx: &Context, effect: &CatalogueEffect) -> Result<Option<String>, Failure> {
    match effect {
        CatalogueEffect::NoteRights { organisation, means } => {
            let Some(means) = cx.store().get::<Means>(store::means::key(organisation, means)).await? else {
                return Ok(None);
            };
            let pointers: Vec<_> = store::right::pointers(&means).collect();
            for some in pointers.chunks(AT_ONCE) {
                let mut change = Change::new();
                for pointer in some {
                    change.set(pointer);
                }
                cx.commit(change).await?;
            }
            Ok(None)
        }
    }
}
