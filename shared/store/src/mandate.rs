//! Direct-debit mandates of member businesses.
//!
//! | item | partition | sort key | in the index |
//! |--|--|--|--|
//! | mandate | `MANDATE#<biz>` | `MANDATE#<mandate>` | active: `MANDATE#ACTIVE` under the day Balie looks after it next; ended: `MANDATE#ENDED` under the day it is kept until |
//! | timeline | `MANDATE#<biz>` | `EVENT#<mandate>#<number>` | |
//! | mailed code | `MANDATE#<biz>` | `SLIP#<mandate>#<account>` | |
//! | whose a reference is | `MANDATE#REF#<folded reference>` | `REF` | |
//!
//! A reference is given once, for ever, whatever its capitals: with the mandate goes an item that must not be there yet.

use api::Part;
use domain::days;
use domain::ids::{AccountId, BusinessId, MandateId};
use domain::mandate::{Decided, Event, Mandate, MandateReference, Slip, State};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::item::{Stored, Versioned};
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// For how long after a mandate is gone for whoever reads it the table keeps it, so that `look-after-mandates` finds it and removes its papers and
/// its timeline.
const GRACE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Where a mandate is.
pub fn key(business: &BusinessId, id: &MandateId) -> Key {
    Key::new(partition(business), format!("MANDATE#{id}"))
}

/// The mandates of a business, the latest first.
pub fn of_business(business: &BusinessId) -> Range {
    Range::of(partition(business)).prefix("MANDATE#").descending()
}

/// What happened to a mandate, in order.
pub fn events(business: &BusinessId, id: &MandateId) -> Range {
    Range::of(partition(business)).prefix(format!("EVENT#{id}#"))
}

/// Where the code somebody was mailed is.
pub fn slip_key(business: &BusinessId, id: &MandateId, account: &AccountId) -> Key {
    Key::new(partition(business), format!("SLIP#{id}#{account}"))
}

/// Where it is read whose a reference is.
pub fn reference_key(reference: &MandateReference) -> Key {
    Key::new(format!("{}REF#{}", Part::Mandate.prefix(), reference.folded()), "REF")
}

/// Every active mandate, the one that is looked after next before the others.
pub fn active() -> Range {
    Range::of_index(format!("{}ACTIVE", Part::Mandate.prefix()))
}

/// Every mandate nobody signed yet, the one that is gone next before the others.
pub fn drafts() -> Range {
    Range::of_index(format!("{}DRAFT", Part::Mandate.prefix()))
}

/// Every mandate that has ended and is still kept, the one that is gone next before the others.
pub fn ended() -> Range {
    Range::of_index(format!("{}ENDED", Part::Mandate.prefix()))
}

/// Adds a new draft; on commit [`crate::Error::Exists`] says that its reference was given before.
pub fn create(change: &mut Change, decided: &Decided) {
    let mandate = &decided.mandate;
    change.create(mandate).create(&Referenced {
        reference: mandate.reference.clone(),
        business: mandate.business.clone(),
        mandate: mandate.id.clone(),
    });
    follow(change, decided);
}

/// Keeps what was decided on a mandate, with its timeline. What it sets in motion is the caller's to add.
pub fn keep(change: &mut Change, read: &Versioned<Mandate>, decided: &Decided) {
    change.replace(read, &decided.mandate);
    follow(change, decided);
}

/// Removes a mandate with its timeline. Its reference stays taken.
pub fn remove(change: &mut Change, read: &Versioned<Mandate>) {
    change.delete(read);
    for number in 1..=read.events {
        change.clear(Part::Mandate, event_key(&read.business, &read.id, number));
    }
}

fn event_key(business: &BusinessId, id: &MandateId, number: u32) -> Key {
    Key::new(partition(business), format!("EVENT#{id}#{number:06}"))
}

fn follow(change: &mut Change, decided: &Decided) {
    for event in &decided.events {
        change.create(event);
    }
}

fn partition(business: &BusinessId) -> String {
    format!("{}{business}", Part::Mandate.prefix())
}

/// Whose a reference is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Referenced {
    /// The reference.
    pub reference: MandateReference,
    /// Of which business.
    pub business: BusinessId,
    /// Which mandate.
    pub mandate: MandateId,
}

impl Stored for Mandate {
    const PART: Part = Part::Mandate;
    const KIND: &'static str = "mandate";
    // Whose account it is, and who signed (S58).
    const SEALED: &'static [&'static str] = &["debtor", "place", "signature", "proposed", "movedFrom"];

    fn key(&self) -> Key {
        key(&self.business, &self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        let (name, day) = match &self.state {
            State::Draft { .. } => ("DRAFT", days::amsterdam(self.gone_at()?)),
            State::Active { .. } => ("ACTIVE", self.looked_after_on()?),
            State::Revoked { .. } | State::Lapsed { .. } | State::UsedUp { .. } => ("ENDED", self.kept_until()?),
        };
        Some(IndexKey::new(format!("{}{name}", Part::Mandate.prefix()), format!("{day}#{}", self.id)))
    }

    fn expires(&self) -> Option<Timestamp> {
        let gone = self.gone_at()?;
        match &self.state {
            State::Active { .. } => None,
            State::Draft { .. } | State::Revoked { .. } | State::Lapsed { .. } | State::UsedUp { .. } => {
                gone.checked_add(GRACE).ok()
            }
        }
    }
}

impl Stored for Referenced {
    const PART: Part = Part::Mandate;
    const KIND: &'static str = "mandate-reference";

    fn key(&self) -> Key {
        reference_key(&self.reference)
    }
}

impl Stored for Event {
    const PART: Part = Part::Mandate;
    const KIND: &'static str = "mandate-event";

    fn key(&self) -> Key {
        event_key(&self.business, &self.mandate, self.number)
    }
}

impl Stored for Slip {
    const PART: Part = Part::Mandate;
    const KIND: &'static str = "mandate-slip";

    fn key(&self) -> Key {
        slip_key(&self.business, &self.mandate, &self.account)
    }

    fn expires(&self) -> Option<Timestamp> {
        self.until()
    }
}
