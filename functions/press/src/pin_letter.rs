//! The letter with the PIN of a member business. The PIN is drawn here, stands in the PDF, and is kept as a hash in the transaction that says that
//! the letter is set; it is in no variable beyond this file. What is drawn is a function of the effect, so an attempt that follows one that died
//! sets the very same letter over the first (docs/decisions/secrets-when-mailed.md).

use domain::audit::{Actor, AuditFact, Trail};
use domain::business::{Business, By, Happened, HappenedKind, PIN_DAYS, Pin, PinLetter, file_key};
use domain::ids::{BusinessId, PinLetterId};
use jiff::ToSpan;
use paper::PinLetterSheet;
use runtime::drawn::Drawn;
use runtime::{Context, Failure};
use store::{Change, Error};

use crate::hand::Hand;

/// Sets a letter and lays it down, unless another one took its place; done twice, the file and the PIN are the same.
pub(crate) async fn print(hand: &mut Hand<'_>, business: &BusinessId, id: &PinLetterId) -> Result<(), Failure> {
    let cx = hand.cx();
    let Some(letter) = cx.store().get::<PinLetter>(store::business::letter_key(business)).await? else {
        return Ok(());
    };
    if letter.id != *id {
        // A newer letter was issued. What an attempt before this one laid down is of no use to anybody.
        return Ok(cx.files().remove(&file_key(business, id)).await?);
    }
    let Some(business) = cx.store().get::<Business>(store::business::key(business)).await? else { return Ok(()) };
    let pin = Pin::draw(&Drawn::of(cx, hand.waiting()).await?.chance("pin"));
    let hash = cx.hash_pin(&pin).await?;
    let Some(set) = letter.set(hash, cx.now()) else { return Ok(()) };
    let sheet = PinLetterSheet {
        letter: id,
        business: &business,
        pin: &pin,
        origin: &cx.config().origin,
        made_on: cx.today(),
        until: cx.today().saturating_add((PIN_DAYS - 1).days()),
    };
    let pdf = paper::pin_letter(&sheet).map_err(|error| Failure::Other(error.to_string()))?;
    cx.files().put(&letter.file_key(), "application/pdf", pdf).await?;
    let mut change = Change::new();
    change
        .replace(&letter, &set)
        .happened(&Happened::now(&business.id, HappenedKind::LetterSet, By::Balie {}, cx.now()))
        .audit(fact(&business.id, id));
    match cx.commit(change).await {
        // Another attempt at the same letter was quicker, and what it laid down is the same; or a newer letter was issued.
        Err(Error::Conflict(_)) => overtaken(cx, &business.id, id).await,
        outcome => Ok(outcome?),
    }
}

async fn overtaken(cx: &Context, business: &BusinessId, id: &PinLetterId) -> Result<(), Failure> {
    let now = cx.store().get::<PinLetter>(store::business::letter_key(business)).await?;
    if now.is_none_or(|letter| letter.id != *id || letter.file_until().is_none()) {
        cx.files().remove(&file_key(business, id)).await?;
    }
    Ok(())
}

fn fact(business: &BusinessId, letter: &PinLetterId) -> AuditFact {
    AuditFact {
        trail: Trail::Business { business: business.clone() },
        actor: Actor::Balie,
        action: "set-pin-letter".to_owned(),
        object: letter.to_string(),
        result: "set".to_owned(),
    }
}
