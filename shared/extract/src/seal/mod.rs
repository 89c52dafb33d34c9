//! The seal on a document (PAdES, ETSI EN 319 142-1): what it covers, whether that is still what was sealed, whose seal it is, under which
//! authority it was issued, and when it was given. Ours is the verdict that a seal is intact and who stands behind it; what that is worth in
//! law is not ours to say.

mod chain;
mod cms_message;
mod found;
mod modest;
mod revisions;
mod signature;
mod timestamp;
mod trust;

use der::Decode;
use der::asn1::{Any, ObjectIdentifier};
use domain::extract::{Alteration, Doubt, SealVerdict, Sealed};
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};

use crate::pdf::{self, Table};
use chain::{Purpose, Revocation};
use cms_message::{Fault, Message};
use found::{Found, Seal};
pub use trust::{TrustList, TrustListError};

/// Content that is just bytes (RFC 5652): what a PDF's seal is about.
const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
/// The statements of a qualified certificate (RFC 3739), and among them "this is for electronic seals" (ETSI EN 319 412-5).
const QUALIFIED_STATEMENTS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.1.3");
const QUALIFIED: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.1862.1.1");
const QUALIFIED_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.1862.1.6");
const ELECTRONIC_SEAL: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.1862.1.6.2");

/// A document's seal, judged.
#[derive(Debug)]
pub struct Checked<'a> {
    /// What is known of the seal.
    pub verdict: SealVerdict,
    /// The bytes that may be read: of a sealed document what the seal covers, else all of it.
    pub readable: &'a [u8],
}

/// Judges the seal on a document. Bytes that are no document have none.
pub fn check_seal<'a>(bytes: &'a [u8], trust: &TrustList) -> Checked<'a> {
    let (verdict, end) = match found::find(bytes) {
        Found::Nothing => (SealVerdict::Unsealed, bytes.len()),
        Found::Misfit => (altered(Alteration::NotWhollyCovered), bytes.len()),
        Found::Seal(seal) => (judge(bytes, &seal, trust), seal.end),
    };
    Checked { verdict, readable: bytes.get(..end).unwrap_or(bytes) }
}

const fn altered(alteration: Alteration) -> SealVerdict {
    SealVerdict::Altered { alteration }
}

const fn doubtful(doubt: Doubt) -> SealVerdict {
    SealVerdict::NotEstablished { doubt }
}

fn judge(bytes: &[u8], seal: &Seal, trust: &TrustList) -> SealVerdict {
    let covered = (bytes.get(..seal.before), bytes.get(seal.after..seal.end));
    let (Some(head), Some(tail)) = covered else { return altered(Alteration::NotWhollyCovered) };
    if !modest::is_modest(&seal.message) {
        return doubtful(Doubt::SealUnreadable);
    }
    if seal.end != bytes.len() && !pdf::is_comparable(bytes) {
        return doubtful(Doubt::SealUnreadable);
    }
    let message = match Message::read(&seal.message) {
        Ok(message) => message,
        Err(_) => return doubtful(Doubt::SealUnreadable),
    };
    // A seal over a content of its own says nothing of the file around it.
    if message.content().is_ok_and(|content| content.is_some()) {
        return doubtful(Doubt::SealUnreadable);
    }
    let signer = match message.verify(DATA, &[head, tail]) {
        Ok(signer) => signer,
        Err(Fault::OtherContent) => return altered(Alteration::SealedBytesChanged),
        Err(Fault::WrongSignature) => return altered(Alteration::SealChanged),
        Err(Fault::Method) => return doubtful(Doubt::MethodNotAccepted),
        Err(Fault::Unreadable) => return doubtful(Doubt::SealUnreadable),
    };
    if !revisions::only_validation_data_follows(bytes, seal.end) {
        return altered(Alteration::ChangedAfterSealing);
    }
    match established(&message, &signer, trust, || lists(bytes, seal, &message)) {
        Ok(sealed) => SealVerdict::Intact { sealed },
        Err(doubt) => doubtful(doubt),
    }
}

