//! What a person logs in with, and what a log-in comes to.

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::password::POLICY_VERSION;
use super::{StaffRole, Standing};
use crate::ids::{AccountId, OrganisationId};

/// The HMAC of an identifier in its normalised form: what a login is looked up by, and what attempts are counted under (S12). The
/// identifier itself is nobody's who reads the table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LoginKey(String);

impl LoginKey {
    /// The key the edge made of an identifier, in hexadecimal digits.
    pub fn new(hmac: String) -> Self {
        Self(hmac)
    }

    /// The key's characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What kind of identifier a login is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdentifierKind {
    /// The account's own e-mail address.
    Email,
    /// An access code (toegangscode), domain.md 4.1.
    AccessCode,
    /// A person the broker of eHerkenning vouches for (S38). It never has a password.
    Eherkenning,
    /// The address the account had until lately: it opens nothing, and is nobody else's while the change can be undone.
    FormerEmail,
}

/// One identifier of an account with the proof that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Login {
    /// What it is looked up by.
    pub identifier: LoginKey,
    /// What kind of identifier.
    pub kind: IdentifierKind,
    /// Whose.
    pub account: AccountId,
    /// The password that belongs to it; none while no password was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<Credential>,
    /// What holds for the account, copied so that a log-in reads one item.
    pub gate: Gate,
    /// The organisation a session by this login acts for, when it is not the account's: that of an access code. It stays, whatever becomes
    /// of the gate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
}

/// What holds for an account, as far as a log-in needs it. Written only together with the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Gate {
    /// Whether the account may be used.
    pub standing: Standing,
    /// The epoch a session opened now belongs to. If the account has moved on meanwhile, that session is dead from the start.
    pub epoch: u32,
    /// Whether the password is only half of the proof.
    pub second_factor: bool,
    /// The organisation the session acts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// What the person does at the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffRole>,
}

/// A password as it is kept: only its hash, and what must be known to judge it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Credential {
    /// The PHC string: algorithm, parameters, salt and hash (S1).
    pub hash: String,
    /// The pepper it was made with (S2).
    pub pepper: String,
    /// The password policy it was judged by (S8).
    pub policy_version: u32,
    /// Whether it is shorter than a password may be that stands alone: allowed only while a second factor is asked (S4).
    #[serde(default)]
    pub short: bool,
    /// Set while it is a password Balie drew: it opens one session that can only choose another (S7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initial: Option<Initial>,
}

/// The life of an initial password (S7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Initial {
    /// Until when it opens anything.
    pub expires_at: Timestamp,
    /// When it opened the one session it can open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}

/// How long an initial password can be used (S7, S21).
pub const INITIAL_PASSWORD_LIFE: SignedDuration = SignedDuration::from_hours(24);

impl Initial {
    /// One that is mailed now.
    pub fn issued(now: Timestamp) -> Self {
        Self { expires_at: now.saturating_add(INITIAL_PASSWORD_LIFE).unwrap_or(now), used_at: None }
    }

    /// The life of one that an earlier attempt kept and perhaps mailed, for mailing it once more (S53): the same, or its whole time again
    /// when half of it is over. `None` when it was used: then it had arrived.
    pub fn to_mail_again(&self, now: Timestamp) -> Option<Self> {
        if self.used_at.is_some() {
            return None;
        }
        let worn = self.expires_at.duration_since(now) < INITIAL_PASSWORD_LIFE / 2;
        Some(if worn { Self::issued(now) } else { self.clone() })
    }
}

/// Why a session opens nothing but choosing a new password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MustChange {
    /// The password was drawn by Balie and mailed (S7).
    Initial,
    /// The policy was raised since it was chosen, or it became too short to stand alone (S4, S8).
    Policy,
}

impl Credential {
    /// Why it must be replaced before anything else is opened, if it must.
    pub fn must_change(&self, second_factor: bool) -> Option<MustChange> {
        if self.initial.is_some() {
            Some(MustChange::Initial)
        } else if self.policy_version < POLICY_VERSION || (self.short && !second_factor) {
            Some(MustChange::Policy)
        } else {
            None
        }
    }

    /// What is verified of what was typed. A password somebody chose counts exactly as it came (S4). One that Balie drew has no blanks, and is
    /// pasted from a mail: those before and behind it came along (domain.md 6).
    pub fn as_meant<'p>(&self, typed: &'p str) -> &'p str {
        if self.initial.is_some() { typed.trim() } else { typed }
    }

    fn opens_at(&self, now: Timestamp) -> bool {
        self.initial.as_ref().is_none_or(|initial| initial.used_at.is_none() && now < initial.expires_at)
    }
}

