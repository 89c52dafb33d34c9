//! What the register said, as it stands on the wire.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kvk_number::KvkNumber;
use crate::power::RegisterFacts;
use crate::power::judge::Judgement;
use crate::power::rules::Strength;
use crate::register::{Answer, Branch, LegalForm, NoAnswer, Office, Officials, Registered, Who};

/// What the register said, as it stands on the wire: never a date of birth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegisterView {
    /// The company that was asked about.
    pub kvk_number: KvkNumber,
    /// When.
    pub asked_at: Timestamp,
    /// Why it gave no answer; absent when it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_answer: Option<NoAnswer>,
    /// What it knows of the company; absent when it knows none of this number, or gave no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<CompanyView>,
    /// What that comes to for the representatives named.
    pub judgement: Judgement,
}

/// A company of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CompanyView {
    /// Its number.
    pub kvk_number: KvkNumber,
    /// Its name.
    pub name: String,
    /// Its legal form.
    pub legal_form: LegalForm,
    /// Whether its registration has ended.
    pub ended: bool,
    /// Its branches, the main one first.
    pub branches: Vec<Branch>,
    /// Those who act for it; absent when the register does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officials: Option<Vec<OfficialView>>,
    /// The moment the data left the register.
    pub as_of: Timestamp,
}

/// Somebody who acts for a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OfficialView {
    /// Names the entry within its company.
    pub key: u16,
    /// First names; absent when it is a company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_names: Option<String>,
    /// What stands before the surname.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infix: Option<String>,
    /// Surname, or the name of the company that acts.
    pub name: String,
    /// In what capacity.
    pub office: Office,
    /// The title on the door.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How far the power reaches; absent when there is none, or the register does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// Up to which amount, when it is limited so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<String>,
    /// What a limited power covers, in the register's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers: Option<String>,
}

impl RegisterView {
    /// What was said, for the wire.
    pub fn of(facts: &RegisterFacts) -> Self {
        let no_answer = match &facts.answer {
            Answer::NoAnswer { why } => Some(*why),
            Answer::Found { .. } | Answer::Unknown => None,
        };
        Self {
            kvk_number: facts.kvk_number.clone(),
            asked_at: facts.asked_at,
            no_answer,
            company: facts.answer.company().map(CompanyView::of),
            judgement: facts.judgement.clone(),
        }
    }
}

impl CompanyView {
    /// A company, for the wire.
    pub fn of(company: &crate::register::Company) -> Self {
        let officials = match &company.officials {
            Officials::Listed { entries } => Some(entries.iter().map(OfficialView::of).collect()),
            Officials::NotTold { .. } => None,
        };
        Self {
            kvk_number: company.kvk_number.clone(),
            name: company.name.clone(),
            legal_form: company.legal_form,
            ended: company.ended_on.is_some(),
            branches: company.branches.clone(),
            officials,
            as_of: company.as_of,
        }
    }
}

impl OfficialView {
    fn of(official: &crate::register::Official) -> Self {
        let (first_names, infix, name) = match &official.who {
            Who::Person { person } => (Some(person.first_names.clone()), person.infix.clone(), person.surname.clone()),
            Who::Company { name, .. } => (None, None, name.clone()),
        };
        let (strength, up_to, covers) = match &official.power {
            Registered::Owner | Registered::Alone => (Some(Strength::Alone), None, None),
            Registered::FullProxy => (Some(Strength::FullProxy), None, None),
            Registered::Joint { .. } => (Some(Strength::Joint), None, None),
            Registered::Limited { up_to, covers } => {
                let strength =
                    if official.power.names_eherkenning() { Strength::LimitedForThis } else { Strength::Limited };
                (Some(strength), up_to.clone(), covers.clone())
            }
            Registered::None | Registered::Unsaid => (None, None, None),
        };
        Self {
            key: official.key,
            first_names,
            infix,
            name,
            office: official.office,
            title: official.title.clone(),
            strength,
            up_to,
            covers,
        }
    }
}
