//! Access codes (toegangscodes): what a person of an organisation logs in and orders with, domain.md 4.1.
//!
//! A code is a further login of its holder's account, with the account's password; a session it opens acts for the code's organisation. Its
//! record stays the same when its characters are lost and new ones are issued, so that label and history go on.

pub mod characters;
pub mod label;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::account::LoginKey;
use crate::effect::CodeEffect;
use crate::ids::{AccessCodeId, AccountId, OrganisationId};
use crate::organisation::{HeldCode, Membership, Role};

pub use characters::Characters;
pub use label::{CodeLabel, NotALabel};

/// An access code: of one person, within one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessCode {
    /// Its name; what is ordered is put down to it.
    pub id: AccessCodeId,
    /// In which organisation.
    pub organisation: OrganisationId,
    /// Whose.
    pub holder: AccountId,
    /// What the organisation calls it.
    pub label: CodeLabel,
    /// Whether whoever invited him knows nothing but his address. What he is called is told of no account that did not agree to it (S10): not
    /// until he did something with the code himself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invited: bool,
    /// How often its characters were issued; those of an earlier time open nothing.
    pub issue: u32,
    /// The login its characters are looked up by; none until they are drawn, when their mail is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<LoginKey>,
    /// What may be shown of the characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Since when there is this code.
    pub since: Timestamp,
    /// When the characters it has now were asked for.
    pub issued_at: Timestamp,
    /// When it was ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
}

/// How a code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CodeStatus {
    /// Its characters are being drawn and mailed.
    OnItsWay,
    /// It was mailed and can be used.
    Active,
    /// It opens nothing any more; what was ordered with it stays under its label.
    Ended,
}

impl CodeStatus {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::OnItsWay, Self::Active, Self::Ended];
}

/// Why a code stays as it is. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefusal {
    /// The person has a code in this organisation already.
    #[error("the person has a code already")]
    HasOne,
    /// It was ended.
    #[error("the code was ended")]
    Ended,
    /// It is that of the main user, which an organisation is never without (S46).
    #[error("it is the code of the main user")]
    OfMainUser,
}

impl AccessCode {
    /// A new code for a member who has none, and the member who holds it.
    pub fn issue(
        id: AccessCodeId,
        holder: &Membership,
        label: CodeLabel,
        now: Timestamp,
    ) -> Result<(Self, Membership), CodeRefusal> {
        if holder.code.is_some() {
            return Err(CodeRefusal::HasOne);
        }
        let code = Self {
            id,
            organisation: holder.organisation.clone(),
            holder: holder.account.clone(),
            label,
            invited: false,
            issue: 1,
            login: None,
            hint: None,
            since: now,
            issued_at: now,
            ended_at: None,
        };
        let holder = code.held_by(holder);
        Ok((code, holder))
    }

    /// The code of somebody who was invited by his address.
    pub fn for_invited(self) -> Self {
        Self { invited: true, ..self }
    }

    /// The code once `by` did something with it: when that is its holder, he is no longer only invited.
    pub fn handled(self, by: &AccountId) -> Self {
        Self { invited: self.invited && self.holder != *by, ..self }
    }

    /// What a membership tells of this code.
    pub fn held(&self) -> HeldCode {
        HeldCode { id: self.id.clone(), label: self.label.clone() }
    }

    /// Its holder's membership, telling of it what holds now; nothing once it was ended.
    pub fn held_by(&self, holder: &Membership) -> Membership {
        Membership { code: self.ended_at.is_none().then(|| self.held()), ..holder.clone() }
    }

    /// How it stands.
    pub const fn status(&self) -> CodeStatus {
        match (&self.ended_at, &self.login) {
            (Some(_), _) => CodeStatus::Ended,
            (None, None) => CodeStatus::OnItsWay,
            (None, Some(_)) => CodeStatus::Active,
        }
    }

    /// The code under another label; what was ordered before keeps the one it had then.
    pub fn relabelled(&self, label: CodeLabel) -> Result<Self, CodeRefusal> {
        self.alive()?;
        Ok(Self { label, ..self.clone() })
    }

    /// The code without its characters, waiting for new ones: it was lost.
    pub fn renewed(&self, now: Timestamp) -> Result<Self, CodeRefusal> {
        self.alive()?;
        Ok(Self { issue: self.issue.saturating_add(1), login: None, hint: None, issued_at: now, ..self.clone() })
    }

