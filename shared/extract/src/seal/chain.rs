//! From a certificate up to an authority of the trust list (RFC 5280, as far as seals need it).

use std::time::Duration;

use der::Encode;
use der::asn1::ObjectIdentifier;
use jiff::Timestamp;
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage};

use super::signature;
use super::trust::{Authority, TrustList};

/// How many certificates may stand between a seal and its authority.
const LONGEST: usize = 5;
/// How many signatures of certificates are verified for one chain.
const MOST_TRIES: usize = 32;

/// What an authority must be believed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Seals,
    Timestamps,
}

impl Purpose {
    const fn of(self, authority: &Authority) -> bool {
        match self {
            Self::Seals => authority.seals,
            Self::Timestamps => authority.timestamps,
        }
    }
}

/// Why there is no chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It leads to nobody who is believed.
    UnknownAuthority,
    /// It would, were it not signed by a method that is not accepted.
    Method,
}

/// Certificates from the one in question up to an authority, which is last.
pub(crate) struct Chain<'a> {
    certificates: Vec<&'a Certificate>,
    pub(crate) authority: &'a Authority,
}

/// Builds the chain from a certificate by way of those that came along. Which of several it takes does not matter: each is signed from
/// an authority down.
pub(crate) fn build<'a>(
    leaf: &'a Certificate,
    pool: &'a [Certificate],
    trust: &'a TrustList,
    purpose: Purpose,
) -> Result<Chain<'a>, Fault> {
    let mut search = Search { pool, trust, purpose, tries: MOST_TRIES, fault: Fault::UnknownAuthority };
    if !critical_extensions_known(leaf) {
        return Err(Fault::UnknownAuthority);
    }
    let mut path = vec![leaf];
    match search.upwards(&mut path) {
        Some(authority) => {
            path.push(&authority.certificate);
            Ok(Chain { certificates: path, authority })
        }
        None => Err(search.fault),
    }
}

struct Search<'a> {
    pool: &'a [Certificate],
    trust: &'a TrustList,
    purpose: Purpose,
    tries: usize,
    fault: Fault,
}

impl<'a> Search<'a> {
    fn upwards(&mut self, path: &mut Vec<&'a Certificate>) -> Option<&'a Authority> {
        let below = *path.last()?;
        // Of the certificates in the path all but the first are authorities; that is what a path length counts.
        let authorities_below = path.len() - 1;
        let (trust, purpose) = (self.trust, self.purpose);
        for authority in trust.authorities.iter().filter(|authority| purpose.of(authority)) {
            if self.issued(&authority.certificate, below, authorities_below) {
                return Some(authority);
            }
        }
        if path.len() >= LONGEST {
            return None;
        }
        let pool = self.pool;
        for issuer in pool {
            if !path.contains(&issuer) && self.issued(issuer, below, authorities_below) {
                path.push(issuer);
                if let Some(authority) = self.upwards(path) {
                    return Some(authority);
                }
                path.pop();
            }
        }
        None
    }

    /// Whether `issuer` may issue certificates and issued this one.
    fn issued(&mut self, issuer: &Certificate, below: &Certificate, authorities_below: usize) -> bool {
        if issuer.tbs_certificate.subject != below.tbs_certificate.issuer || !may_issue(issuer, authorities_below) {
            return false;
        }
        let Some(left) = self.tries.checked_sub(1) else { return false };
        self.tries = left;
        let (Ok(message), Some(value)) = (below.tbs_certificate.to_der(), below.signature.as_bytes()) else {
            return false;
        };
        // The method stands twice, once inside what is signed.
        if below.signature_algorithm != below.tbs_certificate.signature {
            return false;
        }
        let key = &issuer.tbs_certificate.subject_public_key_info;
        match signature::verify(key, &below.signature_algorithm, None, &message, value) {
            Ok(()) => true,
            Err(signature::Fault::Method) => {
                self.fault = Fault::Method;
                false
            }
            Err(signature::Fault::Wrong) => false,
        }
    }
}

fn may_issue(certificate: &Certificate, authorities_below: usize) -> bool {
    let tbs = &certificate.tbs_certificate;
    let Ok(Some((_, constraints))) = tbs.get::<BasicConstraints>() else { return false };
    let long_enough = constraints.path_len_constraint.is_none_or(|most| authorities_below <= usize::from(most));
    let signs = match tbs.get::<KeyUsage>() {
        Ok(Some((_, usage))) => usage.key_cert_sign(),
        Ok(None) => true,
        Err(_) => false,
    };
    constraints.ca && long_enough && signs && critical_extensions_known(certificate)
}

/// What a certificate calls critical must be understood or the certificate left alone. Policies are understood to the extent that none is
/// asked for.
fn critical_extensions_known(certificate: &Certificate) -> bool {
    const KNOWN: [&str; 7] =
        ["2.5.29.14", "2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.32", "2.5.29.35", "2.5.29.37"];
    let extensions = certificate.tbs_certificate.extensions.iter().flatten();
    extensions
        .filter(|extension| extension.critical)
        .all(|extension| KNOWN.contains(&extension.extn_id.to_string().as_str()))
}

/// What lists of revoked certificates say of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Revocation {
    /// A certificate had been taken back by then.
    Revoked,
    /// The authority's own list of that time does not name the certificate.
    Shown,
    /// There is no list to tell.
    NotShown,
}

