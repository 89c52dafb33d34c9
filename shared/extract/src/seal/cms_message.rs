//! A signed CMS message (RFC 5652): whether its one signer signed this content, and with which certificate.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{ObjectIdentifier, OctetStringRef};
use der::{Any, Decode, Encode, Reader, SliceReader};
use x509_cert::Certificate;
use x509_cert::attr::Attributes;
use x509_cert::crl::CertificateList;
use x509_cert::ext::pkix::SubjectKeyIdentifier;

use super::signature::{self, Hash};

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const TIMESTAMP_TOKEN: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");

/// The most certificates that are looked at; a chain has three or four.
const MOST_CERTIFICATES: usize = 24;

/// Why a message does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It cannot be read, or is of a shape that is not accepted.
    Unreadable,
    /// Its methods are not accepted.
    Method,
    /// The content is not what was signed.
    OtherContent,
    /// The signature is not right.
    WrongSignature,
}

impl From<der::Error> for Fault {
    fn from(_: der::Error) -> Self {
        Self::Unreadable
    }
}

impl From<signature::Fault> for Fault {
    fn from(fault: signature::Fault) -> Self {
        match fault {
            signature::Fault::Method => Self::Method,
            signature::Fault::Wrong => Self::WrongSignature,
        }
    }
}

/// A message that was read, and of which nothing was verified yet.
pub(crate) struct Message {
    signed: SignedData,
    pub(crate) certificates: Vec<Certificate>,
}

impl Message {
    /// Reads a message. Room that was left free behind it is filled with zeros; anything else there is not accepted.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let mut reader = SliceReader::new(bytes)?;
        let info = ContentInfo::decode(&mut reader)?;
        let rest = reader.read_slice(reader.remaining_len())?;
        if info.content_type != SIGNED_DATA || rest.iter().any(|byte| *byte != 0) {
            return Err(Fault::Unreadable);
        }
        Self::of(&info)
    }

    fn of(info: &ContentInfo) -> Result<Self, Fault> {
        let signed: SignedData = info.content.decode_as()?;
        let choices = signed.certificates.iter().flat_map(|set| set.0.iter());
        let certificates = choices
            .take(MOST_CERTIFICATES)
            .filter_map(|choice| match choice {
                CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
                CertificateChoices::Other(_) => None,
            })
            .collect();
        Ok(Self { signed, certificates })
    }

    /// What the message carries inside, with its type; a detached one carries nothing.
    pub(crate) fn content(&self) -> Result<Option<&[u8]>, Fault> {
        let Some(content) = &self.signed.encap_content_info.econtent else { return Ok(None) };
        Ok(Some(content.decode_as::<OctetStringRef<'_>>()?.as_bytes()))
    }

    /// The lists of revoked certificates it carries.
    pub(crate) fn revocation_lists(&self) -> Vec<CertificateList> {
        let choices = self.signed.crls.iter().flat_map(|set| set.0.iter());
        choices
            .filter_map(|choice| match choice {
                cms::revocation::RevocationInfoChoice::Crl(list) => Some(list.clone()),
                cms::revocation::RevocationInfoChoice::Other(_) => None,
            })
            .collect()
    }

    /// Verifies that the one signer signed `content`, as content of type `kind`; gives his certificate, of which nothing is known yet.
    pub(crate) fn verify(&self, kind: ObjectIdentifier, content: &[&[u8]]) -> Result<Signer<'_>, Fault> {
        let [signer] = self.signed.signer_infos.0.as_slice() else { return Err(Fault::Unreadable) };
        if self.signed.encap_content_info.econtent_type != kind {
            return Err(Fault::Unreadable);
        }
        let hash = Hash::named(&signer.digest_alg).ok_or(Fault::Method)?;
        // Without signed attributes a message could be passed off as the attributes of another.
        let attributes = signer.signed_attrs.as_ref().ok_or(Fault::Unreadable)?;
        let certificate = self.certificates.iter().find(|one| is_of(signer, one)).ok_or(Fault::Unreadable)?;
        if only(attributes, CONTENT_TYPE)?.decode_as::<ObjectIdentifier>()? != kind {
            return Err(Fault::Unreadable);
        }
        names_certificate(attributes, certificate)?;
        if only(attributes, MESSAGE_DIGEST)?.decode_as::<OctetStringRef<'_>>()?.as_bytes() != hash.of(content) {
            return Err(Fault::OtherContent);
        }
        let key = &certificate.tbs_certificate.subject_public_key_info;
        let value = signer.signature.as_bytes();
        signature::verify(key, &signer.signature_algorithm, Some(hash), &attributes.to_der()?, value)?;
        Ok(Signer { certificate, info: signer })
    }
}

