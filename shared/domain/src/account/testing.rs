//! The account, the clock and the chance that the tests of this module share.

use jiff::{SignedDuration, Timestamp};

use super::session::{Acr, ClientKind, Device, Proof};
use super::*;
use crate::chance::Chance;
use crate::ids::SessionId;

/// Chance that counts: every byte drawn differs from the one before.
pub struct Counting(pub std::sync::atomic::AtomicU8);

impl Chance for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
    }
}

pub fn chance() -> Counting {
    Counting(std::sync::atomic::AtomicU8::new(1))
}

/// `seconds` after the moment all tests begin at.
pub fn at(seconds: i64) -> Timestamp {
    "2026-11-02T09:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
}

pub fn account() -> Account {
    let chance = chance();
    Account {
        id: AccountId::new(at(0), &chance),
        email: "p.jansen@voorbeeld.nl".parse().unwrap(),
        language: Language::Dutch,
        name: None,
        standing: Standing::Active,
        epoch: 1,
        staff: None,
        consent: Consent { terms: TERMS_VERSION, at: at(0) },
        registered_at: at(0),
        organisation: None,
        second_factor: false,
        logins: vec![LoginKey::new("key".to_owned())],
        links: BTreeMap::new(),
    }
}

pub fn login(account: &Account) -> Login {
    Login {
        identifier: LoginKey::new("key".to_owned()),
        kind: login::IdentifierKind::Email,
        account: account.id.clone(),
        credential: Some(Credential {
            hash: "$argon2id$".to_owned(),
            pepper: "p1".to_owned(),
            policy_version: password::POLICY_VERSION,
            short: false,
            initial: None,
        }),
        gate: account.gate(),
        organisation: None,
    }
}

pub fn device() -> Device {
    Device { client: ClientKind::Browser, label: "Firefox, Linux".to_owned(), place: "192.0.2.0".to_owned() }
}

pub fn session(account: &Account, refresh: &Token) -> Session {
    let proof = Proof { acr: Acr::Password, limited: None };
    Session::open(SessionId::new(at(0), &chance()), &login(account), proof, device(), refresh, at(0))
}