/// Whose seal it is, under whom it was issued, and when it was given; each must be known.
fn established(
    message: &Message,
    signer: &cms_message::Signer<'_>,
    trust: &TrustList,
    lists: impl FnOnce() -> Vec<CertificateList>,
) -> Result<Sealed, Doubt> {
    let chain =
        chain::build(signer.certificate, &message.certificates, trust, Purpose::Seals).map_err(
            |fault| match fault {
                chain::Fault::UnknownAuthority => Doubt::UnknownAuthority,
                chain::Fault::Method => Doubt::MethodNotAccepted,
            },
        )?;
    let by = trust.issuer_in(&signer.certificate.tbs_certificate.subject).ok_or(Doubt::OtherOrganisation)?;
    if !may_seal(signer.certificate, trust.qualified_seal) {
        return Err(Doubt::WrongUsage);
    }
    let token = match signer.timestamp() {
        Ok(Some(token)) => token,
        Ok(None) => return Err(Doubt::NoTimeOfSealing),
        Err(_) => return Err(Doubt::TimestampNotTrusted),
    };
    let at = timestamp::verified(&token, signer.signature(), trust).ok_or(Doubt::TimestampNotTrusted)?;
    if !chain.valid_at(at) {
        return Err(Doubt::CertificateNotValidThen);
    }
    let revocation = chain.revocation(&lists(), at);
    if revocation == Revocation::Revoked {
        return Err(Doubt::CertificateRevoked);
    }
    let issued_under = chain.authority.name.clone();
    Ok(Sealed { by: by.to_owned(), issued_under, at, not_revoked_shown: revocation == Revocation::Shown })
}

/// Whether a certificate is for sealing documents: not an authority's, its key for signing, and where it lists purposes, for documents.
fn may_seal(certificate: &Certificate, qualified: bool) -> bool {
    let tbs = &certificate.tbs_certificate;
    let authority = tbs.get::<BasicConstraints>().map(|found| found.is_some_and(|(_, constraints)| constraints.ca));
    let signs = |usage: KeyUsage| usage.digital_signature() || usage.non_repudiation();
    let key = tbs.get::<KeyUsage>().map(|found| found.is_some_and(|(_, usage)| signs(usage)));
    let listed = |usage: ExtendedKeyUsage| usage.0.iter().any(|purpose| chain::SEALING.contains(purpose));
    let purpose = tbs.get::<ExtendedKeyUsage>().map(|found| found.is_none_or(|(_, usage)| listed(usage)));
    authority == Ok(false) && key == Ok(true) && purpose == Ok(true) && (!qualified || is_qualified_seal(certificate))
}

fn is_qualified_seal(certificate: &Certificate) -> bool {
    let mut extensions = certificate.tbs_certificate.extensions.iter().flatten();
    let Some(extension) = extensions.find(|extension| extension.extn_id == QUALIFIED_STATEMENTS) else { return false };
    let Ok(statements) = Vec::<Vec<Any>>::from_der(extension.extn_value.as_bytes()) else { return false };
    let says = |statement: ObjectIdentifier, of: Option<ObjectIdentifier>| {
        statements.iter().any(|parts| {
            let name = parts.first().and_then(|name| name.decode_as::<ObjectIdentifier>().ok());
            let kinds =
                || parts.get(1).and_then(|info| info.decode_as::<Vec<ObjectIdentifier>>().ok()).unwrap_or_default();
            name == Some(statement) && of.is_none_or(|kind| kinds().contains(&kind))
        })
    };
    says(QUALIFIED, None) && says(QUALIFIED_TYPE, Some(ELECTRONIC_SEAL))
}

/// Lists of revoked certificates: those in the seal, and those among the validation data of the file as it is now. They need no cover: each
/// is signed by its authority.
fn lists(bytes: &[u8], seal: &Seal, message: &Message) -> Vec<CertificateList> {
    let of_file = if seal.end == bytes.len() {
        revisions::revocation_lists(&seal.document)
    } else {
        pdf::open(bytes, Table::AsWritten).map(|document| revisions::revocation_lists(&document)).unwrap_or_default()
    };
    let readable =
        of_file.iter().filter(|list| modest::is_modest(list)).filter_map(|list| CertificateList::from_der(list).ok());
    message.revocation_lists().into_iter().chain(readable).collect()
}