/// The name or the password is not right, or there is no such account, or it may not be used: one answer for all of them (S10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("name or password is not right")]
pub struct WrongCredentials;

/// What a right password comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// What is opened now.
    pub next: OpeningNext,
    /// The login as it must be kept, when it changed: an initial password is used up (S7).
    pub used_up: Option<Login>,
}

/// What is opened by a right password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpeningNext {
    /// A session; limited when a new password must be chosen first.
    Session(Option<MustChange>),
    /// A question for the second factor (S35: nothing skips it).
    SecondFactor,
}

impl Login {
    /// A login of an account that has no password yet.
    pub fn without_password(identifier: LoginKey, account: AccountId, gate: Gate) -> Self {
        Self { identifier, kind: IdentifierKind::Email, account, credential: None, gate, organisation: None }
    }

    /// A login by an access code of `organisation`, with the password of `email`, the login of the account's address.
    pub fn by_access_code(identifier: LoginKey, organisation: OrganisationId, email: &Self, gate: Gate) -> Self {
        let kind = IdentifierKind::AccessCode;
        let (account, organisation) = (email.account.clone(), Some(organisation));
        let login = Self { identifier, kind, account, credential: None, gate, organisation };
        email.credential.as_ref().map_or(login.clone(), |credential| login.with_password(credential))
    }

    /// A login by eHerkenning, which acts for `organisation`.
    pub fn by_eherkenning(
        identifier: LoginKey,
        organisation: Option<OrganisationId>,
        account: &super::Account,
    ) -> Self {
        let (kind, gate) = (IdentifierKind::Eherkenning, account.gate());
        Self { identifier, kind, account: account.id.clone(), credential: None, gate, organisation }
    }

    /// Whether it is an access code.
    pub const fn is_access_code(&self) -> bool {
        matches!(self.kind, IdentifierKind::AccessCode)
    }

    /// This login after something about its account changed.
    pub fn regated(&self, account: &super::Account) -> Self {
        Self { gate: account.gate(), ..self.clone() }
    }

    /// This login after the account got another password: one password opens every login of an account. A password Balie drew is good once
    /// (S7), so only the login of the address has it; a code opens nothing until a lasting one is chosen.
    pub fn with_password(&self, credential: &Credential) -> Self {
        let shared = match self.kind {
            IdentifierKind::Email => true,
            IdentifierKind::AccessCode => credential.initial.is_none(),
            IdentifierKind::Eherkenning | IdentifierKind::FormerEmail => false,
        };
        Self { credential: shared.then(|| credential.clone()), ..self.clone() }
    }

    /// The organisation a session it opens acts for.
    pub fn acts_for(&self) -> Option<&OrganisationId> {
        self.organisation.as_ref().or(self.gate.organisation.as_ref())
    }

    /// The password to verify against, or none: then the dummy is verified instead, so that every attempt costs the same (S11).
    pub fn verifiable(&self) -> Option<&Credential> {
        match self.gate.standing {
            Standing::Active => self.credential.as_ref(),
            Standing::Applicant | Standing::Suspended => None,
        }
    }

    /// What an attempt comes to, when `right` tells whether the password matched [`Login::verifiable`] (S15: the standing is looked at
    /// here and on every other way to a session).
    pub fn opening(&self, right: bool, now: Timestamp) -> Result<Opening, WrongCredentials> {
        let credential =
            self.verifiable().filter(|credential| right && credential.opens_at(now)).ok_or(WrongCredentials)?;
        let next = if self.gate.second_factor {
            OpeningNext::SecondFactor
        } else {
            OpeningNext::Session(credential.must_change(false))
        };
        let used_up = credential.initial.as_ref().map(|initial| {
            let initial = Some(Initial { used_at: Some(now), ..initial.clone() });
            Self { credential: Some(Credential { initial, ..credential.clone() }), ..self.clone() }
        });
        Ok(Opening { next, used_up })
    }

    /// What the second factor, once shown, comes to: the account may have been closed since the password was right (S15).
    pub fn after_second_factor(&self) -> Result<Option<MustChange>, WrongCredentials> {
        self.verifiable().map(|credential| credential.must_change(true)).ok_or(WrongCredentials)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, at, login};
    use super::*;

    #[test]
    fn a_right_password_opens_a_session_and_a_wrong_one_nothing() {
        let login = login(&account());
        assert_eq!(login.opening(true, at(0)), Ok(Opening { next: OpeningNext::Session(None), used_up: None }));
        assert_eq!(login.opening(false, at(0)), Err(WrongCredentials));
    }

