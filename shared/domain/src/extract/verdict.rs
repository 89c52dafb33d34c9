//! The verdict on an extract: accepted by machine, for a person to look at, or refused; and why.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Compared, ExtractRead, Office, OfficialPower, SealVerdict};
use crate::days;
use crate::document::DocumentRefusal;
use crate::kvk_number::KvkNumber;
use crate::level::AssuranceLevel;
use crate::power::{self, NotEnough};
use crate::upgrade::data::{Power, Representative};
use jiff::civil::Date;

/// What follows from an extract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It shows by itself that those named may sign.
    Accepted(Vec<Compared>),
    /// The extract is as it must be, or nothing speaks against it; whether those named may sign is for a person to say.
    Staff {
        /// Why; never empty.
        because: Vec<StaffReason>,
        /// The comparison, as far as the extract could be read.
        compared: Vec<Compared>,
    },
    /// It is not taken.
    Refused(DocumentRefusal),
}

/// Why a person must look at an extract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StaffReason {
    /// It has no seal: a scan, a photograph or a print.
    Unsealed,
    /// Whose seal it is could not be established.
    SealNotEstablished,
    /// No machine can read it.
    NotReadable,
    /// Nobody has been named yet to compare it with.
    NobodyNamed,
    /// Somebody named is not as the extract says.
    RepresentativesDiffer,
    /// Fewer are named than must sign.
    TooFewNamed,
    /// At this level no limited or joint power is enough.
    LimitsNotAllowed,
    /// The power has limits a person must weigh.
    PowerLimited,
    /// Bankruptcy, suspension of payments, a registration that ended.
    Restricted,
}

impl StaffReason {
    /// Every one, for the words the client has for them.
    pub const ALL: [Self; 9] = [
        Self::Unsealed,
        Self::SealNotEstablished,
        Self::NotReadable,
        Self::NobodyNamed,
        Self::RepresentativesDiffer,
        Self::TooFewNamed,
        Self::LimitsNotAllowed,
        Self::PowerLimited,
        Self::Restricted,
    ];
}

/// What an extract must fit.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// The organisation's own number.
    pub own: &'a KvkNumber,
    /// The day its age is counted from.
    pub handed_in: Date,
    /// How old it may be, in days.
    pub max_age_days: i64,
    /// The level asked for.
    pub level: AssuranceLevel,
    /// Those who are said to be able to sign.
    pub named: &'a [Representative],
}

/// Judges an extract by its seal and by what it says. Altered, of another company, too old: refused. Sealed by the issuer, and everybody
/// named is as it says, and enough of them: accepted. All else is a person's to decide.
pub fn verdict(seal: &SealVerdict, read: Option<&ExtractRead>, held: Held<'_>) -> Verdict {
    if let SealVerdict::Altered { .. } = seal {
        return Verdict::Refused(DocumentRefusal::AlteredAfterSealing);
    }
    let mut because = Vec::new();
    match seal {
        SealVerdict::Unsealed => because.push(StaffReason::Unsealed),
        SealVerdict::NotEstablished { .. } => because.push(StaffReason::SealNotEstablished),
        SealVerdict::Intact(_) | SealVerdict::Altered { .. } => {}
    }
    let Some(read) = read else {
        because.push(StaffReason::NotReadable);
        return Verdict::Staff { because, compared: Vec::new() };
    };
    if let Some(refusal) = fault_of(read, held) {
        return Verdict::Refused(refusal);
    }
    let compared = super::compare(held.named, &read.officials);
    if !read.restrictions.is_empty() {
        because.push(StaffReason::Restricted);
    }
    if compared.iter().any(|one| !one.matches()) {
        because.push(StaffReason::RepresentativesDiffer);
    }
    because.extend(enough(read, held));
    if because.is_empty() { Verdict::Accepted(compared) } else { Verdict::Staff { because, compared } }
}

/// What is wrong with an extract that could be read.
fn fault_of(read: &ExtractRead, held: Held<'_>) -> Option<DocumentRefusal> {
    let age = days::between(read.made_on, held.handed_in);
    if read.kvk_number != *held.own {
        Some(DocumentRefusal::ExtractOfAnotherCompany)
    } else if age < 0 {
        Some(DocumentRefusal::ExtractFromTheFuture)
    } else if age > held.max_age_days {
        Some(DocumentRefusal::ExtractTooOld)
    } else {
        None
    }
}

/// Whether those named are enough, by the table of signature counts (domain.md 2.1), counted over all the extract lists: who leaves
/// directors out does not make a majority smaller.
fn enough(read: &ExtractRead, held: Held<'_>) -> Option<StaffReason> {
    match power::signatures_needed(held.level, held.named) {
        Err(NotEnough::NobodyNamed) => return Some(StaffReason::NobodyNamed),
        Err(NotEnough::TooFewNamed) => return Some(StaffReason::TooFewNamed),
        Err(NotEnough::LimitsNotAllowed) => return Some(StaffReason::LimitsNotAllowed),
        Ok(_) => {}
    }
    if held.named.iter().any(|one| one.power.signs_alone()) {
        return None;
    }
    // What a limit is about, and whether this falls within it, stands in free words.
    if held.named.iter().all(|one| one.power == Power::Limited) {
        return Some(StaffReason::PowerLimited);
    }
    let joint = held.named.iter().filter(|one| one.power == Power::Joint).count();
    let board = read
        .officials
        .iter()
        .filter(|official| official.office != Office::Proxy && official.power != OfficialPower::None)
        .count();
    let needed = match held.level {
        AssuranceLevel::Eh2 | AssuranceLevel::Eh2Plus => 2,
        AssuranceLevel::Eh3 | AssuranceLevel::Eh4 => board / 2 + 1,
    };
    (joint < needed).then_some(StaffReason::TooFewNamed)
}
