//! Making keys: what a fresh stage begins with, and what a rotation adds (S26, S62).

use api::KeySet;
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::chance::Chance;
use jiff::Timestamp;
use serde_json::json;
use store::keys::KeyRecord;
use store::{Error, Keys};

/// A signing key and its public half; the id of both is the thumbprint of the public key (RFC 7638).
pub fn signing_pair(use_from: Timestamp) -> Result<(KeyRecord, KeyRecord), Error> {
    let failed = || Error::Corrupt("a signing key cannot be made".to_owned());
    let document =
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).map_err(|_| failed())?;
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref()).map_err(|_| failed())?;
    // An uncompressed point: 4, then x and y of 32 bytes each.
    let point = pair.public_key().as_ref().get(1..).ok_or_else(failed)?;
    let (x, y) = point.split_at_checked(32).ok_or_else(failed)?;
    let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
    let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    let id = URL_SAFE_NO_PAD.encode(digest(&SHA256, canonical.as_bytes()));
    let jwk = json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig", "alg": "ES256", "kid": id}).to_string();
    let record = |secret: Vec<u8>| KeyRecord { id: id.clone(), secret, use_from, use_until: None };
    Ok((record(document.as_ref().to_vec()), record(jwk.into_bytes())))
}

/// A key that is just 32 random bytes.
pub fn random_key(use_from: Timestamp, chance: &dyn Chance) -> KeyRecord {
    let id = chance.bytes::<8>().iter().map(|byte| format!("{byte:02x}")).collect();
    KeyRecord { id, secret: chance.bytes::<32>().to_vec(), use_from, use_until: None }
}

/// Makes a first key of every kind that has none yet.
pub async fn make_missing(keys: &Keys, now: Timestamp, chance: &dyn Chance) -> Result<(), Error> {
    if keys.all(KeySet::Signing).await?.is_empty() {
        let (signing, verification) = signing_pair(now)?;
        // The public half first: no token may exist that nobody can check.
        keys.put(KeySet::Verification, &verification).await?;
        keys.put(KeySet::Signing, &signing).await?;
    }
    if keys.all(KeySet::Broker).await?.is_empty() {
        // Enough for a broker who checks signatures; one who gives us a secret is told of in docs/operating.md.
        keys.put(KeySet::Broker, &signing_pair(now)?.0).await?;
    }
    for set in [KeySet::Pepper, KeySet::Index, KeySet::Data, KeySet::Courier] {
        if keys.all(set).await?.is_empty() {
            keys.put(set, &random_key(now, chance)).await?;
        }
    }
    Ok(())
}
