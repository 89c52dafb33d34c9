//! What the business register (KvK Handelsregister) says of a company: the facts rules go by, whatever wire they came over (domain.md 4.5).
//!
//! They are facts about people, so what is kept of them on a case is sealed (S58), and a birth date never goes out again.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::establishment_number::EstablishmentNumber;
use crate::kvk_number::KvkNumber;

/// An answer of the register about a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Answer {
    /// It knows the company.
    Found {
        /// What it says.
        company: Box<Company>,
    },
    /// It knows no such company.
    Unknown,
    /// It gives no answer now; the journey goes on without it.
    NoAnswer {
        /// Why.
        why: NoAnswer,
    },
}

impl Answer {
    /// The company, when the register knows it.
    pub fn company(&self) -> Option<&Company> {
        match self {
            Self::Found { company } => Some(company),
            Self::Unknown | Self::NoAnswer { .. } => None,
        }
    }
}

/// Why the register, or a part of it, gives no answer. None of these stops a journey: an extract is asked instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum NoAnswer {
    /// This stage has no access to the register.
    #[error("this stage has no access to the register")]
    NotConnected,
    /// It could not be reached in time.
    #[error("the register could not be reached in time")]
    Unreachable,
    /// It works on this company and asks to come back later (IPD1002, IPD1003).
    #[error("the register works on this company and asks to come back later")]
    Busy,
    /// It does not give out this part of this company (IPD0005), or not to us.
    #[error("the register does not give this out")]
    NotGivenOut,
    /// It failed, or answered what cannot be read (IPD9999 and everything undocumented).
    #[error("the register failed")]
    Failed,
}

impl NoAnswer {
    /// Every reason, for the list the client has words for.
    pub const ALL: [Self; 5] = [Self::NotConnected, Self::Unreachable, Self::Busy, Self::NotGivenOut, Self::Failed];
}

/// A company as the register has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Company {
    /// Its number.
    pub kvk_number: KvkNumber,
    /// Its name.
    pub name: String,
    /// Its legal form.
    pub legal_form: LegalForm,
    /// The day its registration ended; absent while it is registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<Date>,
    /// What the law has put the company in.
    #[serde(default)]
    pub states: Vec<LegalState>,
    /// Its branches, the main one first.
    #[serde(default)]
    pub branches: Vec<Branch>,
    /// Those who act for it.
    pub officials: Officials,
    /// The moment the data left the register (peilmoment).
    pub as_of: Timestamp,
}

/// A kind of legal form, as far as rules tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LegalForm {
    /// A sole trader (eenmanszaak): the company is its owner.
    SoleTrader,
    /// A private limited company (BV).
    PrivateLimited,
    /// A public limited company (NV).
    PublicLimited,
    /// A foundation (stichting).
    Foundation,
    /// An association (vereniging), of owners too.
    Association,
    /// A cooperative or a mutual insurer (cooperatie, onderlinge waarborgmaatschappij).
    Cooperative,
    /// A general partnership (VOF).
    GeneralPartnership,
    /// A limited partnership (CV).
    LimitedPartnership,
    /// A professional partnership (maatschap).
    ProfessionalPartnership,
    /// A church or another spiritual body: its board is not public.
    SpiritualBody,
    /// Anything else.
    Other,
}

impl LegalForm {
    /// Every form, for the list the client has words for.
    pub const ALL: [Self; 11] = [
        Self::SoleTrader,
        Self::PrivateLimited,
        Self::PublicLimited,
        Self::Foundation,
        Self::Association,
        Self::Cooperative,
        Self::GeneralPartnership,
        Self::LimitedPartnership,
        Self::ProfessionalPartnership,
        Self::SpiritualBody,
        Self::Other,
    ];

