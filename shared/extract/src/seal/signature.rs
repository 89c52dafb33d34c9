//! Verifying one signature with one key. Accepted are RSA (from 2048 bits) with PKCS#1 v1.5 or PSS padding, and ECDSA on P-256 and P-384, all
//! with a digest of the SHA-2 family.

use aws_lc_rs::digest;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA384_ASN1, ECDSA_P384_SHA256_ASN1, ECDSA_P384_SHA384_ASN1,
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, UnparsedPublicKey,
    VerificationAlgorithm,
};
use der::asn1::ObjectIdentifier;
use der::{Decode, Encode};
use rsa::pkcs1::{DecodeRsaPublicKey, RsaPssParams};
use rsa::sha2::{Sha256, Sha384, Sha512};
use rsa::traits::PublicKeyParts;
use rsa::{Pss, RsaPublicKey};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

const RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.1");
const RSA_SHA256: ObjectIdentifier = oid("1.2.840.113549.1.1.11");
const RSA_SHA384: ObjectIdentifier = oid("1.2.840.113549.1.1.12");
const RSA_SHA512: ObjectIdentifier = oid("1.2.840.113549.1.1.13");
const RSA_PSS: ObjectIdentifier = oid("1.2.840.113549.1.1.10");
const MGF1: ObjectIdentifier = oid("1.2.840.113549.1.1.8");
const EC_KEY: ObjectIdentifier = oid("1.2.840.10045.2.1");
const P256: ObjectIdentifier = oid("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = oid("1.3.132.0.34");
const ECDSA_SHA256: ObjectIdentifier = oid("1.2.840.10045.4.3.2");
const ECDSA_SHA384: ObjectIdentifier = oid("1.2.840.10045.4.3.3");

/// The digests that are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    pub(crate) fn named(algorithm: &AlgorithmIdentifierOwned) -> Option<Self> {
        match algorithm.oid.to_string().as_str() {
            "2.16.840.1.101.3.4.2.1" => Some(Self::Sha256),
            "2.16.840.1.101.3.4.2.2" => Some(Self::Sha384),
            "2.16.840.1.101.3.4.2.3" => Some(Self::Sha512),
            _ => None,
        }
    }

    /// The digest of several pieces as if they were one.
    pub(crate) fn of(self, pieces: &[&[u8]]) -> Vec<u8> {
        let mut context = digest::Context::new(match self {
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        });
        pieces.iter().for_each(|piece| context.update(piece));
        context.finish().as_ref().to_vec()
    }
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The method is not one that is accepted.
    Method,
    /// It is not the signature of this message by this key.
    Wrong,
}

/// Verifies a signature. `digest` is what a CMS names beside it, for the method that does not name its own.
pub(crate) fn verify(
    key: &SubjectPublicKeyInfoOwned,
    method: &AlgorithmIdentifierOwned,
    digest: Option<Hash>,
    message: &[u8],
    signature: &[u8],
) -> Result<(), Fault> {
    let bits = key.subject_public_key.as_bytes().ok_or(Fault::Method)?;
    let plain = |algorithm: &'static dyn VerificationAlgorithm| {
        UnparsedPublicKey::new(algorithm, bits).verify(message, signature).map_err(|_| Fault::Wrong)
    };
    let curve = || key.algorithm.parameters.as_ref().and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    match (key.algorithm.oid, method.oid, digest) {
        (RSA, RSA_SHA256, _) | (RSA, RSA, Some(Hash::Sha256)) => plain(&RSA_PKCS1_2048_8192_SHA256),
        (RSA, RSA_SHA384, _) | (RSA, RSA, Some(Hash::Sha384)) => plain(&RSA_PKCS1_2048_8192_SHA384),
        (RSA, RSA_SHA512, _) | (RSA, RSA, Some(Hash::Sha512)) => plain(&RSA_PKCS1_2048_8192_SHA512),
        (RSA | RSA_PSS, RSA_PSS, _) => verify_pss(bits, method, message, signature),
        (EC_KEY, ECDSA_SHA256, _) if curve() == Some(P256) => plain(&ECDSA_P256_SHA256_ASN1),
        (EC_KEY, ECDSA_SHA384, _) if curve() == Some(P256) => plain(&ECDSA_P256_SHA384_ASN1),
        (EC_KEY, ECDSA_SHA256, _) if curve() == Some(P384) => plain(&ECDSA_P384_SHA256_ASN1),
        (EC_KEY, ECDSA_SHA384, _) if curve() == Some(P384) => plain(&ECDSA_P384_SHA384_ASN1),
        _ => Err(Fault::Method),
    }
}

/// The length of the salt stands in the parameters and is whatever the signer chose, which is why aws-lc, that knows one length only, does
/// not do this one.
fn verify_pss(bits: &[u8], method: &AlgorithmIdentifierOwned, message: &[u8], signature: &[u8]) -> Result<(), Fault> {
    let parameters = method.parameters.as_ref().and_then(|any| any.to_der().ok()).ok_or(Fault::Method)?;
    let parameters = RsaPssParams::from_der(&parameters).map_err(|_| Fault::Method)?;
    let named =
        |algorithm: ObjectIdentifier| Hash::named(&AlgorithmIdentifierOwned { oid: algorithm, parameters: None });
    let hash = named(parameters.hash.oid).ok_or(Fault::Method)?;
    let masked_with = parameters.mask_gen.parameters.and_then(|inner| named(inner.oid));
    if parameters.mask_gen.oid != MGF1 || masked_with != Some(hash) {
        return Err(Fault::Method);
    }
    let key = RsaPublicKey::from_pkcs1_der(bits).map_err(|_| Fault::Method)?;
    if key.n().bits() < 2048 {
        return Err(Fault::Method);
    }
    let salt = usize::from(parameters.salt_len);
    let scheme = match hash {
        Hash::Sha256 => Pss::new_with_salt::<Sha256>(salt),
        Hash::Sha384 => Pss::new_with_salt::<Sha384>(salt),
        Hash::Sha512 => Pss::new_with_salt::<Sha512>(salt),
    };
    key.verify(scheme, &hash.of(&[message]), signature).map_err(|_| Fault::Wrong)
}
