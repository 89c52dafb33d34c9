//! What the operations of the desk share: reading a business, and issuing its letter.

use domain::audit::Actor;
use domain::business::{Business, By, Happened, HappenedKind, PinLetter};
use domain::ids::BusinessId;
use runtime::{Context, Staff};
use store::{Change, Error, Versioned};

use crate::people::fact;
use crate::problems::Refused;

/// A business as it was read.
pub(crate) async fn load(cx: &Context, id: &BusinessId) -> Result<Versioned<Business>, Refused> {
    cx.store().get::<Business>(store::business::key(id)).await?.ok_or(Refused::NotFound)
}

/// Its letter, when one was ever issued.
pub(crate) async fn letter(cx: &Context, id: &BusinessId) -> Result<Option<Versioned<PinLetter>>, Error> {
    cx.store().get::<PinLetter>(store::business::letter_key(id)).await
}

/// Issues a letter that takes the place of the one before.
pub(crate) fn issue(
    cx: &Context,
    caller: &Staff,
    business: &BusinessId,
    before: Option<&Versioned<PinLetter>>,
) -> (PinLetter, Change) {
    let (letter, effects) = PinLetter::issue(business, before.map(|before| &before.value), cx.now(), cx.chance());
    let mut change = Change::new();
    match before {
        Some(before) => change.replace(before, &letter),
        None => change.create(&letter),
    };
    change.effects(effects).happened(&Happened::now(business, HappenedKind::LetterIssued, by(caller), cx.now()));
    change.audit(fact(business, actor(caller), "issue-pin-letter", letter.id.as_str(), "issued"));
    (letter, change)
}

pub(crate) fn by(caller: &Staff) -> By {
    By::Desk { account: caller.account_id().clone() }
}

pub(crate) fn actor(caller: &Staff) -> Actor {
    Actor::Staff { account: caller.account_id().clone() }
}
