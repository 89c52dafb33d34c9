//! Logging in with eHerkenning through a broker: who was asserted, what waits meanwhile, and what links somebody to an account (S38-S42).

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::session::{Acr, Proof};
use super::{Account, Login, LoginKey, Standing, TokenHash};
use crate::establishment_number::EstablishmentNumber;
use crate::ids::{AccountId, OrganisationId};
use crate::kvk_number::KvkNumber;
use crate::level::AssuranceLevel;

/// How long a log-in may be under way at the broker, and how long somebody has to name his access code after it (S21).
pub const UNDER_WAY: SignedDuration = SignedDuration::from_mins(15);
/// How far the broker's clock and ours may be apart (S64).
pub const SKEW: SignedDuration = SignedDuration::from_secs(60);
/// How long ago the person may have shown his means to the broker. We ask for it at each log-in, so anything older is another log-in.
pub const MOST_AGE: SignedDuration = SignedDuration::from_mins(5);

/// What kind of number names the organisation (LegalSubjectID), domain.md 2.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum LegalKind {
    /// Its number in the business register.
    #[serde(rename = "KvKnr")]
    Kvk,
    /// Its RSIN.
    #[serde(rename = "RSIN")]
    Rsin,
}

impl LegalKind {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kvk => "KvKnr",
            Self::Rsin => "RSIN",
        }
    }
}

/// Who somebody is with eHerkenning (S38): a person acting for an organisation, as this broker names them. Never an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Identity {
    /// Who says so.
    pub issuer: String,
    /// What kind of number names the organisation.
    pub legal_kind: LegalKind,
    /// The number.
    pub legal_subject: String,
    /// The person, by a name that means something to the broker only.
    pub acting_subject: String,
}

impl Identity {
    /// The organisation's number in the business register, when that is what names it.
    pub fn kvk_number(&self) -> Option<KvkNumber> {
        match self.legal_kind {
            LegalKind::Kvk => self.legal_subject.parse().ok(),
            LegalKind::Rsin => None,
        }
    }
}

/// What the broker asserts: its signature, addressee, times, nonce and level were held against what we asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assertion {
    /// Who.
    pub identity: Identity,
    /// With a means of which level.
    pub level: AssuranceLevel,
    /// The one branch it is good for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<EstablishmentNumber>,
    /// When the person showed his means.
    pub auth_time: Timestamp,
    /// The broker's own name for this assertion; it is taken once (S42).
    pub id: String,
    /// From when nobody takes it any more.
    pub expires_at: Timestamp,
}

impl Assertion {
    /// What it proves, as a session keeps it (S36, S39).
    pub const fn proof(&self) -> Proof {
        Proof { acr: Acr::Eherkenning(self.level), limited: None }
    }
}

/// The log-in is not one that can be concluded: it was never begun, is over, was begun in another browser, or the broker's answer is not
/// the answer to it. Which of them is told to nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this log-in cannot be concluded")]
pub struct NotConcluded;

/// A log-in that was begun and is under way at the broker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingLogIn {
    /// What it is looked up by: the hash of the state that comes back.
    pub state: TokenHash,
    /// The browser that began it, by the hash of its cookie (S38).
    pub browser: TokenHash,
    /// What the protocol must know when it comes back.
    pub remembered: String,
    /// From when it cannot be concluded.
    pub expires_at: Timestamp,
    /// When it came back; it does so once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}

impl PendingLogIn {
    /// One that begins now.
    pub fn begin(state: TokenHash, browser: TokenHash, remembered: String, now: Timestamp) -> Self {
        let expires_at = now.saturating_add(UNDER_WAY).unwrap_or(now);
        Self { state, browser, remembered, expires_at, used_at: None }
    }

    /// The same, come back to `browser`. To be kept on the version that was read before anything is done with what it brought.
    ///
    /// # Errors
    /// When it is over, came back before, or to another browser.
    pub fn come_back(&self, browser: &TokenHash, now: Timestamp) -> Result<Self, NotConcluded> {
        let open = self.used_at.is_none() && now < self.expires_at && self.browser == *browser;
        if open { Ok(Self { used_at: Some(now), ..self.clone() }) } else { Err(NotConcluded) }
    }
}

/// Somebody the broker vouched for and nobody here knows yet: he has a quarter of an hour to name his access code (S21, S38).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingLink {
    /// What it is looked up by: the hash of what its page holds.
    pub token: TokenHash,
    /// The browser it was begun in, by the hash of its cookie.
    pub browser: TokenHash,
    /// Who.
    pub assertion: Assertion,
    /// From when it links nothing.
    pub expires_at: Timestamp,
}

