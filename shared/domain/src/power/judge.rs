//! What the register comes to for a case: whether it settles who may sign, how many must, and if not, why an extract is asked.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::establishment_number::EstablishmentNumber;
use crate::level::AssuranceLevel;
use crate::power::names::{self, Difference, Parts};
use crate::power::rules::{PowerRules, Strength};
use crate::power::verdict::{self, Finding, Ground, Verdict};
use crate::power::{NotEnough, SignaturesNeeded};
use crate::register::{Answer, Company, NoAnswer, Official, Officials, Person, Who};
use crate::upgrade::data::{Power, Representative};

/// What the register comes to for those who are named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Judgement {
    /// Whether the register settles by itself that enough of those named may sign, so that no extract is asked.
    pub settled: bool,
    /// Why an extract is asked all the same; absent when settled or when something blocks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extract_because: Option<ExtractBecause>,
    /// What stops everybody of this company: then nobody's signature helps.
    pub blockers: Vec<Ground>,
    /// Each representative, in the order of the data.
    pub people: Vec<Judged>,
    /// How many must sign, when the register settles it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signatures: Option<SignaturesNeeded>,
}

/// Why the register alone is not enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExtractBecause {
    /// Nobody is named yet.
    NobodyNamed,
    /// This stage has no access to the register, it failed, is busy, or could not be reached.
    NoAnswer,
    /// The register knows no such company.
    CompanyUnknown,
    /// The register does not tell who acts for this company: a church, for one.
    OfficialsNotTold,
    /// A director is itself a company: that company's extract is needed too, and so on upward (domain.md 1.3).
    LegalPersonActs,
    /// Somebody named does not stand in the register, or under another name or date of birth.
    NotInRegister,
    /// Fewer are named than must sign by the register.
    TooFewNamed,
    /// The powers are limited, or the register does not say how far they reach.
    PowersLimited,
    /// At this level no limits are allowed.
    LimitsNotAllowed,
}

impl ExtractBecause {
    /// Every reason, for the list the client has words for.
    pub const ALL: [Self; 9] = [
        Self::NobodyNamed,
        Self::NoAnswer,
        Self::CompanyUnknown,
        Self::OfficialsNotTold,
        Self::LegalPersonActs,
        Self::NotInRegister,
        Self::TooFewNamed,
        Self::PowersLimited,
        Self::LimitsNotAllowed,
    ];
}

/// What the register says of one representative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Judged {
    /// Whether he may.
    pub verdict: Verdict,
    /// Why.
    pub grounds: Vec<Ground>,
    /// His entry in the register, by its key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<u16>,
    /// How his name differs from the register's, one person's all the same.
    pub name_differs: Vec<Difference>,
    /// How far his power reaches by the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
}

impl Judged {
    /// What stops this person, when the register says no.
    pub fn blockers(&self) -> &[Ground] {
        match self.verdict {
            Verdict::No => &self.grounds,
            Verdict::Yes | Verdict::NotEstablished => &[],
        }
    }
}

/// The case a judgement is made for.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The level the means is raised to.
    pub level: AssuranceLevel,
    /// Those who are named.
    pub representatives: &'a [Representative],
    /// The branch the means is to be bound to.
    pub branch: Option<&'a EstablishmentNumber>,
    /// The day it is.
    pub today: Date,
}

/// What the register's answer comes to for a case.
pub fn judge(rules: &PowerRules, answer: &Answer, case: Case<'_>) -> Judgement {
    let asked = |because| Judgement { extract_because: Some(because), ..Judgement::default() };
    match answer {
        Answer::Unknown => asked(ExtractBecause::CompanyUnknown),
        Answer::NoAnswer { .. } => asked(ExtractBecause::NoAnswer),
        Answer::Found { company } => of_company(rules, company, case),
    }
}

fn of_company(rules: &PowerRules, company: &Company, case: Case<'_>) -> Judgement {
    let blockers = verdict::company_blockers(company, case.today);
    let people: Vec<Judged> = case.representatives.iter().map(|one| of_one(rules, company, one, case)).collect();
    let blocked = !blockers.is_empty() || people.iter().any(|one| one.verdict == Verdict::No);
    let (signatures, extract_because) = match settle(rules, company, &people, case) {
        _ if blocked => (None, None),
        Ok(signatures) => (Some(signatures), None),
        Err(because) => (None, Some(because)),
    };
    Judgement { settled: signatures.is_some(), extract_because, blockers, people, signatures }
}