    #[test]
    fn only_an_active_account_has_a_password_to_verify() {
        for standing in [Standing::Applicant, Standing::Suspended] {
            let mut login = login(&account());
            login.gate.standing = standing;
            assert!(login.verifiable().is_none());
            assert_eq!(login.opening(true, at(0)), Err(WrongCredentials));
            assert_eq!(login.after_second_factor(), Err(WrongCredentials));
        }
    }

    #[test]
    fn an_initial_password_opens_one_limited_session_within_a_day() {
        let mut login = login(&account());
        if let Some(credential) = &mut login.credential {
            credential.initial = Some(Initial::issued(at(0)));
        }
        let opening = login.opening(true, at(60)).unwrap();
        assert_eq!(opening.next, OpeningNext::Session(Some(MustChange::Initial)));
        let used = opening.used_up.unwrap();
        assert_eq!(used.opening(true, at(61)), Err(WrongCredentials));
        assert!(login.opening(true, at(24 * 3600 - 1)).is_ok());
        assert_eq!(login.opening(true, at(24 * 3600)), Err(WrongCredentials));
    }

    #[test]
    fn a_pasted_blank_is_no_part_of_a_password_balie_drew_and_is_one_of_a_chosen_password() {
        let mut credential = login(&account()).credential.unwrap();
        assert_eq!(credential.as_meant(" abc \t"), " abc \t");
        credential.initial = Some(Initial::issued(at(0)));
        assert_eq!(credential.as_meant(" abc \t"), "abc");
    }

    #[test]
    fn an_initial_password_is_mailed_again_as_it_was_unless_it_was_used() {
        let initial = Initial::issued(at(0));
        assert_eq!(initial.to_mail_again(at(60)), Some(initial.clone()));
        assert_eq!(initial.to_mail_again(at(13 * 3600)), Some(Initial::issued(at(13 * 3600))));
        assert_eq!(Initial { used_at: Some(at(5)), ..initial }.to_mail_again(at(60)), None);
    }

    #[test]
    fn an_access_code_opens_with_the_accounts_password_and_for_its_own_organisation() {
        let mut account = account();
        account.organisation = Some(OrganisationId::new(at(0), &super::super::testing::chance()));
        let email = login(&account);
        let own = OrganisationId::new(at(9), &super::super::testing::chance());
        let code = Login::by_access_code(LoginKey::new("code".to_owned()), own.clone(), &email, account.gate());
        assert_eq!((email.acts_for(), code.acts_for()), (account.organisation.as_ref(), Some(&own)));
        assert!(code.opening(true, at(0)).is_ok());
        account.organisation = None;
        account.standing = Standing::Suspended;
        let regated = code.regated(&account);
        assert_eq!((regated.acts_for(), regated.opening(true, at(0))), (Some(&own), Err(WrongCredentials)));
    }

    #[test]
    fn a_password_balie_drew_opens_the_login_of_the_address_only() {
        let account = account();
        let mut email = login(&account);
        let lasting = email.credential.clone().unwrap();
        let drawn = Credential { initial: Some(Initial::issued(at(0))), ..lasting.clone() };
        email.credential = Some(drawn.clone());
        let organisation = OrganisationId::new(at(0), &super::super::testing::chance());
        let code = Login::by_access_code(LoginKey::new("code".to_owned()), organisation, &email, account.gate());
        assert_eq!(code.credential, None);
        assert_eq!(code.with_password(&lasting).credential, Some(lasting.clone()));
        assert_eq!(code.with_password(&lasting).with_password(&drawn).credential, None);
        assert_eq!(email.with_password(&drawn).credential, Some(drawn));
    }

    #[test]
    fn a_raised_policy_leads_to_choosing_a_new_one_and_so_does_a_short_one_that_came_to_stand_alone() {
        let mut login = login(&account());
        if let Some(credential) = &mut login.credential {
            credential.policy_version = POLICY_VERSION - 1;
        }
        assert_eq!(login.opening(true, at(0)).unwrap().next, OpeningNext::Session(Some(MustChange::Policy)));
        if let Some(credential) = &mut login.credential {
            credential.policy_version = POLICY_VERSION;
            credential.short = true;
        }
        assert_eq!(login.opening(true, at(0)).unwrap().next, OpeningNext::Session(Some(MustChange::Policy)));
        login.gate.second_factor = true;
        assert_eq!(login.opening(true, at(0)).unwrap().next, OpeningNext::SecondFactor);
        assert_eq!(login.after_second_factor(), Ok(None));
    }
}