impl PendingLink {
    /// One that begins now.
    pub fn begin(token: TokenHash, browser: TokenHash, assertion: Assertion, now: Timestamp) -> Self {
        Self { token, browser, assertion, expires_at: now.saturating_add(UNDER_WAY).unwrap_or(now) }
    }

    /// Who it is about.
    ///
    /// # Errors
    /// When it is too late, or asked from another browser.
    pub fn usable(&self, browser: &TokenHash, now: Timestamp) -> Result<&Assertion, NotConcluded> {
        if now < self.expires_at && self.browser == *browser { Ok(&self.assertion) } else { Err(NotConcluded) }
    }
}

/// That an account is one eHerkenning person's. There is one for each account; that a person has one account only is the key of his login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LinkedIdentity {
    /// Whose account.
    pub account: AccountId,
    /// The login it is.
    pub login: LoginKey,
    /// Who.
    pub identity: Identity,
    /// The organisation a log-in with it acts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// The level it was linked with.
    pub level: AssuranceLevel,
    /// Since when.
    pub linked_at: Timestamp,
}

/// Why somebody is not linked. Told only to whoever knew the code and its password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkRefusal {
    /// What he logged in with is not an access code: an eHerkenning person is linked to one (domain.md 4.1).
    #[error("not an access code")]
    NotAnAccessCode,
    /// It is the account of somebody at the desk.
    #[error("an account of the desk")]
    OfTheDesk,
    /// A new password must be chosen first (S7, S8).
    #[error("a new password must be chosen first")]
    ChoosePassword,
    /// His eHerkenning acts for another organisation than the access code.
    #[error("of another organisation")]
    OtherOrganisation,
}

/// What linking writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The account, which knows one more login.
    pub account: Account,
    /// That login.
    pub login: Login,
    /// What the account's owner sees of it.
    pub identity: LinkedIdentity,
}

/// Links somebody to the account behind `code`, the login whose password was right just now. `number` is that of the organisation the code
/// is of. A second factor, when the account has one, must have been shown (S35).
///
/// # Errors
/// When he may not be linked to it, see [`LinkRefusal`].
pub fn link(
    assertion: &Assertion,
    identifier: LoginKey,
    account: &Account,
    code: &Login,
    number: Option<&KvkNumber>,
    now: Timestamp,
) -> Result<Linked, LinkRefusal> {
    if !code.is_access_code() {
        return Err(LinkRefusal::NotAnAccessCode);
    }
    if account.staff.is_some() {
        return Err(LinkRefusal::OfTheDesk);
    }
    if code.credential.as_ref().is_none_or(|credential| credential.must_change(account.second_factor).is_some()) {
        return Err(LinkRefusal::ChoosePassword);
    }
    if let Some(asserted) = assertion.identity.kvk_number()
        && number != Some(&asserted)
    {
        return Err(LinkRefusal::OtherOrganisation);
    }
    let mut account = account.clone();
    account.logins.push(identifier.clone());
    let organisation = code.acts_for().cloned();
    let login = Login::by_eherkenning(identifier.clone(), organisation.clone(), &account);
    let identity = LinkedIdentity {
        account: account.id.clone(),
        login: identifier,
        identity: assertion.identity.clone(),
        organisation,
        level: assertion.level,
        linked_at: now,
    };
    Ok(Linked { account, login, identity })
}

/// Why a linked person is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAdmitted {
    /// The account is closed, or of the desk (S15).
    #[error("the account may not be used so")]
    Closed,
    /// The account asks for a second factor and a means of this level has none (S35: nothing skips it).
    #[error("the means has no second factor")]
    SecondFactorNeeded,
}

/// Whether `login`, to which the assertion leads, opens a session now (S15).
///
/// # Errors
/// When it does not, see [`NotAdmitted`].
pub fn admit(assertion: &Assertion, login: &Login) -> Result<Proof, NotAdmitted> {
    if login.gate.standing != Standing::Active || login.gate.staff.is_some() {
        return Err(NotAdmitted::Closed);
    }
    // Means of EH2 are a name and a password; from EH2+ upwards they have a second factor of their own (domain.md 1.1).
    if login.gate.second_factor && assertion.level < AssuranceLevel::Eh2Plus {
        return Err(NotAdmitted::SecondFactorNeeded);
    }
    Ok(assertion.proof())
}