fn settle(
    rules: &PowerRules,
    company: &Company,
    people: &[Judged],
    case: Case<'_>,
) -> Result<SignaturesNeeded, ExtractBecause> {
    let entries = match &company.officials {
        Officials::NotTold { why: NoAnswer::NotGivenOut } => return Err(ExtractBecause::OfficialsNotTold),
        Officials::NotTold { .. } => return Err(ExtractBecause::NoAnswer),
        Officials::Listed { entries } if entries.is_empty() => return Err(ExtractBecause::OfficialsNotTold),
        Officials::Listed { entries } => entries,
    };
    if people.is_empty() {
        return Err(ExtractBecause::NobodyNamed);
    }
    if people.iter().any(|one| one.official.is_none()) {
        let companies_act = entries.iter().any(|entry| matches!(entry.who, Who::Company { .. }));
        return Err(if companies_act { ExtractBecause::LegalPersonActs } else { ExtractBecause::NotInRegister });
    }
    let strengths: Option<Vec<Strength>> = people.iter().map(|one| one.strength).collect();
    let Some(strengths) = strengths.filter(|all| all.iter().all(|one| rules.is_settled_by_register(*one))) else {
        return Err(ExtractBecause::PowersLimited);
    };
    let named = rules.signatures(case.level, &strengths).map_err(|why| match why {
        NotEnough::NobodyNamed => ExtractBecause::NobodyNamed,
        NotEnough::TooFewNamed => ExtractBecause::TooFewNamed,
        NotEnough::LimitsNotAllowed => ExtractBecause::LimitsNotAllowed,
    })?;
    let joint = named.candidates.first().and_then(|at| strengths.get(*at)).is_some_and(|one| *one == Strength::Joint);
    if !joint {
        return Ok(named);
    }
    // A majority is one of the whole board, not of those somebody chose to name.
    let board = board(rules, entries, company, case);
    let needed = rules.count(Strength::Joint, case.level, board).map_err(|_| ExtractBecause::TooFewNamed)?;
    if needed > named.candidates.len() {
        Err(ExtractBecause::TooFewNamed)
    } else {
        Ok(SignaturesNeeded { needed, ..named })
    }
}

/// How many may act together: everybody with a joint power whom nothing blocks.
fn board(rules: &PowerRules, entries: &[Official], company: &Company, case: Case<'_>) -> usize {
    let joint = |entry: &&Official| {
        verdict::of_person(rules, company, &[*entry], case.branch, case.today).strength == Some(Strength::Joint)
    };
    entries.iter().filter(joint).count()
}

/// One representative: his entries by name and date of birth, and what they come to.
fn of_one(rules: &PowerRules, company: &Company, one: &Representative, case: Case<'_>) -> Judged {
    let likes = |entry| likeness(entry, one).map(|(same_day, differs)| (entry, same_day, differs));
    let alike: Vec<(&Official, bool, Vec<Difference>)> = company.officials.entries().iter().filter_map(likes).collect();
    let own: Vec<&Official> = alike.iter().filter(|(_, same_day, _)| *same_day).map(|(entry, ..)| *entry).collect();
    let Finding { verdict, strength, mut grounds } = verdict::of_person(rules, company, &own, case.branch, case.today);
    if own.is_empty() && verdict == Verdict::NotEstablished && !alike.is_empty() {
        grounds = vec![Ground::BirthDateDiffers];
    }
    // Who says he may act alone and may not, by the register, is told so; the register's word is what counts.
    let claims_more = strength.is_some_and(|strength| claims_alone(one.power) && !is_alone(strength));
    grounds.extend((verdict == Verdict::NotEstablished && claims_more).then_some(Ground::ClaimsMore));
    let differs = alike.into_iter().find(|(_, same_day, _)| *same_day || own.is_empty()).map(|(.., differs)| differs);
    Judged {
        verdict,
        grounds,
        official: own.first().map(|entry| entry.key),
        name_differs: differs.unwrap_or_default(),
        strength,
    }
}

const fn claims_alone(power: Power) -> bool {
    power.signs_alone()
}

const fn is_alone(strength: Strength) -> bool {
    matches!(strength, Strength::Alone | Strength::FullProxy | Strength::LimitedForThis)
}

/// Whether an entry is of this name, with whether the dates of birth are the same and how the names differ.
fn likeness(entry: &Official, one: &Representative) -> Option<(bool, Vec<Difference>)> {
    let Who::Person { person } = &entry.who else { return None };
    let differs = names::compare(parts_of(person), parts(one))?;
    Some((person.birth_date == Some(one.birth_date), differs))
}

fn parts_of(person: &Person) -> Parts<'_> {
    Parts { first_names: &person.first_names, infix: person.infix.as_deref(), surname: &person.surname }
}

fn parts(one: &Representative) -> Parts<'_> {
    Parts {
        first_names: one.first_names.as_str(),
        infix: one.infix.as_ref().map(|infix| infix.as_str()),
        surname: one.surname.as_str(),
    }
}