    /// The form behind the register's words for it. Unknown words are [`LegalForm::Other`], never an error.
    pub fn read(words: &str) -> Self {
        let words = words.to_lowercase();
        let has = |part: &str| words.contains(part);
        // The long words first: a "coöperatieve vereniging" is a cooperative, not an association.
        if has("eenmanszaak") {
            Self::SoleTrader
        } else if has("besloten vennootschap") {
            Self::PrivateLimited
        } else if has("naamloze vennootschap") {
            Self::PublicLimited
        } else if has("coöperati") || has("cooperati") || has("onderlinge waarborg") {
            Self::Cooperative
        } else if has("vennootschap onder firma") {
            Self::GeneralPartnership
        } else if has("commanditaire") {
            Self::LimitedPartnership
        } else if has("maatschap") {
            Self::ProfessionalPartnership
        } else if has("stichting") {
            Self::Foundation
        } else if has("vereniging") {
            Self::Association
        } else if has("kerk") {
            Self::SpiritualBody
        } else {
            Self::Other
        }
    }
}

/// What the law has put a company, or a person, in. Each of them blocks whoever would act (domain.md 4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LegalState {
    /// Bankruptcy (faillissement).
    Bankrupt,
    /// Debt restructuring (schuldsanering).
    DebtRestructuring,
    /// Suspension of payments (surseance van betaling).
    SuspensionOfPayments,
    /// Guardianship (curatele); of a person.
    Guardianship,
    /// Administration of his goods (onderbewindstelling); of a person.
    Administration,
    /// A legal state under a foreign law.
    Foreign,
}

/// A branch (vestiging).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Branch {
    /// Its number.
    pub establishment_number: EstablishmentNumber,
    /// The name over the door.
    pub name: String,
    /// Whether it is the main one.
    pub main: bool,
    /// Where it is; absent when the address is shielded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Whether the register still has it as active.
    pub active: bool,
}

/// Those who act for a company, as far as the register tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Officials {
    /// All of them.
    Listed {
        /// Each entry; a person may have several.
        entries: Vec<Official>,
    },
    /// The register does not tell.
    NotTold {
        /// Why.
        why: NoAnswer,
    },
}

impl Officials {
    /// The entries; none when the register does not tell.
    pub fn entries(&self) -> &[Official] {
        match self {
            Self::Listed { entries } => entries,
            Self::NotTold { .. } => &[],
        }
    }
}

/// Somebody who acts for a company, in one capacity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Official {
    /// Names this entry within its company, as long as the register does not change.
    pub key: u16,
    /// Who.
    pub who: Who,
    /// In what capacity.
    pub office: Office,
    /// The title on the door, "Algemeen directeur".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How far the power reaches.
    pub power: Registered,
    /// That he may not act for a while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspension: Option<Suspension>,
    /// The branches the power is bound to; none means the whole company.
    #[serde(default)]
    pub branches: Vec<EstablishmentNumber>,
}

/// Who an official is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Who {
    /// A natural person.
    Person {
        /// Who.
        person: Person,
    },
    /// A company; who acts for it stands under its own number, and so on upward (domain.md 1.3).
    Company {
        /// Its name.
        name: String,
        /// Its number, when it is a Dutch one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kvk_number: Option<KvkNumber>,
    },
}

/// A natural person in the register.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// First names; the register may have initials only.
    pub first_names: String,
    /// What stands before the surname.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infix: Option<String>,
    /// Surname without infix.
    pub surname: String,
    /// Date of birth, when it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
    /// The day he died.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub died_on: Option<Date>,
    /// What the law has put him in.
    #[serde(default)]
    pub states: Vec<LegalState>,
    /// A minor whom a court has given the powers of an adult (handlichting).
    #[serde(default)]
    pub emancipated: bool,
}