/// The account without the eHerkenning person it is linked to. Every session ends; who asked for it goes on in a renewed one (S28).
pub fn unlink(account: &Account, linked: &LinkedIdentity) -> Account {
    let mut account = account.clone();
    account.logins.retain(|login| *login != linked.login);
    account.end_sessions();
    account
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, at, chance, login};
    use super::super::{StaffRole, Token};
    use super::*;

    fn assertion() -> Assertion {
        Assertion {
            identity: Identity {
                issuer: "https://broker.example".to_owned(),
                legal_kind: LegalKind::Kvk,
                legal_subject: "69599084".to_owned(),
                acting_subject: "person".to_owned(),
            },
            level: AssuranceLevel::Eh3,
            branch: None,
            auth_time: at(0),
            id: "one".to_owned(),
            expires_at: at(300),
        }
    }

    fn key(text: &str) -> LoginKey {
        LoginKey::new(text.to_owned())
    }

    fn code(account: &Account) -> Login {
        let organisation = OrganisationId::new(at(0), &chance());
        Login::by_access_code(key("code"), organisation, &login(account), account.gate())
    }

    #[test]
    fn a_log_in_comes_back_once_in_time_to_the_browser_that_began_it() {
        let (state, own) = (Token::presented("state").hash(), Token::presented("own").hash());
        let pending = PendingLogIn::begin(state, own.clone(), String::new(), at(0));
        assert_eq!(pending.come_back(&Token::presented("other").hash(), at(1)), Err(NotConcluded));
        assert_eq!(pending.come_back(&own, at(15 * 60)), Err(NotConcluded));
        let back = pending.come_back(&own, at(15 * 60 - 1)).unwrap();
        assert_eq!(back.come_back(&own, at(2)), Err(NotConcluded));
    }

    #[test]
    fn somebody_is_linked_to_an_access_code_of_his_own_organisation() {
        let account = account();
        let code = code(&account);
        let (own, other): (KvkNumber, KvkNumber) = ("69599084".parse().unwrap(), "01234567".parse().unwrap());
        let linked = link(&assertion(), key("person"), &account, &code, Some(&own), at(5)).unwrap();
        assert_eq!(linked.account.logins.last(), Some(&key("person")));
        assert_eq!((linked.login.acts_for(), &linked.login.credential), (code.acts_for(), &None));
        assert_eq!(
            admit(&assertion(), &linked.login).map(|proof| proof.acr),
            Ok(Acr::Eherkenning(AssuranceLevel::Eh3))
        );
        let refused = |code: &Login, account: &Account, number| {
            link(&assertion(), key("person"), account, code, number, at(5)).unwrap_err()
        };
        assert_eq!(refused(&code, &account, Some(&other)), LinkRefusal::OtherOrganisation);
        assert_eq!(refused(&code, &account, None), LinkRefusal::OtherOrganisation);
        assert_eq!(refused(&login(&account), &account, Some(&own)), LinkRefusal::NotAnAccessCode);
        let staff = Account { staff: Some(StaffRole::Clerk), ..account.clone() };
        assert_eq!(refused(&code, &staff, Some(&own)), LinkRefusal::OfTheDesk);
        let mut outdated = code;
        outdated.credential.as_mut().unwrap().policy_version = 0;
        assert_eq!(refused(&outdated, &account, Some(&own)), LinkRefusal::ChoosePassword);
    }

    #[test]
    fn a_closed_account_stays_closed_and_a_second_factor_is_not_skipped() {
        let mut account = account();
        let mut login = Login::by_eherkenning(key("person"), None, &account);
        account.standing = Standing::Suspended;
        assert_eq!(admit(&assertion(), &login.regated(&account)), Err(NotAdmitted::Closed));
        login.gate.second_factor = true;
        assert!(admit(&assertion(), &login).is_ok(), "EH3 has a second factor of its own");
        let low = Assertion { level: AssuranceLevel::Eh2, ..assertion() };
        assert_eq!(admit(&low, &login), Err(NotAdmitted::SecondFactorNeeded));
    }

    #[test]
    fn an_eherkenning_login_never_gets_a_password_and_goes_with_its_link() {
        let account = account();
        let code = code(&account);
        let own: KvkNumber = "69599084".parse().unwrap();
        let linked = link(&assertion(), key("person"), &account, &code, Some(&own), at(5)).unwrap();
        let password = login(&account).credential.unwrap();
        assert_eq!(linked.login.with_password(&password).credential, None);
        let after = unlink(&linked.account, &linked.identity);
        assert_eq!((after.logins.clone(), after.epoch), (account.logins.clone(), account.epoch + 1));
    }
}
