//! Whether one person may bind a company by what the register says (domain.md 4.5): yes, no, or not established. A blocker always wins,
//! over an owner too.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::establishment_number::EstablishmentNumber;
use crate::power::rules::{PowerRules, Strength};
use crate::register::{Company, LegalState, Official, Person, Registered, Who};

/// Whether somebody may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// He may, alone.
    Yes,
    /// He may not.
    No,
    /// The register alone does not say: together with others, within limits, or not in it.
    NotEstablished,
}

/// Why. Each has words in the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The company, or the person, is bankrupt.
    Bankrupt,
    /// In debt restructuring.
    DebtRestructuring,
    /// Payments are suspended.
    SuspensionOfPayments,
    /// In a legal state under a foreign law.
    ForeignLegalState,
    /// The company's registration has ended, or it was struck off.
    RegistrationEnded,
    /// The person has died.
    Dead,
    /// Under guardianship.
    Guardianship,
    /// His goods are under administration.
    Administration,
    /// He is suspended.
    Suspended,
    /// He is a minor.
    Minor,
    /// The register gives him no power.
    NoPower,
    /// He owns the sole trade.
    Owner,
    /// He may act alone.
    Alone,
    /// He has a full proxy.
    FullProxy,
    /// His limited power names eHerkenning.
    LimitedForThis,
    /// He may act together with others.
    Joint,
    /// He may act within limits.
    Limited,
    /// The power is bound to other branches.
    OtherBranch,
    /// The register does not say how far his power reaches.
    PowerUnsaid,
    /// He does not stand in the register.
    NotInRegister,
    /// Somebody of that name stands in the register with another date of birth.
    BirthDateDiffers,
    /// What was filled in claims more than the register says.
    ClaimsMore,
}

impl Ground {
    /// Every ground, for the list the client has words for.
    pub const ALL: [Self; 22] = [
        Self::Bankrupt,
        Self::DebtRestructuring,
        Self::SuspensionOfPayments,
        Self::ForeignLegalState,
        Self::RegistrationEnded,
        Self::Dead,
        Self::Guardianship,
        Self::Administration,
        Self::Suspended,
        Self::Minor,
        Self::NoPower,
        Self::Owner,
        Self::Alone,
        Self::FullProxy,
        Self::LimitedForThis,
        Self::Joint,
        Self::Limited,
        Self::OtherBranch,
        Self::PowerUnsaid,
        Self::NotInRegister,
        Self::BirthDateDiffers,
        Self::ClaimsMore,
    ];

    /// The code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bankrupt => "bankrupt",
            Self::DebtRestructuring => "debt-restructuring",
            Self::SuspensionOfPayments => "suspension-of-payments",
            Self::ForeignLegalState => "foreign-legal-state",
            Self::RegistrationEnded => "registration-ended",
            Self::Dead => "dead",
            Self::Guardianship => "guardianship",
            Self::Administration => "administration",
            Self::Suspended => "suspended",
            Self::Minor => "minor",
            Self::NoPower => "no-power",
            Self::Owner => "owner",
            Self::Alone => "alone",
            Self::FullProxy => "full-proxy",
            Self::LimitedForThis => "limited-for-this",
            Self::Joint => "joint",
            Self::Limited => "limited",
            Self::OtherBranch => "other-branch",
            Self::PowerUnsaid => "power-unsaid",
            Self::NotInRegister => "not-in-register",
            Self::BirthDateDiffers => "birth-date-differs",
            Self::ClaimsMore => "claims-more",
        }
    }
}

impl From<LegalState> for Ground {
    fn from(state: LegalState) -> Self {
        match state {
            LegalState::Bankrupt => Self::Bankrupt,
            LegalState::DebtRestructuring => Self::DebtRestructuring,
            LegalState::SuspensionOfPayments => Self::SuspensionOfPayments,
            LegalState::Guardianship => Self::Guardianship,
            LegalState::Administration => Self::Administration,
            LegalState::Foreign => Self::ForeignLegalState,
        }
    }
}

/// What the register comes to for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether he may.
    pub verdict: Verdict,
    /// How far, when he may at all.
    pub strength: Option<Strength>,
    /// Why.
    pub grounds: Vec<Ground>,
}