    /// The code with the characters that were drawn for it.
    pub fn with_characters(&self, characters: &Characters, login: LoginKey) -> Self {
        Self { login: Some(login), hint: Some(characters.hint()), ..self.clone() }
    }

    /// The code as it is when its holder, in `role`, may not use it any more. The main user hands over first: an organisation always has one.
    pub fn ended(&self, role: Role, now: Timestamp) -> Result<Self, CodeRefusal> {
        self.alive()?;
        if role == Role::MainUser {
            return Err(CodeRefusal::OfMainUser);
        }
        Ok(Self { login: None, ended_at: Some(now), ..self.clone() })
    }

    /// The mails when new characters come in the place of lost ones: the characters to the holder, and a word to the holder and the main user,
    /// so that it shows if it was neither of them who asked.
    pub fn renewal_mails(&self, main_user: Option<&AccountId>) -> Vec<CodeEffect> {
        let (organisation, code, issue) = (self.organisation.clone(), self.id.clone(), self.issue);
        let mut mails = vec![CodeEffect::MailCode { organisation, code, issue }];
        let readers = main_user.into_iter().filter(|main_user| **main_user != self.holder);
        mails.extend([&self.holder].into_iter().chain(readers).map(|reader| CodeEffect::TellReplaced {
            organisation: self.organisation.clone(),
            code: self.id.clone(),
            reader: reader.clone(),
        }));
        mails
    }

    fn alive(&self) -> Result<(), CodeRefusal> {
        if self.ended_at.is_some() { Err(CodeRefusal::Ended) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::testing::{account, at, chance};

    fn member(role: Role) -> Membership {
        Membership::new(OrganisationId::new(at(0), &chance()), account().id, role, at(0))
    }

    fn issued() -> (AccessCode, Membership) {
        let id = AccessCodeId::new(at(0), &chance());
        AccessCode::issue(id, &member(Role::User), "Inkoop".parse().unwrap(), at(0)).unwrap()
    }

    #[test]
    fn a_person_has_one_code_in_an_organisation() {
        let (code, holder) = issued();
        assert_eq!(holder.code, Some(code.held()));
        assert_eq!(AccessCode::issue(code.id.clone(), &holder, code.label.clone(), at(1)), Err(CodeRefusal::HasOne));
        let ended = code.ended(Role::User, at(2)).unwrap();
        assert!(AccessCode::issue(code.id.clone(), &ended.held_by(&holder), code.label, at(3)).is_ok());
    }

    #[test]
    fn a_lost_code_keeps_its_name_and_label_and_gets_other_characters() {
        let (code, _) = issued();
        let characters = Characters::draw(&chance());
        let mailed = code.with_characters(&characters, LoginKey::new("key".to_owned()));
        assert_eq!((code.status(), mailed.status()), (CodeStatus::OnItsWay, CodeStatus::Active));
        let renewed = mailed.renewed(at(5)).unwrap();
        assert_eq!((&renewed.id, &renewed.label, renewed.issue), (&code.id, &code.label, 2));
        assert_eq!(renewed.status(), CodeStatus::OnItsWay);
        assert_eq!((&renewed.login, &renewed.hint), (&None, &None));
        assert_eq!(renewed.renewal_mails(Some(&renewed.holder)).len(), 2, "the main user himself is told once");
        let other = AccountId::new(at(9), &chance());
        assert_eq!(renewed.renewal_mails(Some(&other)).len(), 3);
    }

    #[test]
    fn an_ended_code_stays_as_it_is() {
        let (code, holder) = issued();
        let ended = code.ended(Role::User, at(2)).unwrap();
        assert_eq!((ended.status(), ended.held_by(&holder).code), (CodeStatus::Ended, None));
        assert_eq!(ended.renewed(at(3)), Err(CodeRefusal::Ended));
        assert_eq!(ended.relabelled("Anders".parse().unwrap()), Err(CodeRefusal::Ended));
        assert_eq!(ended.ended(Role::User, at(3)), Err(CodeRefusal::Ended));
    }

    #[test]
    fn the_main_users_code_is_not_ended() {
        assert_eq!(issued().0.ended(Role::MainUser, at(2)), Err(CodeRefusal::OfMainUser));
    }
}