/// Who signed.
pub(crate) struct Signer<'a> {
    pub(crate) certificate: &'a Certificate,
    info: &'a SignerInfo,
}

impl Signer<'_> {
    /// The signature itself: what a timestamp is about.
    pub(crate) fn signature(&self) -> &[u8] {
        self.info.signature.as_bytes()
    }

    /// The timestamp token beside the signature.
    pub(crate) fn timestamp(&self) -> Result<Option<Message>, Fault> {
        let Some(attributes) = &self.info.unsigned_attrs else { return Ok(None) };
        if !attributes.iter().any(|attribute| attribute.oid == TIMESTAMP_TOKEN) {
            return Ok(None);
        }
        let token: ContentInfo = only(attributes, TIMESTAMP_TOKEN)?.decode_as()?;
        if token.content_type != SIGNED_DATA {
            return Err(Fault::Unreadable);
        }
        Message::of(&token).map(Some)
    }
}

/// The one value of an attribute that may stand only once.
fn only(attributes: &Attributes, kind: ObjectIdentifier) -> Result<&Any, Fault> {
    let mut found = attributes.iter().filter(|attribute| attribute.oid == kind);
    let (Some(attribute), None) = (found.next(), found.next()) else { return Err(Fault::Unreadable) };
    match attribute.values.as_slice() {
        [value] => Ok(value),
        _ => Err(Fault::Unreadable),
    }
}

fn is_of(signer: &SignerInfo, certificate: &Certificate) -> bool {
    let tbs = &certificate.tbs_certificate;
    match &signer.sid {
        SignerIdentifier::IssuerAndSerialNumber(id) => id.issuer == tbs.issuer && id.serial_number == tbs.serial_number,
        SignerIdentifier::SubjectKeyIdentifier(id) => {
            tbs.get::<SubjectKeyIdentifier>().ok().flatten().is_some_and(|(_, own)| own == *id)
        }
    }
}

/// Where the signer says which certificate he meant (RFC 5035), it must be this one: PAdES asks for it, timestamps made the older way name it
/// by SHA-1 and are then held to the key alone.
fn names_certificate(attributes: &Attributes, certificate: &Certificate) -> Result<(), Fault> {
    if !attributes.iter().any(|attribute| attribute.oid == SIGNING_CERTIFICATE_V2) {
        return Ok(());
    }
    let value = only(attributes, SIGNING_CERTIFICATE_V2)?;
    // SigningCertificateV2 { certs { ESSCertIDv2 { hashAlgorithm DEFAULT sha256, certHash, ... }, ... }, ... }
    let certs: Vec<Any> = value.decode_as::<Vec<Any>>()?.into_iter().next().ok_or(Fault::Unreadable)?.decode_as()?;
    let parts: Vec<Any> = certs.first().ok_or(Fault::Unreadable)?.decode_as()?;
    let (hash, digest) = match parts.as_slice() {
        [first, second, ..] if first.decode_as::<OctetStringRef<'_>>().is_err() => {
            (Hash::named(&first.decode_as()?).ok_or(Fault::Method)?, second)
        }
        [first, ..] => (Hash::Sha256, first),
        [] => return Err(Fault::Unreadable),
    };
    let same = digest.decode_as::<OctetStringRef<'_>>()?.as_bytes() == hash.of(&[&certificate.to_der()?]);
    if same { Ok(()) } else { Err(Fault::WrongSignature) }
}
