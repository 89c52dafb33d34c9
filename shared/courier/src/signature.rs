//! Who sent a message, and when: `Balie-Signature: t=<seconds>,v1=<hex>`, where `v1` is HMAC-SHA256 over `<seconds>.<body>`. A sender that
//! is changing keys may send one `v1` for each.

use std::fmt::Write as _;

use aws_lc_rs::hmac::{HMAC_SHA256, Key, sign as mac, verify as is_mac};
use jiff::{SignedDuration, Timestamp};

/// The header that carries it, as HTTP libraries write it.
pub const HEADER: &str = "balie-signature";

/// How far two clocks may be apart (S64).
pub const SKEW: SignedDuration = SignedDuration::from_secs(60);
/// How old a message may be, beyond that; a repetition within this time is known by the event's id.
pub const MOST_AGE: SignedDuration = SignedDuration::from_mins(5);

/// How many signatures are looked at: nobody changes more keys at once, and nobody shall make us compute more.
const MOST_SIGNATURES: usize = 4;
/// The longest header that is read.
const LONGEST: usize = 512;

/// The message is not known to be the sender's, or not from now. Which of it is told to nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not show who sent this, and when")]
pub struct NotGenuine;

/// The header's value for a body sent at `at`.
pub fn sign(secret: &[u8], at: Timestamp, body: &[u8]) -> String {
    let seconds = at.as_second();
    let tag = mac(&Key::new(HMAC_SHA256, secret), &message(seconds, body));
    let mut value = format!("t={seconds},v1=");
    for byte in tag.as_ref() {
        // Writing to a string cannot fail.
        let _ = write!(value, "{byte:02x}");
    }
    value
}

/// Holds that one of these keys signed this body, not longer ago than a message may be old. Compared in constant time.
///
/// # Errors
/// When it did not, whatever the reason.
pub fn verify<'k>(
    secrets: impl IntoIterator<Item = &'k [u8]>,
    header: &str,
    body: &[u8],
    now: Timestamp,
) -> Result<(), NotGenuine> {
    if header.len() > LONGEST {
        return Err(NotGenuine);
    }
    let (mut seconds, mut signatures) = (None, Vec::new());
    for part in header.split(',') {
        match part.trim().split_once('=') {
            Some(("t", value)) if seconds.is_none() => seconds = value.parse::<i64>().ok(),
            Some(("v1", value)) if signatures.len() < MOST_SIGNATURES => signatures.extend(unhex(value)),
            Some(_) | None => return Err(NotGenuine),
        }
    }
    let seconds = seconds.ok_or(NotGenuine)?;
    let age = now.duration_since(Timestamp::from_second(seconds).map_err(|_| NotGenuine)?);
    if age < -SKEW || age > MOST_AGE + SKEW {
        return Err(NotGenuine);
    }
    let message = message(seconds, body);
    let mut genuine = false;
    for secret in secrets {
        let key = Key::new(HMAC_SHA256, secret);
        for signature in &signatures {
            genuine |= is_mac(&key, &message, signature).is_ok();
        }
    }
    if genuine { Ok(()) } else { Err(NotGenuine) }
}

fn message(seconds: i64, body: &[u8]) -> Vec<u8> {
    let mut message = format!("{seconds}.").into_bytes();
    message.extend_from_slice(body);
    message
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..32).map(|place| u8::from_str_radix(text.get(place * 2..place * 2 + 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &[u8] = b"the key that is on its way out.....";
    const NEW: &[u8] = b"the key that comes into use now....";
    const BODY: &[u8] = br#"{"eventId":"evt_00000001"}"#;

    fn now() -> Timestamp {
        "2026-11-22T14:00:00Z".parse().unwrap()
    }

    fn seconds(count: i64) -> SignedDuration {
        SignedDuration::from_secs(count)
    }

    #[test]
    fn what_was_signed_is_taken_and_anything_else_is_not() {
        let header = sign(OLD, now(), BODY);
        assert_eq!(verify([OLD], &header, BODY, now()), Ok(()));
        assert_eq!(verify([NEW], &header, BODY, now()), Err(NotGenuine));
        assert_eq!(verify([OLD], &header, br#"{"eventId":"evt_00000002"}"#, now()), Err(NotGenuine));
        assert_eq!(verify([], &header, BODY, now()), Err(NotGenuine));
        let later = header.replacen("t=", "t=1", 1);
        assert_eq!(verify([OLD], &later, BODY, now()), Err(NotGenuine));
    }

    #[test]
    fn while_keys_change_either_is_taken_and_a_sender_may_send_both() {
        for signer in [OLD, NEW] {
            assert_eq!(verify([OLD, NEW], &sign(signer, now(), BODY), BODY, now()), Ok(()));
        }
        let both = sign(OLD, now(), BODY);
        let new = sign(NEW, now(), BODY);
        let both = format!("{both},{}", new.split_once(',').unwrap().1);
        assert_eq!(verify([NEW], &both, BODY, now()), Ok(()));
    }

    /// S64.
    #[test]
    fn clocks_may_be_a_minute_apart_and_a_message_five_minutes_old() {
        for (age, taken) in
            [(-60, true), (-61, false), (0, true), (300, true), (360, true), (361, false), (-300, false)]
        {
            let header = sign(OLD, now() - seconds(age), BODY);
            assert_eq!(verify([OLD], &header, BODY, now()).is_ok(), taken, "{age} s old");
        }
    }

    #[test]
    fn a_header_that_is_no_signature_is_refused_without_a_panic() {
        let good = sign(OLD, now(), BODY);
        let tag = good.split_once("v1=").unwrap().1.to_owned();
        let many = format!("{good}{}", format!(",v1={tag}").repeat(9));
        for bad in [
            "",
            "t=",
            "t=1",
            "v1=00",
            "t=x,v1=y",
            "t=99999999999999999999,v1=00",
            &tag,
            &format!("v1={tag}"),
            &format!("t=-9223372036854775808,v1={tag}"),
            &good.replace("v1", "v0"),
            &many,
            &"é".repeat(600),
            &format!("{good},t=1"),
        ] {
            assert_eq!(verify([OLD], bad, BODY, now()), Err(NotGenuine), "{bad}");
        }
    }
}
