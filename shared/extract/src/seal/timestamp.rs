//! The time of sealing: an RFC 3161 timestamp over the signature, by an authority of the trust list. PAdES carries no other time that means
//! anything.

use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Decode, Reader, SliceReader, Tag, Tagged};
use jiff::Timestamp;
use jiff::civil::DateTime;
use x509_cert::ext::pkix::ExtendedKeyUsage;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::chain::{self, Purpose};
use super::cms_message::Message;
use super::signature::Hash;
use super::trust::TrustList;

const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");

/// The time a token gives, if it is about this signature and by an authority that is believed.
pub(crate) fn verified(token: &Message, signature: &[u8], trust: &TrustList) -> Option<Timestamp> {
    let content = token.content().ok()??;
    let (imprint_of, imprint, at) = read(content).ok()?;
    if Hash::named(&imprint_of)?.of(&[signature]) != imprint {
        return None;
    }
    let signer = token.verify(TST_INFO, &[content]).ok()?;
    let (critical, usage) = signer.certificate.tbs_certificate.get::<ExtendedKeyUsage>().ok()??;
    if !critical || usage.0 != [TIME_STAMPING] {
        return None;
    }
    let chain = chain::build(signer.certificate, &token.certificates, trust, Purpose::Timestamps).ok()?;
    chain.valid_at(at).then_some(at)
}

/// Digest method, digest and time of a TSTInfo.
fn read(content: &[u8]) -> der::Result<(AlgorithmIdentifierOwned, Vec<u8>, Timestamp)> {
    let whole = AnyRef::from_der(content)?;
    whole.tag().assert_eq(Tag::Sequence)?;
    let mut fields = SliceReader::new(whole.value())?;
    let (_version, _policy) = (AnyRef::decode(&mut fields)?, AnyRef::decode(&mut fields)?);
    let imprint = AnyRef::decode(&mut fields)?;
    let _serial = AnyRef::decode(&mut fields)?;
    let time = AnyRef::decode(&mut fields)?;
    time.tag().assert_eq(Tag::GeneralizedTime)?;
    let mut parts = SliceReader::new(imprint.value())?;
    let method = AlgorithmIdentifierOwned::decode(&mut parts)?;
    let digest = OctetStringRef::decode(&mut parts)?.as_bytes().to_vec();
    parts.finish(())?;
    let at = moment(time.value()).ok_or_else(|| Tag::GeneralizedTime.value_error())?;
    Ok((method, digest, at))
}

/// `20260312091530Z`, perhaps with a fraction of a second, which DER's own type does not allow and this one does.
fn moment(text: &[u8]) -> Option<Timestamp> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let whole = text.split('.').next()?;
    let civil = DateTime::strptime("%Y%m%d%H%M%S", whole).ok()?;
    civil.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}
