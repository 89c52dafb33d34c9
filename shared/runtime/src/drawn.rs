//! Chance that is the same every time an effect is performed. An effect may be performed twice: a worker that dies after the mail service
//! said yes and before it noted so leaves nobody who knows. What the second attempt draws is what the first one drew, so its mail is the
//! very same mail (S53, docs/decisions/secrets-when-mailed.md).

use std::sync::atomic::{AtomicU64, Ordering};

use api::KeySet;
use aws_lc_rs::hmac;
use domain::chance::Chance;
use jiff::Timestamp;
use store::keys::KeyRecord;
use store::outbox::Waiting;

use crate::context::Context;
use crate::job::Failure;

/// What an effect draws from: HMAC-SHA-256 in counter mode, after NIST SP 800-108, under the pepper.
///
/// The pepper, because fewer functions may read it than the index key, and because it is what the table alone must never be enough
/// without. It is renewed once a year; an effect stays with the one that was in use when it was set in motion, so that the turn of a key
/// between two attempts changes nothing. Peppers are announced a day ahead and never taken away.
pub struct Drawn {
    key: hmac::Key,
    names: Vec<String>,
}

impl Drawn {
    /// The chance of this effect.
    ///
    /// # Errors
    /// When the keys cannot be read, or there is no pepper yet.
    pub async fn of(cx: &Context, waiting: &Waiting) -> Result<Self, Failure> {
        let peppers = cx.keys().all(KeySet::Pepper).await?;
        let pepper =
            in_use(&peppers, waiting.since).ok_or_else(|| Failure::Other("there is no pepper yet".to_owned()))?;
        Ok(Self::under(pepper, waiting.id.as_str()))
    }

    fn under(pepper: &KeyRecord, effect: &str) -> Self {
        let names = vec!["effect".to_owned(), pepper.id.clone(), effect.to_owned()];
        Self { key: hmac::Key::new(hmac::HMAC_SHA256, &pepper.secret), names }
    }

    /// What one thing is drawn from. Each thing has a row of its own, so that what one attempt need not draw any more changes nothing
    /// about the rest.
    pub fn chance(&self, thing: &str) -> Row {
        let mut label = Vec::new();
        // With its length before it, no two different rows of names read the same, nor like anything else the pepper is used for.
        for name in self.names.iter().map(String::as_str).chain([thing]) {
            label.extend_from_slice(&(name.len() as u64).to_be_bytes());
            label.extend_from_slice(name.as_bytes());
        }
        Row { key: self.key.clone(), label, taken: AtomicU64::new(0) }
    }
}

/// The pepper that was in use at a time. `peppers` come oldest first.
fn in_use(peppers: &[KeyRecord], at: Timestamp) -> Option<&KeyRecord> {
    peppers.iter().rfind(|pepper| pepper.use_from <= at).or_else(|| peppers.first())
}

/// A row of bytes that nobody foresees who does not hold the pepper.
pub struct Row {
    key: hmac::Key,
    label: Vec<u8>,
    taken: AtomicU64,
}

impl Chance for Row {
    fn fill(&self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(32) {
            let mut context = hmac::Context::with_key(&self.key);
            context.update(&self.label);
            context.update(&self.taken.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            for (byte, drawn) in part.iter_mut().zip(context.sign().as_ref()) {
                *byte = *drawn;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn pepper(id: &str, days: i64) -> KeyRecord {
        let use_from = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * days);
        KeyRecord { id: id.to_owned(), secret: id.as_bytes().to_vec(), use_from, use_until: None }
    }

    fn bytes(pepper: &KeyRecord, effect: &str, thing: &str) -> [u8; 80] {
        let row: &dyn Chance = &Drawn::under(pepper, effect).chance(thing);
        row.bytes()
    }

    #[test]
    fn an_effect_draws_the_same_every_time_and_no_two_things_the_same() {
        let (one, other) = (pepper("one", 0), pepper("other", 0));
        let link = bytes(&one, "eff_1", "link");
        assert_eq!(link, bytes(&one, "eff_1", "link"));
        for different in [
            bytes(&one, "eff_1", "account"),
            bytes(&one, "eff_2", "link"),
            bytes(&other, "eff_1", "link"),
            bytes(&one, "eff_1link", ""),
        ] {
            assert!(link.chunks(16).zip(different.chunks(16)).all(|(a, b)| a != b));
        }
        let mut blocks: Vec<_> = link.chunks(16).collect();
        blocks.sort_unstable();
        blocks.dedup();
        assert_eq!(blocks.len(), 5, "a row does not repeat itself");
    }

    #[test]
    fn a_row_goes_on_where_it_stood() {
        let drawn = Drawn::under(&pepper("one", 0), "eff_1");
        let draw = || {
            let row: &dyn Chance = &drawn.chance("code");
            std::array::from_fn::<u32, 11, _>(|_| row.below(31))
        };
        assert_eq!(draw(), draw());
        assert!(draw().iter().any(|place| *place != draw()[0]));
    }

    #[test]
    fn an_effect_stays_with_the_pepper_it_began_under() {
        let peppers = [pepper("a", 0), pepper("b", 365)];
        let at = |days: i64| in_use(&peppers, Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * days)).unwrap();
        assert_eq!((at(364).id.as_str(), at(365).id.as_str()), ("a", "b"));
        assert_eq!(in_use(&peppers[1..], Timestamp::UNIX_EPOCH).unwrap().id, "b", "older than every key: the first");
    }
}
