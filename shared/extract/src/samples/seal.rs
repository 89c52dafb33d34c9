//! Sealing a sample under the test authority, so that tests and demonstrations have sealed extracts of today. The samples the check itself is
//! tried with are made by another tool (samples-src).

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{ObjectIdentifier, OctetString, SetOfVec};
use der::{Any, Decode, DecodePem, Encode, pem};
use jiff::Timestamp;
use lopdf::{Dictionary, Document, Object, StringFormat, dictionary};
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::paper;

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

const DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.2");
const TST_INFO: ObjectIdentifier = oid("1.2.840.113549.1.9.16.1.4");
const SHA_256: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.1");
const RSA_SHA_256: ObjectIdentifier = oid("1.2.840.113549.1.1.11");
const CONTENT_TYPE: ObjectIdentifier = oid("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = oid("1.2.840.113549.1.9.4");
const TIMESTAMP_TOKEN: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.14");

/// How many bytes are left free for a seal.
const ROOM: usize = 8192;
/// Ten digits, to be written over by what they turn out to be.
const LATER: i64 = 1_234_567_890;

macro_rules! authority {
    ($file:literal) => {
        include_str!(concat!("../../samples-src/authority/", $file))
    };
}

/// Whose seal a sample carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealedBy {
    /// The issuer, under the test authority.
    Issuer,
    /// Somebody whose certificates bear every right name and were issued by nobody.
    LookAlike,
}

struct Signer {
    certificate: &'static str,
    key: &'static str,
}