impl Person {
    /// The name as one reads it.
    pub fn full_name(&self) -> String {
        [Some(self.first_names.as_str()), self.infix.as_deref(), Some(self.surname.as_str())]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl std::fmt::Debug for Person {
    /// Nothing personal may reach a log (S60).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(..)")
    }
}

/// In what capacity somebody stands in the register. The order is the weight of domain.md 4.5: of several entries of one person the
/// heaviest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "RegisterOffice")]
#[serde(rename_all = "kebab-case")]
pub enum Office {
    /// The owner of a sole trade.
    Owner,
    /// A director, or a liquidator in his place (codes 02, 09, 18, 19, 20).
    Director,
    /// A partner of a VOF, CV or maatschap, or a co-owner (codes 12, 13, 15).
    Partner,
    /// Appointed because of a legal state: the trustee of a bankruptcy, an administrator.
    SpecialState,
    /// Under public law.
    PublicLaw,
    /// By proxy (code 01), also an agent or the manager of a foreign company's branch.
    Proxy,
    /// Anybody else: a supervisory director, for one.
    Other,
}

impl Office {
    /// Every office, for the list the client has words for.
    pub const ALL: [Self; 7] =
        [Self::Owner, Self::Director, Self::Partner, Self::SpecialState, Self::PublicLaw, Self::Proxy, Self::Other];
}

/// How far the register says somebody's power reaches (codes azb, gb, nb; ob, bb; v, b).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Registered {
    /// The owner of a sole trade: everything.
    Owner,
    /// Alone (azb), or without limit as a partner (ob).
    Alone,
    /// Together (gb).
    Joint {
        /// With other persons too, not only with the other directors.
        with_others: bool,
    },
    /// By full proxy (v).
    FullProxy,
    /// Within limits: a partner (bb), or a limited proxy (b).
    Limited {
        /// Up to this amount, in words with its currency.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        up_to: Option<String>,
        /// What it covers, in the register's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        covers: Option<String>,
    },
    /// No power to represent (nb).
    None,
    /// The register says nothing of it.
    Unsaid,
}

impl Registered {
    /// Whether a limited power names eHerkenning: then it suffices alone below EH4 (domain.md 2.1, Z login).
    pub fn names_eherkenning(&self) -> bool {
        match self {
            Self::Limited { covers, .. } => {
                covers.as_deref().is_some_and(|words| words.to_lowercase().contains("eherkenning"))
            }
            Self::Owner | Self::Alone | Self::Joint { .. } | Self::FullProxy | Self::None | Self::Unsaid => false,
        }
    }
}

/// That somebody may not act for a while (schorsing).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Suspension {
    /// From this day.
    pub from: Date,
    /// Until and with this day; absent when no end is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Suspension {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registers_words_lead_to_a_form_and_unknown_ones_to_other() {
        for (words, form) in [
            ("Eenmanszaak", LegalForm::SoleTrader),
            ("Besloten Vennootschap", LegalForm::PrivateLimited),
            ("Naamloze Vennootschap", LegalForm::PublicLimited),
            ("Coöperatieve vereniging U.A.", LegalForm::Cooperative),
            ("Vereniging van eigenaars", LegalForm::Association),
            ("Vennootschap Onder Firma", LegalForm::GeneralPartnership),
            ("Commanditaire Vennootschap", LegalForm::LimitedPartnership),
            ("Maatschap", LegalForm::ProfessionalPartnership),
            ("Kerkgenootschap", LegalForm::SpiritualBody),
            ("Stichting", LegalForm::Foundation),
            ("Rederij", LegalForm::Other),
        ] {
            assert_eq!(LegalForm::read(words), form, "{words}");
        }
    }

    #[test]
    fn a_suspension_ends_after_its_last_day_and_one_without_an_end_does_not() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let suspension = Suspension { from: day("2026-11-01"), until: Some(day("2026-11-22")) };
        assert!(suspension.holds_on(day("2026-11-22")) && !suspension.holds_on(day("2026-11-23")));
        assert!(!suspension.holds_on(day("2026-10-31")));
        assert!(Suspension { until: None, ..suspension }.holds_on(day("2099-01-01")));
    }

    #[test]
    fn a_person_of_the_register_does_not_reach_a_log() {
        let person = Person {
            first_names: "Petra".to_owned(),
            infix: None,
            surname: "Jansen".to_owned(),
            birth_date: None,
            died_on: None,
            states: vec![],
            emancipated: false,
        };
        assert_eq!(format!("{person:?}"), "Person(..)");
        assert_eq!(person.full_name(), "Petra Jansen");
    }
}
