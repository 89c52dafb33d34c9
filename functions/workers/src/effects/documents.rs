//! What is done about documents: copies of identity documents are deleted once the case was decided (S51).

use domain::audit::{Actor, AuditFact, Trail};
use domain::document::{Document, DocumentKind};
use domain::effect::DocumentEffect;
use runtime::{Context, Failure};
use store::outbox::Waiting;
use store::{Change, Error};

/// Performs one; no mail goes with it.
pub(crate) async fn perform(cx: &Context, _: &Waiting, effect: &DocumentEffect) -> Result<Option<String>, Failure> {
    match effect {
        DocumentEffect::DeleteIdentityCopies { organisation, upgrade } => {
            let mut after = None;
            loop {
                let range = store::document::of_upgrade(organisation, upgrade).limit(100).after(after);
                let page = cx.store().list::<Document>(range).await?;
                for document in page.items.iter().filter(|document| document.kind == DocumentKind::IdCopy) {
                    delete(cx, document).await?;
                }
                after = page.next_cursor;
                if after.is_none() {
                    return Ok(None);
                }
            }
        }
    }
}

/// First the bytes, then the note that they are gone: killed in between, the bytes are deleted once more and nothing is lost.
async fn delete(cx: &Context, listed: &Document) -> Result<(), Failure> {
    let key = store::document::key(&listed.organisation, &listed.upgrade, &listed.id);
    let Some(document) = cx.store().get::<Document>(key).await? else { return Ok(()) };
    let Some(gone) = document.value.clone().deleted(cx.now()) else { return Ok(()) };
    cx.files().remove(&document.value.released_key()).await?;
    let mut change = Change::new();
    change.replace(&document, &gone).audit(AuditFact {
        trail: Trail::Organisation { organisation: gone.organisation.clone() },
        actor: Actor::Balie,
        action: "delete-identity-copy".to_owned(),
        object: gone.id.to_string(),
        result: "deleted".to_owned(),
    });
    match cx.commit(change).await {
        // Somebody else noted it.
        Ok(()) | Err(Error::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
