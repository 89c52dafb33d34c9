//! The first appointment in an organisation is announced to everybody who may bind it, with a code to take it back (domain.md 8.2, the
//! take-over guard; S46): whoever got hold of a company's papers does not get its means unnoticed.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::account::KeyedHash;
use crate::email::Email;
use crate::ids::{AccountId, AppointmentId, OrganisationId};
use crate::language::Language;
use crate::organisation::Role;
use crate::upgrade::data::Representative;

/// For how long an appointment can be taken back with a code.
pub const REVOCABLE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How many codes may be tried on one appointment, whoever tries them (S16, S22).
pub const TRIES: u8 = 10;

/// An appointment that was announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Appointment {
    /// Its name: a long random one, told only in the mails.
    pub id: AppointmentId,
    /// In which organisation.
    pub organisation: OrganisationId,
    /// Who was appointed.
    pub account: AccountId,
    /// To what.
    pub role: Role,
    /// When.
    pub at: Timestamp,
    /// Who was told, each with the hash of the code he was mailed.
    pub told: Vec<Told>,
    /// How many codes may still be tried.
    pub tries_left: u8,
    /// When it was taken back, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Timestamp>,
}

/// Somebody an appointment is announced to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    /// His address.
    pub email: Email,
    /// The language that was said for him.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The code he was mailed; none before the mail was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<KeyedHash>,
}

/// What a try with a code comes to. Both are to be written, held to the version that was read, before anything is answered (S16).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Try {
    /// It was right: the appointment is taken back.
    Revoked(Appointment),
    /// It was not; the try is gone.
    Wrong(Appointment),
    /// There is nothing to try any more.
    Void,
}

impl Appointment {
    /// The appointment of `account`, to be announced to every representative, each address once.
    pub fn new(
        id: AppointmentId,
        organisation: OrganisationId,
        account: AccountId,
        role: Role,
        representatives: &[Representative],
        at: Timestamp,
    ) -> Self {
        let mut told: Vec<Told> = Vec::new();
        for one in representatives {
            if !told.iter().any(|told| told.email.normalised() == one.email.normalised()) {
                told.push(Told { email: one.email.clone(), language: one.language, code: None });
            }
        }
        Self { id, organisation, account, role, at, told, tries_left: TRIES, revoked_at: None }
    }

    /// Until when it can be taken back.
    pub fn revocable_until(&self) -> Timestamp {
        self.at.saturating_add(REVOCABLE).unwrap_or(self.at)
    }

    /// Whether a code can still take it back.
    pub fn is_revocable(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.tries_left > 0 && now < self.revocable_until()
    }

    /// The hashes of the codes that were mailed.
    pub fn codes(&self) -> Vec<KeyedHash> {
        self.told.iter().filter_map(|told| told.code.clone()).collect()
    }

    /// Somebody uses a code; `matches` says whether it is one of [`Appointment::codes`].
    pub fn tried(&self, matches: bool, now: Timestamp) -> Try {
        if !self.is_revocable(now) {
            Try::Void
        } else if matches {
            Try::Revoked(Self { revoked_at: Some(now), ..self.clone() })
        } else {
            Try::Wrong(Self { tries_left: self.tries_left - 1, ..self.clone() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::testing::{at, chance};

    fn appointment() -> Appointment {
        let petra = crate::means::tests::petras();
        let id = AppointmentId::new(at(0), &chance());
        let mut appointment = Appointment::new(id, petra.organisation, petra.holder, Role::MainUser, &[], at(0));
        appointment.told.push(Told { email: "d@voorbeeld.nl".parse().unwrap(), language: None, code: None });
        appointment
    }

    #[test]
    fn a_code_takes_it_back_once_within_thirty_days() {
        let Try::Revoked(revoked) = appointment().tried(true, at(1)) else { panic!("not revoked") };
        assert_eq!(revoked.tried(true, at(2)), Try::Void);
        assert_eq!(appointment().tried(true, at(30 * 24 * 3600)), Try::Void);
    }

    #[test]
    fn ten_wrong_codes_are_the_end_of_it() {
        let mut tried = appointment();
        for left in (0..TRIES).rev() {
            let Try::Wrong(next) = tried.tried(false, at(1)) else { panic!("not counted") };
            assert_eq!(next.tries_left, left);
            tried = next;
        }
        assert_eq!(tried.tried(true, at(1)), Try::Void);
    }
}
