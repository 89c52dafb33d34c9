//! Links in mails and log-in challenges, by the hash of their secret: holding the table opens none of them (S18).

use api::Part;
use domain::account::{Challenge, Link, StopLink, TokenHash};
use jiff::{SignedDuration, Timestamp};

use crate::item::Stored;
use crate::key::Key;

/// Where a link is.
pub fn key(hash: &TokenHash) -> Key {
    Key::new(format!("{}{}", Part::Link.prefix(), hash.as_str()), "LINK")
}

/// Where a challenge is.
pub fn challenge_key(hash: &TokenHash) -> Key {
    Key::new(format!("{}{}", Part::Link.prefix(), hash.as_str()), "CHALLENGE")
}

/// Where a link is that stops a change of address.
pub fn stop_key(hash: &TokenHash) -> Key {
    Key::new(format!("{}{}", Part::Link.prefix(), hash.as_str()), "STOP")
}

impl Stored for StopLink {
    const PART: Part = Part::Link;
    const KIND: &'static str = "stop-link";

    fn key(&self) -> Key {
        stop_key(&self.hash)
    }

    fn expires(&self) -> Option<Timestamp> {
        self.expires_at.checked_add(SignedDuration::from_hours(7 * 24)).ok()
    }
}

impl Stored for Link {
    const PART: Part = Part::Link;
    const KIND: &'static str = "link";

    fn key(&self) -> Key {
        key(&self.hash)
    }

    // Longer than it opens anything: an effect that is performed again must find what became of its link, or it would make it anew.
    fn expires(&self) -> Option<Timestamp> {
        self.expires_at.checked_add(SignedDuration::from_hours(7 * 24)).ok()
    }
}

impl Stored for Challenge {
    const PART: Part = Part::Link;
    const KIND: &'static str = "challenge";

    fn key(&self) -> Key {
        challenge_key(&self.hash)
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}