impl Chain<'_> {
    /// Whether every certificate was valid at a time.
    pub(crate) fn valid_at(&self, at: Timestamp) -> bool {
        let Ok(at) = u64::try_from(at.as_second()).map(Duration::from_secs) else { return false };
        self.certificates.iter().all(|certificate| {
            let validity = &certificate.tbs_certificate.validity;
            validity.not_before.to_unix_duration() <= at && at <= validity.not_after.to_unix_duration()
        })
    }

    /// What these lists say of it at a time. Only a list signed by the authority that issued the certificate counts.
    pub(crate) fn revocation(&self, lists: &[CertificateList], at: Timestamp) -> Revocation {
        let at = Duration::from_secs(u64::try_from(at.as_second()).unwrap_or_default());
        let mut shown = Revocation::NotShown;
        for (place, (below, issuer)) in self.certificates.iter().zip(self.certificates.iter().skip(1)).enumerate() {
            for list in lists.iter().filter(|list| is_list_of(list, issuer)) {
                let serial = &below.tbs_certificate.serial_number;
                let mut entries = list.tbs_cert_list.revoked_certificates.iter().flatten();
                if entries.any(|entry| entry.serial_number == *serial && entry.revocation_date.to_unix_duration() <= at)
                {
                    return Revocation::Revoked;
                }
                let still_counts = list.tbs_cert_list.next_update.is_none_or(|next| at <= next.to_unix_duration());
                if place == 0 && still_counts {
                    shown = Revocation::Shown;
                }
            }
        }
        shown
    }
}

fn is_list_of(list: &CertificateList, issuer: &Certificate) -> bool {
    let tbs = &list.tbs_cert_list;
    let signs = |usage: KeyUsage| usage.crl_sign();
    let may = issuer.tbs_certificate.get::<KeyUsage>().is_ok_and(|usage| usage.is_none_or(|(_, usage)| signs(usage)));
    // An extension of a list that must be understood narrows what the list is about: such a list shows nothing here.
    let narrowed = tbs.crl_extensions.iter().flatten().any(|extension| extension.critical);
    if tbs.issuer != issuer.tbs_certificate.subject || !may || narrowed || list.signature_algorithm != tbs.signature {
        return false;
    }
    let (Ok(message), Some(value)) = (tbs.to_der(), list.signature.as_bytes()) else { return false };
    let key = &issuer.tbs_certificate.subject_public_key_info;
    signature::verify(key, &list.signature_algorithm, None, &message, value).is_ok()
}

/// The usages of a key that a sealing certificate may name.
pub(crate) const SEALING: [ObjectIdentifier; 5] = [
    ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.36"), // document signing (RFC 9336)
    ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.4"),  // mail, which many sealing certificates carry
    ObjectIdentifier::new_unwrap("1.2.840.113583.1.1.5"), // Adobe's authentic documents
    ObjectIdentifier::new_unwrap("1.3.6.1.4.1.311.10.3.12"), // Microsoft's document signing
    ObjectIdentifier::new_unwrap("2.5.29.37.0"),        // any
];
