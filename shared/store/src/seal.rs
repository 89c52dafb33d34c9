//! Personal fields and second-factor secrets are encrypted before they reach the table (S32, S58): AES-256-GCM, bound to the place the
//! field stands in, so that a sealed value moved to another item does not open.

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};

use crate::error::Error;
use crate::key::Key;
use crate::keys::KeyRecord;

/// What a sealed value begins with: the layout's number, then the length and the text of the data key's id, then the nonce.
const LAYOUT: u8 = 1;

fn place(key: &Key, field: &str) -> Vec<u8> {
    format!("{}|{}|{field}", key.pk, key.sk).into_bytes()
}

fn cipher(record: &KeyRecord) -> Result<RandomizedNonceKey, Error> {
    RandomizedNonceKey::new(&AES_256_GCM, &record.secret)
        .map_err(|_| Error::Corrupt("a data key is not 32 bytes".to_owned()))
}

pub(crate) fn seal(record: &KeyRecord, key: &Key, field: &str, plain: &[u8]) -> Result<Vec<u8>, Error> {
    let failed = |_| Error::Corrupt(format!("{field} cannot be sealed"));
    let mut body = plain.to_vec();
    let nonce = cipher(record)?.seal_in_place_append_tag(Aad::from(place(key, field)), &mut body).map_err(failed)?;
    let id_length =
        u8::try_from(record.id.len()).map_err(|_| Error::Corrupt("a data key's id is too long".to_owned()))?;
    let mut sealed = vec![LAYOUT, id_length];
    sealed.extend_from_slice(record.id.as_bytes());
    sealed.extend_from_slice(nonce.as_ref());
    sealed.append(&mut body);
    Ok(sealed)
}

/// The id of the data key a value was sealed with.
pub(crate) fn key_id(sealed: &[u8]) -> Option<&str> {
    let (&[layout, length], rest) = sealed.split_first_chunk::<2>()?;
    if layout != LAYOUT {
        return None;
    }
    std::str::from_utf8(rest.get(..usize::from(length))?).ok()
}

pub(crate) fn open(record: &KeyRecord, key: &Key, field: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
    let broken = || Error::Corrupt(format!("{field} cannot be opened"));
    let rest = sealed.get(2 + record.id.len()..).ok_or_else(broken)?;
    let (nonce, body) = rest.split_first_chunk::<12>().ok_or_else(broken)?;
    let mut body = body.to_vec();
    let nonce = Nonce::assume_unique_for_key(*nonce);
    let plain = cipher(record)?.open_in_place(nonce, Aad::from(place(key, field)), &mut body).map_err(|_| broken())?;
    Ok(plain.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> KeyRecord {
        KeyRecord { id: "k1".to_owned(), secret: vec![7; 32], use_from: jiff::Timestamp::UNIX_EPOCH, use_until: None }
    }

    #[test]
    fn what_is_sealed_opens_in_its_own_place_only() {
        let here = Key::new("ORG#1", "UPGRADE#1");
        let sealed = seal(&record(), &here, "data", b"1975-02-01").unwrap();
        assert!(!sealed.windows(4).any(|window| window == b"1975"));
        assert_eq!(key_id(&sealed), Some("k1"));
        assert_eq!(open(&record(), &here, "data", &sealed).unwrap(), b"1975-02-01");
        assert!(open(&record(), &Key::new("ORG#2", "UPGRADE#1"), "data", &sealed).is_err());
        assert!(open(&record(), &here, "other", &sealed).is_err());
        let mut touched = sealed;
        *touched.last_mut().unwrap() ^= 1;
        assert!(open(&record(), &here, "data", &touched).is_err());
    }
}
