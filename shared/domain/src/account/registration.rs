//! From an address that was given to an account that is in use.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::link::LinkNotUsable;
use super::{Account, Consent, Credential, Link, Login, LoginKey, NO_TERMS_YET, Purpose, Standing, TERMS_VERSION};
use crate::chance::Chance;
use crate::effect::Effect;
use crate::email::Email;
use crate::ids::{AccountId, OrganisationId};
use crate::language::Language;

/// What somebody gave when registering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// The address.
    pub email: Email,
    /// The language of the page.
    pub language: Language,
    /// When the terms were accepted.
    pub accepted_at: Timestamp,
}

/// Somebody who is known by his address before he registers: the holder of a means that was issued to it (domain.md 1.3: the address is what a
/// means is known by). Registering opens the account that was set aside for him, and confirming the address makes the means his to use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Awaited {
    /// The address, as a login is looked up by it.
    pub identifier: LoginKey,
    /// The account that was set aside: his memberships and means name it already.
    pub account: AccountId,
    /// The organisation he acts for.
    pub organisation: OrganisationId,
}

/// The account of an applicant, which opens nothing until the address is confirmed, and its login.
pub fn apply(
    application: Application,
    key: LoginKey,
    awaited: Option<&Awaited>,
    chance: &dyn Chance,
) -> (Account, Login) {
    let account = Account {
        id: awaited.map_or_else(|| AccountId::new(application.accepted_at, chance), |awaited| awaited.account.clone()),
        email: application.email,
        language: application.language,
        name: None,
        standing: Standing::Applicant,
        epoch: 0,
        staff: None,
        consent: Consent { terms: TERMS_VERSION, at: application.accepted_at },
        registered_at: application.accepted_at,
        organisation: awaited.map(|awaited| awaited.organisation.clone()),
        second_factor: false,
        logins: vec![key.clone()],
        links: std::collections::BTreeMap::new(),
    };
    let login = Login::without_password(key, account.id.clone(), account.gate());
    (account, login)
}

/// The account of somebody who was invited, which opens nothing until he comes with the link, and its login. He has agreed to nothing yet.
pub fn invited(
    email: Email,
    language: Language,
    key: LoginKey,
    awaited: Option<&Awaited>,
    organisation: &OrganisationId,
    now: Timestamp,
    chance: &dyn Chance,
) -> (Account, Login) {
    let (mut account, login) = apply(Application { email, language, accepted_at: now }, key, awaited, chance);
    account.consent = Consent { terms: NO_TERMS_YET, at: now };
    account.organisation = account.organisation.or_else(|| Some(organisation.clone()));
    let login = login.regated(&account);
    (account, login)
}

/// How the applicant wants to get his first password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FirstPassword {
    /// He chose one; here is what is kept of it.
    Chosen(Credential),
    /// He wants one by mail (S7).
    ByMail,
}

/// An address that was confirmed: what must be kept in one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activated {
    /// The account, in use.
    pub account: Account,
    /// Its login.
    pub login: Login,
    /// The link, used up.
    pub link: Link,
    /// What follows.
    pub effects: Vec<Effect>,
}

/// Confirms the address of an applicant: of one who registered, or of one who was invited and agrees to the terms with this.
pub fn activate(
    account: &Account,
    login: &Login,
    link: &Link,
    first: FirstPassword,
    now: Timestamp,
) -> Result<Activated, LinkNotUsable> {
    let mut account = account.clone();
    let purpose = match link.purpose {
        Purpose::Confirm => Purpose::Confirm,
        Purpose::Invite => {
            account.consent = Consent { terms: TERMS_VERSION, at: now };
            Purpose::Invite
        }
        Purpose::Reset | Purpose::NewCode | Purpose::LeaveAddress | Purpose::TakeAddress | Purpose::KeepAccount => {
            return Err(LinkNotUsable);
        }
    };
    let link = link.consume(purpose, &mut account, now)?;
    if account.standing != Standing::Applicant || login.account != account.id {
        return Err(LinkNotUsable);
    }
    account.standing = Standing::Active;
    account.end_sessions();
    account.links.clear();
    let (credential, effects) = match first {
        FirstPassword::Chosen(credential) => (Some(credential), vec![]),
        FirstPassword::ByMail => (None, vec![Effect::MailInitialPassword { account: account.id.clone() }]),
    };
    let login = Login { credential, gate: account.gate(), ..login.clone() };
    Ok(Activated { account, login, link, effects })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{at, chance};
    use super::super::{Token, login::WrongCredentials, password::NewPassword};
    use super::*;

    fn applicant() -> (Account, Login, Link) {
        let application = Application {
            email: "nieuw@voorbeeld.nl".parse().unwrap(),
            language: Language::German,
            accepted_at: at(0),
        };
        let (mut account, login) = apply(application, LoginKey::new("key".to_owned()), None, &chance());
        let link = Link::issue(Purpose::Confirm, &Token::presented("t"), &mut account, &login.identifier, at(1));
        (account, login, link)
    }

    #[test]
    fn an_applicant_can_do_nothing_until_the_address_is_confirmed() {
        let (_, login, _) = applicant();
        assert_eq!(login.opening(true, at(2)), Err(WrongCredentials));
    }

    #[test]
    fn confirming_opens_the_account_once() {
        let (account, login, link) = applicant();
        let password = NewPassword::judge("drie fietsen op de dijk", false, []).unwrap();
        let first = FirstPassword::Chosen(password.credential("$argon2id$".to_owned(), "p1".to_owned()));
        let done = activate(&account, &login, &link, first.clone(), at(60)).unwrap();
        assert!(done.effects.is_empty());
        assert!(done.login.opening(true, at(61)).is_ok());
        assert_eq!(activate(&done.account, &done.login, &link, first.clone(), at(62)), Err(LinkNotUsable));
        assert_eq!(activate(&account, &login, &link, first, at(1 + 24 * 3600)), Err(LinkNotUsable));
    }

    #[test]
    fn who_was_invited_agrees_to_the_terms_when_he_comes() {
        let organisation = OrganisationId::new(at(0), &chance());
        let email: Email = "collega@voorbeeld.nl".parse().unwrap();
        let key = LoginKey::new("key".to_owned());
        let (mut account, login) = invited(email, Language::Dutch, key, None, &organisation, at(0), &chance());
        assert_eq!((account.first_link(), login.acts_for()), (Purpose::Invite, Some(&organisation)));
        assert_eq!(login.opening(true, at(1)), Err(WrongCredentials));
        let token = Token::presented("i");
        let link = Link::issue(Purpose::Invite, &token, &mut account, &login.identifier, at(1));
        let done = activate(&account, &login, &link, FirstPassword::ByMail, at(6 * 24 * 3600)).unwrap();
        assert_eq!(done.account.consent, Consent { terms: TERMS_VERSION, at: at(6 * 24 * 3600) });
        assert_eq!(activate(&account, &login, &link, FirstPassword::ByMail, at(1 + 7 * 24 * 3600)), Err(LinkNotUsable));
        let reset = Link::issue(Purpose::Reset, &token, &mut account, &login.identifier, at(1));
        assert_eq!(activate(&account, &login, &reset, FirstPassword::ByMail, at(2)), Err(LinkNotUsable));
    }

    #[test]
    fn who_prefers_it_gets_a_password_by_mail() {
        let (account, login, link) = applicant();
        let done = activate(&account, &login, &link, FirstPassword::ByMail, at(60)).unwrap();
        assert_eq!(done.effects, [Effect::MailInitialPassword { account: account.id }]);
        assert!(done.login.verifiable().is_none());
    }
}