/// What stops everybody of a company.
pub fn company_blockers(company: &Company, today: Date) -> Vec<Ground> {
    let mut blockers: Vec<Ground> = company.states.iter().map(|state| Ground::from(*state)).collect();
    blockers.extend(company.ended_on.is_some_and(|day| day <= today).then_some(Ground::RegistrationEnded));
    blockers.sort_unstable();
    blockers.dedup();
    blockers
}

fn person_blockers(rules: &PowerRules, person: &Person, today: Date) -> Vec<Ground> {
    let mut blockers: Vec<Ground> = person.states.iter().map(|state| Ground::from(*state)).collect();
    blockers.extend(person.died_on.map(|_| Ground::Dead));
    let adult_on = person.birth_date.map(|born| {
        let year = born.year().saturating_add(rules.adult_age);
        // Born on 29 February: of age on 1 March.
        Date::new(year, born.month(), born.day()).or_else(|_| Date::new(year, 3, 1)).unwrap_or(Date::MAX)
    });
    let minor = adult_on.is_some_and(|day| today < day) && !person.emancipated;
    blockers.extend(minor.then_some(Ground::Minor));
    blockers
}

/// Whether somebody may bind the company, by all entries that are his. Of several the heaviest counts, of equally heavy ones the strongest;
/// what blocks in any of them blocks.
pub fn of_person(
    rules: &PowerRules,
    company: &Company,
    entries: &[&Official],
    branch: Option<&EstablishmentNumber>,
    today: Date,
) -> Finding {
    let mut blockers = company_blockers(company, today);
    for entry in entries {
        if let Who::Person { person } = &entry.who {
            blockers.extend(person_blockers(rules, person, today));
        }
        blockers.extend(entry.suspension.filter(|one| one.holds_on(today)).map(|_| Ground::Suspended));
    }
    if !blockers.is_empty() {
        blockers.sort_unstable();
        blockers.dedup();
        return Finding { verdict: Verdict::No, strength: None, grounds: blockers };
    }
    let weighed = entries.iter().map(|entry| (rules.weight(entry.office), by_power(entry, branch)));
    let heaviest = weighed.max_by(|(weight, one), (other_weight, other)| {
        weight.cmp(other_weight).then_with(|| rank(one.strength).cmp(&rank(other.strength)).reverse())
    });
    heaviest.map_or_else(
        || Finding { verdict: Verdict::NotEstablished, strength: None, grounds: vec![Ground::NotInRegister] },
        |(_, finding)| finding,
    )
}

/// The strongest first, none last.
fn rank(strength: Option<Strength>) -> (bool, Option<Strength>) {
    (strength.is_none(), strength)
}

fn by_power(entry: &Official, branch: Option<&EstablishmentNumber>) -> Finding {
    let (verdict, strength, ground) = match &entry.power {
        Registered::Owner => (Verdict::Yes, Some(Strength::Alone), Ground::Owner),
        Registered::Alone => (Verdict::Yes, Some(Strength::Alone), Ground::Alone),
        Registered::FullProxy => (Verdict::Yes, Some(Strength::FullProxy), Ground::FullProxy),
        Registered::Joint { .. } => (Verdict::NotEstablished, Some(Strength::Joint), Ground::Joint),
        Registered::Limited { .. } if entry.power.names_eherkenning() => {
            (Verdict::NotEstablished, Some(Strength::LimitedForThis), Ground::LimitedForThis)
        }
        Registered::Limited { .. } => (Verdict::NotEstablished, Some(Strength::Limited), Ground::Limited),
        Registered::None => (Verdict::No, None, Ground::NoPower),
        Registered::Unsaid => (Verdict::NotEstablished, None, Ground::PowerUnsaid),
    };
    let elsewhere = !entry.branches.is_empty() && branch.is_none_or(|branch| !entry.branches.contains(branch));
    if elsewhere && verdict != Verdict::No {
        return Finding { verdict: Verdict::NotEstablished, strength: None, grounds: vec![Ground::OtherBranch] };
    }
    Finding { verdict, strength, grounds: vec![ground] }
}
