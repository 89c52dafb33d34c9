//! `rotate-keys`: makes the keys of a fresh stage, announces the next signing key before it is used, takes the last one away when no token
//! can carry it any more, and renews peppers and data keys once a year (S26, S62). The index key stays: the table is looked up by it.

use api::KeySet;
use jiff::{SignedDuration, Timestamp};
use runtime::key_making::{make_missing, random_key, signing_pair};
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::{Deserialize, Serialize};
use store::keys::KeyRecord;

/// Turns keys.
pub struct RotateKeys;

/// How long a signing key is used.
const SIGNING_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long peppers and data keys are used for what is written new. What was written with an older one is still read.
const OTHER_LIFE: SignedDuration = SignedDuration::from_hours(365 * 24);
/// How long a key is announced before it is used: longer than anybody holds keys in memory.
const ANNOUNCED: SignedDuration = SignedDuration::from_hours(24);
/// How long an announcement is at the least, when somebody turns the keys by hand because one got out.
const ANNOUNCED_IN_HASTE: SignedDuration = SignedDuration::from_mins(1);
/// How long before its use the partner who identifies people gets to know the next key, and how long after that the one before is still
/// taken: two windows that overlap, so that he changes over on a day of his own (S62).
const PARTNER_WINDOW: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a signing key stays after the next one came into use: longer than a token lasts and keys are held.
const KEPT: SignedDuration = SignedDuration::from_hours(1);

/// A schedule's tick, or an order by hand: `{"detail": {"now": true}}`, or `{"detail": {"partner": true}}`.
#[derive(Debug, Deserialize)]
pub struct Turn {
    #[serde(default)]
    detail: Detail,
}

#[derive(Debug, Default, Deserialize)]
struct Detail {
    #[serde(default)]
    now: bool,
    /// The key shared with the partner got out: make the next one at once.
    #[serde(default)]
    partner: bool,
}

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Turned {
    /// Keys that were made.
    made: u32,
    /// Keys that were taken away.
    removed: u32,
}

impl Worker for RotateKeys {
    const JOB: Job = Job {
        name: "rotate-keys",
        summary: "Makes, announces and retires keys",
        trigger: Trigger::Every("rate(1 hour)"),
        touches: &[],
        keys: &KeySet::ALL,
        makes_keys: true,
        files: &[],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 60,
    };
    type Event = Turn;
    type Outcome = Turned;

    async fn run(cx: &Context, event: Turn) -> Result<Turned, Failure> {
        let (keys, now) = (cx.keys(), cx.now());
        keys.forget();
        make_missing(keys, now, cx.chance()).await?;
        let mut turned = Turned::default();

        let signing = keys.all(KeySet::Signing).await?;
        if let Some(use_from) = next_use(&signing, SIGNING_LIFE, event.detail.now, now) {
            let (private, public) = signing_pair(use_from)?;
            // The public half first: no token may exist that nobody can check.
            keys.put(KeySet::Verification, &public).await?;
            keys.put(KeySet::Signing, &private).await?;
            turned.made += 1;
        }
        for key in outlived(&signing, KEPT, now) {
            keys.delete(KeySet::Signing, &key.id).await?;
            keys.delete(KeySet::Verification, &key.id).await?;
            turned.removed += 1;
        }
        for set in [KeySet::Pepper, KeySet::Data] {
            let all = keys.all(set).await?;
            let due = all.last().is_none_or(|last| now.duration_since(last.use_from) >= OTHER_LIFE - ANNOUNCED);
            if due && let Some(use_from) = next_use(&all, OTHER_LIFE, false, now) {
                keys.put(set, &random_key(use_from, cx.chance())).await?;
                turned.made += 1;
            }
        }
        let partner = keys.all(KeySet::Courier).await?;
        let due = partner.last().is_none_or(|last| now.duration_since(last.use_from) >= OTHER_LIFE - PARTNER_WINDOW);
        if (due || event.detail.partner)
            && let Some(use_from) = next_use(&partner, OTHER_LIFE, event.detail.partner, now)
        {
            keys.put(KeySet::Courier, &random_key(use_from, cx.chance())).await?;
            turned.made += 1;
        }
        for key in outlived(&partner, PARTNER_WINDOW, now) {
            keys.delete(KeySet::Courier, &key.id).await?;
            turned.removed += 1;
        }
        Ok(turned)
    }
}

/// From when a next key is to be used, if none is announced yet: when the present one has had its life, and not before everybody can know
/// the next.
fn next_use(keys: &[KeyRecord], life: SignedDuration, in_haste: bool, now: Timestamp) -> Option<Timestamp> {
    let announced = keys.iter().any(|key| key.use_from > now);
    if in_haste {
        return now.checked_add(ANNOUNCED_IN_HASTE).ok();
    }
    if announced {
        return None;
    }
    let present = keys.iter().map(|key| key.use_from).max()?;
    Some(present.checked_add(life).ok()?.max(now.checked_add(ANNOUNCED).ok()?))
}

/// The keys whose successor has been in use for long enough.
fn outlived(keys: &[KeyRecord], kept: SignedDuration, now: Timestamp) -> Vec<&KeyRecord> {
    let succeeded = |key: &KeyRecord| {
        keys.iter().any(|next| next.use_from > key.use_from && now.duration_since(next.use_from) >= kept)
    };
    keys.iter().filter(|key| succeeded(key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(id: &str, hours: i64) -> KeyRecord {
        KeyRecord { id: id.to_owned(), secret: Vec::new(), use_from: at(hours), use_until: None }
    }

    fn at(hours: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
    }

    #[test]
    fn the_next_key_is_announced_at_once_and_used_when_the_present_one_had_its_life() {
        let life = SignedDuration::from_hours(720);
        assert_eq!(next_use(&[key("a", 0)], life, false, at(1)), Some(at(720)));
        assert_eq!(next_use(&[key("a", 0), key("b", 720)], life, false, at(1)), None);
        assert_eq!(next_use(&[key("a", 0), key("b", 720)], life, false, at(721)), Some(at(1440)));
    }

    #[test]
    fn after_a_long_pause_or_in_haste_a_key_is_still_announced_first() {
        let life = SignedDuration::from_hours(720);
        assert_eq!(next_use(&[key("a", 0)], life, false, at(2000)), Some(at(2024)));
        let hasty = next_use(&[key("a", 0), key("b", 720)], life, true, at(1));
        assert_eq!(hasty, Some(at(1) + SignedDuration::from_mins(1)));
    }

    /// S62.
    #[test]
    fn the_partner_has_a_month_before_and_a_month_after_to_change_keys() {
        let day = 24;
        let keys = [key("a", 0), key("b", 365 * day)];
        assert!(outlived(&keys, PARTNER_WINDOW, at(394 * day)).is_empty());
        let gone: Vec<_> = outlived(&keys, PARTNER_WINDOW, at(395 * day)).iter().map(|key| key.id.as_str()).collect();
        assert_eq!(gone, ["a"]);
        assert_eq!(next_use(&keys[..1], OTHER_LIFE, false, at(335 * day)), Some(at(365 * day)));
    }

    #[test]
    fn a_key_goes_an_hour_after_its_successor_came_into_use() {
        let keys = [key("a", 0), key("b", 720), key("c", 1440)];
        assert!(outlived(&keys, KEPT, at(720)).is_empty());
        let gone: Vec<_> = outlived(&keys, KEPT, at(721)).iter().map(|key| key.id.as_str()).collect();
        assert_eq!(gone, ["a"]);
    }
}