/// A document with a seal that was given at a moment. `None` when the test authority's own files are damaged.
pub(super) fn sealed(mut document: Document, by: SealedBy, at: Timestamp) -> Option<Vec<u8>> {
    lay_out(&mut document);
    let mut bytes = paper::write(&mut document);
    let open = find(&bytes, b"/Contents<").or_else(|| find(&bytes, b"/Contents <"))?;
    let before = open + bytes.get(open..)?.iter().position(|byte| *byte == b'<')?;
    let after = before + 2 + ROOM * 2;
    let range = find(&bytes, LATER.to_string().as_bytes())?;
    let numbers = format!("{before:<10} {after:<10} {:<10}", bytes.len() - after);
    bytes.get_mut(range..range + numbers.len())?.copy_from_slice(numbers.as_bytes());
    let content = [bytes.get(..before)?, bytes.get(after..)?].concat();
    let message = message(&content, by, at).ok()?;
    let digits: String = message.iter().map(|byte| format!("{byte:02x}")).collect();
    bytes.get_mut(before + 1..before + 1 + digits.len())?.copy_from_slice(digits.as_bytes());
    Some(bytes)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// A field for the seal with room for it.
fn lay_out(document: &mut Document) {
    let range = vec![0.into(), LATER.into(), LATER.into(), LATER.into()];
    let seal = document.add_object(dictionary! {
        "Type" => "Sig", "Filter" => "Adobe.PPKLite", "SubFilter" => "ETSI.CAdES.detached",
        "ByteRange" => range, "Contents" => Object::String(vec![0; ROOM], StringFormat::Hexadecimal),
    });
    let nothing: Vec<Object> = vec![0.into(); 4];
    let field = document.add_object(dictionary! {
        "FT" => "Sig", "T" => Object::string_literal("Zegel"), "Type" => "Annot", "Subtype" => "Widget", "F" => 132, "Rect" => nothing, "V" => seal,
    });
    let form: Dictionary = dictionary! { "Fields" => vec![field.into()], "SigFlags" => 3 };
    let form = document.add_object(form);
    if let Some(catalogue) = paper::catalogue(document)
        && let Ok(catalogue) = document.get_dictionary_mut(catalogue)
    {
        catalogue.set("AcroForm", form);
    }
}

/// The seal: a CMS message with a timestamp over its signature.
fn message(content: &[u8], by: SealedBy, at: Timestamp) -> der::Result<Vec<u8>> {
    let (seal, stamp, intermediate) = match by {
        SealedBy::Issuer => (
            Signer { certificate: authority!("seal-rsa.crt.pem"), key: authority!("seal-rsa.key.pem") },
            Signer { certificate: authority!("tsa.crt.pem"), key: authority!("tsa.key.pem") },
            authority!("intermediate.crt.pem"),
        ),
        SealedBy::LookAlike => (
            Signer {
                certificate: authority!("lookalike-seal-rsa.crt.pem"),
                key: authority!("lookalike-seal-rsa.key.pem"),
            },
            Signer { certificate: authority!("lookalike-tsa.crt.pem"), key: authority!("lookalike-tsa.key.pem") },
            authority!("lookalike-intermediate.crt.pem"),
        ),
    };
    let stamped = |signature: &[u8]| {
        let info = tst_info(signature, at)?;
        let token = signed(TST_INFO, Some(&info), &info, &stamp, intermediate, |_| Ok(None))?;
        Ok(Some(Any::encode_from(&token)?))
    };
    signed(DATA, None, content, &seal, intermediate, stamped)?.to_der()
}

fn signed(
    kind: ObjectIdentifier,
    carried: Option<&[u8]>,
    content: &[u8],
    signer: &Signer,
    intermediate: &str,
    stamp: impl FnOnce(&[u8]) -> der::Result<Option<Any>>,
) -> der::Result<ContentInfo> {
    let own = Certificate::from_pem(signer.certificate)?;
    let method = |oid| AlgorithmIdentifierOwned { oid, parameters: None };
    let one = |oid, value| Ok::<_, der::Error>(Attribute { oid, values: SetOfVec::try_from(vec![value])? });
    let digested = OctetString::new(digest(&SHA256, content).as_ref())?;
    let attributes = SetOfVec::try_from(vec![
        one(CONTENT_TYPE, Any::encode_from(&kind)?)?,
        one(MESSAGE_DIGEST, Any::encode_from(&digested)?)?,
    ])?;
    let signature = sign(signer.key, &attributes.to_der()?)?;
    let token = stamp(&signature)?.map(|token| one(TIMESTAMP_TOKEN, token)).transpose()?;
    let info = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: own.tbs_certificate.issuer.clone(),
            serial_number: own.tbs_certificate.serial_number.clone(),
        }),
        digest_alg: method(SHA_256),
        signed_attrs: Some(attributes),
        signature_algorithm: method(RSA_SHA_256),
        signature: OctetString::new(signature)?,
        unsigned_attrs: token.map(|token| SetOfVec::try_from(vec![token])).transpose()?,
    };
    let certificates = vec![
        CertificateChoices::Certificate(own),
        CertificateChoices::Certificate(Certificate::from_pem(intermediate)?),
    ];
    let carried = carried.map(|bytes| Any::encode_from(&OctetString::new(bytes)?)).transpose()?;
    let signed = SignedData {
        version: CmsVersion::V3,
        digest_algorithms: SetOfVec::try_from(vec![method(SHA_256)])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: kind, econtent: carried },
        certificates: Some(CertificateSet(SetOfVec::try_from(certificates)?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![info])?),
    };
    Ok(ContentInfo { content_type: SIGNED_DATA, content: Any::encode_from(&signed)? })
}

/// PKCS#1 v1.5 draws no chance: the same sample is the same file.
fn sign(key: &str, message: &[u8]) -> der::Result<Vec<u8>> {
    let damaged = || der::Error::from(der::ErrorKind::Failed);
    let (_, key) = pem::decode_vec(key.as_bytes()).map_err(|_| damaged())?;
    let key = KeyPair::from_pkcs8(&key).map_err(|_| damaged())?;
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).map_err(|_| damaged())?;
    Ok(signature)
}

/// What a timestamp says (RFC 3161): of what, and when.
fn tst_info(signature: &[u8], at: Timestamp) -> der::Result<Vec<u8>> {
    let value = |tag: u8, content: &[u8]| {
        let length = u8::try_from(content.len()).unwrap_or(u8::MAX);
        [if length < 0x80 { vec![tag, length] } else { vec![tag, 0x81, length] }, content.to_vec()].concat()
    };
    let policy = oid("1.3.6.1.4.1.99999.1").to_der()?;
    let method = value(0x30, &SHA_256.to_der()?);
    let imprint = value(0x30, &[method, value(0x04, digest(&SHA256, signature).as_ref())].concat());
    let time = at.strftime("%Y%m%d%H%M%SZ").to_string();
    let body = [value(0x02, &[1]), policy, imprint, value(0x02, &[1]), value(0x18, time.as_bytes())].concat();
    let whole = value(0x30, &body);
    Any::from_der(&whole)?;
    Ok(whole)
}
