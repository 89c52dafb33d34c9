//! Links into the signing room, by the hash of their secret: holding the table opens none of them (S18). As long as its signer is to be
//! reminded, a link stands in the index under the day that happens on.

use api::Part;
use domain::account::TokenHash;
use domain::upgrade::signing::SigningLink;
use domain::upgrade::{Decided, Upgrade};
use jiff::{SignedDuration, Timestamp};

use crate::Store;
use crate::change::Change;
use crate::error::Error;
use crate::item::{Stored, Versioned};
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// Where a link is.
pub fn key(hash: &TokenHash) -> Key {
    Key::new(format!("{}{}", Part::Link.prefix(), hash.as_str()), "SIGNING")
}

/// The links whose signers are to be reminded, the day that comes first before the others.
pub fn to_remind() -> Range {
    Range::of_index(format!("{}SIGNING", Part::Queue.prefix()))
}

impl Stored for SigningLink {
    const PART: Part = Part::Link;
    const KIND: &'static str = "signing-link";

    fn key(&self) -> Key {
        key(&self.hash)
    }

    fn index(&self) -> Option<IndexKey> {
        let on = self.remind_on?;
        Some(IndexKey::new(format!("{}SIGNING", Part::Queue.prefix()), format!("{on}#{}", self.hash.as_str())))
    }

    // Longer than it opens anything: an effect that is performed again must find what became of its link, or it would make it anew.
    fn expires(&self) -> Option<Timestamp> {
        self.expires_at.checked_add(SignedDuration::from_hours(7 * 24)).ok()
    }
}

/// A link with what it opens.
#[derive(Debug, Clone)]
pub struct Room {
    /// The link.
    pub link: Versioned<SigningLink>,
    /// What is signed.
    pub upgrade: Versioned<Upgrade>,
}

impl Room {
    /// Loads what a link leads to; `None` when there is no such link, or nothing behind it.
    pub async fn load(store: &Store, hash: &TokenHash) -> Result<Option<Self>, Error> {
        let Some(link) = store.get::<SigningLink>(key(hash)).await? else { return Ok(None) };
        let upgrade = store.get::<Upgrade>(crate::upgrade::key(&link.organisation, &link.upgrade)).await?;
        Ok(upgrade.map(|upgrade| Self { link, upgrade }))
    }

    /// Everything a decision changes, with what becomes of the link.
    pub fn change(&self, decided: &Decided, link: &SigningLink) -> Change {
        let mut change = Change::new();
        change.replace(&self.upgrade, &decided.upgrade).follows(decided);
        if *link != self.link.value {
            change.replace(&self.link, link);
        }
        change
    }
}
