//! The verdict on an extract: accepted by machine, for a person to look at, or refused; and why.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Compared, ExtractRead, Office, OfficialPower, SealVerdict, compare};
use crate::days;
use crate::document::DocumentRefusal;
use crate::kvk_number::KvkNumber;
use crate::level::AssuranceLevel;
use crate::power::NotEnough;
use crate::power::rules::{PowerRules, Strength};
use crate::upgrade::data::{Power, Representative};

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
    /// It is the extract of a company that is itself a director here: who acts for that one is for a person to weigh.
    OfAnOfficial,
}

impl StaffReason {
    /// Every one, for the words the client has for them.
    pub const ALL: [Self; 10] = [
        Self::Unsealed,
        Self::SealNotEstablished,
        Self::NotReadable,
        Self::NobodyNamed,
        Self::RepresentativesDiffer,
        Self::TooFewNamed,
        Self::LimitsNotAllowed,
        Self::PowerLimited,
        Self::Restricted,
        Self::OfAnOfficial,
    ];
}

/// What an extract must fit.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// The organisation's own number.
    pub own: &'a KvkNumber,
    /// The companies that are officials of it, and of those, and so on upward: their extracts are taken too (domain.md 1.3).
    pub officials: &'a [KvkNumber],
    /// The day its age is counted from.
    pub handed_in: Date,
    /// How old it may be, in days.
    pub max_age_days: i64,
    /// The level asked for.
    pub level: AssuranceLevel,
    /// Those who are said to be able to sign.
    pub named: &'a [Representative],
    /// The table of who and how many must.
    pub powers: &'a PowerRules,
}

impl Held<'_> {
    /// Whether an extract is not of the organisation itself but of a company that acts for it.
    pub fn is_of_official(&self, read: &ExtractRead) -> bool {
        read.kvk_number != *self.own && self.officials.contains(&read.kvk_number)
    }
}

/// Judges an extract by its seal and by what it says. Altered, of another company, too old: refused. Sealed by the issuer, and everybody
/// named is as it says, and enough of them: accepted. All else is a person's to decide, the extract of a company that is an official
/// always.
pub fn verdict(seal: &SealVerdict, read: Option<&ExtractRead>, held: Held<'_>) -> Verdict {
    if let SealVerdict::Altered { .. } = seal {
        return Verdict::Refused(DocumentRefusal::AlteredAfterSealing);
    }
    let mut because = Vec::from_iter(doubt_about(seal));
    let Some(read) = read else {
        because.push(StaffReason::NotReadable);
        return Verdict::Staff { because, compared: Vec::new() };
    };
    if let Some(refusal) = fault_of(read, held) {
        return Verdict::Refused(refusal);
    }
    if held.is_of_official(read) {
        return Verdict::Staff { because: because_of_official(seal, read), compared: Vec::new() };
    }
    let compared = compare(held.named, &read.officials);
    if !read.restrictions.is_empty() {
        because.push(StaffReason::Restricted);
    }
    if compared.iter().any(|one| !one.matches()) {
        because.push(StaffReason::RepresentativesDiffer);
    }
    because.extend(enough(read, held));
    if because.is_empty() { Verdict::Accepted(compared) } else { Verdict::Staff { because, compared } }
}

/// Why a person looks at the extract of a company that is an official.
pub fn because_of_official(seal: &SealVerdict, read: &ExtractRead) -> Vec<StaffReason> {
    let restricted = (!read.restrictions.is_empty()).then_some(StaffReason::Restricted);
    [Some(StaffReason::OfAnOfficial), doubt_about(seal), restricted].into_iter().flatten().collect()
}

const fn doubt_about(seal: &SealVerdict) -> Option<StaffReason> {
    match seal {
        SealVerdict::Unsealed => Some(StaffReason::Unsealed),
        SealVerdict::NotEstablished { .. } => Some(StaffReason::SealNotEstablished),
        SealVerdict::Intact { .. } | SealVerdict::Altered { .. } => None,
    }
}

/// What is wrong with an extract that could be read.
fn fault_of(read: &ExtractRead, held: Held<'_>) -> Option<DocumentRefusal> {
    let age = days::between(read.made_on, held.handed_in);
    if read.kvk_number != *held.own && !held.is_of_official(read) {
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
    let strengths: Vec<Strength> = held.named.iter().map(|one| Strength::from(one.power)).collect();
    let reason = |why| match why {
        NotEnough::NobodyNamed => StaffReason::NobodyNamed,
        NotEnough::TooFewNamed => StaffReason::TooFewNamed,
        NotEnough::LimitsNotAllowed => StaffReason::LimitsNotAllowed,
    };
    let signatures = match held.powers.signatures(held.level, &strengths) {
        Ok(signatures) => signatures,
        Err(why) => return Some(reason(why)),
    };
    let power = signatures.candidates.first().and_then(|at| held.named.get(*at)).map(|one| one.power);
    match power {
        Some(Power::Alone | Power::FullProxy) => None,
        Some(Power::Joint) => {
            let acts = |power| match power {
                OfficialPower::Alone | OfficialPower::Joint | OfficialPower::Limited | OfficialPower::Unknown => true,
                OfficialPower::FullProxy | OfficialPower::None => false,
            };
            let board = read.officials.iter().filter(|one| one.office != Office::Proxy && acts(one.power)).count();
            match held.powers.count(Strength::Joint, held.level, board) {
                Ok(needed) => (signatures.candidates.len() < needed).then_some(StaffReason::TooFewNamed),
                Err(why) => Some(reason(why)),
            }
        }
        // What a limit is about, and whether this falls within it, stands in free words.
        Some(Power::Limited) | None => Some(StaffReason::PowerLimited),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::extract::compare::tests::{named, official};
    use crate::extract::{Doubt, Official, Restriction, Sealed};

    const MADE: Date = date(2026, 11, 10);

    fn sealed() -> SealVerdict {
        SealVerdict::Intact {
            sealed: Sealed {
                by: "Kamer van Koophandel".to_owned(),
                issued_under: "Balie proefautoriteit".to_owned(),
                at: "2026-11-10T09:00:00Z".parse().unwrap(),
                not_revoked_shown: false,
            },
        }
    }

    fn read(officials: Vec<Official>) -> ExtractRead {
        ExtractRead { officials, ..ExtractRead::new("68750110".parse().unwrap(), MADE) }
    }

    fn judged(
        seal: &SealVerdict,
        read: Option<&ExtractRead>,
        named: &[Representative],
        level: AssuranceLevel,
    ) -> Verdict {
        let own = "68750110".parse().unwrap();
        let powers = PowerRules::newest().unwrap();
        let officials = ["68727720".parse().unwrap()];
        let handed_in = date(2026, 11, 22);
        verdict(
            seal,
            read,
            Held { own: &own, officials: &officials, handed_in, max_age_days: 14, level, named, powers },
        )
    }

    fn because(verdict: Verdict) -> Vec<StaffReason> {
        match verdict {
            Verdict::Staff { because, .. } => because,
            Verdict::Accepted(_) | Verdict::Refused(_) => Vec::new(),
        }
    }

    fn with_power(power: OfficialPower, names: &[&str]) -> Vec<Official> {
        names.iter().map(|name| Official { power, ..official(name) }).collect()
    }

    #[test]
    fn a_sealed_extract_that_says_what_was_entered_is_accepted() {
        let named = [named("Petra Maria", "", "Jansen")];
        let extract = read(vec![official("Jansen, Petra Maria")]);
        assert!(matches!(judged(&sealed(), Some(&extract), &named, AssuranceLevel::Eh3), Verdict::Accepted(_)));
        let doubt = SealVerdict::NotEstablished { doubt: Doubt::UnknownAuthority };
        for (seal, reason) in [(doubt, StaffReason::SealNotEstablished), (SealVerdict::Unsealed, StaffReason::Unsealed)]
        {
            assert_eq!(because(judged(&seal, Some(&extract), &named, AssuranceLevel::Eh3)), [reason]);
        }
        let scan = because(judged(&SealVerdict::Unsealed, None, &named, AssuranceLevel::Eh3));
        assert_eq!(scan, [StaffReason::Unsealed, StaffReason::NotReadable]);
        let bankrupt = ExtractRead { restrictions: vec![Restriction::Bankruptcy], ..extract };
        assert_eq!(because(judged(&sealed(), Some(&bankrupt), &named, AssuranceLevel::Eh3)), [StaffReason::Restricted]);
    }

    #[test]
    fn what_is_altered_old_or_anothers_is_refused() {
        let extract = read(vec![official("Jansen, Petra Maria")]);
        let refused = |seal: &SealVerdict, read: &ExtractRead| match judged(seal, Some(read), &[], AssuranceLevel::Eh3)
        {
            Verdict::Refused(refusal) => Some(refusal),
            Verdict::Accepted(_) | Verdict::Staff { .. } => None,
        };
        let altered = SealVerdict::Altered { alteration: crate::extract::Alteration::ChangedAfterSealing };
        assert_eq!(refused(&altered, &extract), Some(DocumentRefusal::AlteredAfterSealing));
        let old = ExtractRead { made_on: date(2026, 11, 7), ..extract.clone() };
        assert_eq!(refused(&sealed(), &old), Some(DocumentRefusal::ExtractTooOld));
        let future = ExtractRead { made_on: date(2026, 11, 23), ..extract.clone() };
        assert_eq!(refused(&sealed(), &future), Some(DocumentRefusal::ExtractFromTheFuture));
        let other = ExtractRead { kvk_number: "69599084".parse().unwrap(), ..extract };
        assert_eq!(refused(&sealed(), &other), Some(DocumentRefusal::ExtractOfAnotherCompany));
    }

    #[test]
    fn a_majority_is_counted_over_the_whole_board() {
        let joint = |first: &str| Representative { power: Power::Joint, ..named(first, "", "Jansen") };
        let all = ["Jansen, Anna", "Jansen, Bram", "Jansen, Cor", "Jansen, Dirk", "Jansen, Eva"];
        let board = read(with_power(OfficialPower::Joint, &all));
        let two = [joint("Anna"), joint("Bram")];
        let three = [joint("Anna"), joint("Bram"), joint("Cor")];
        assert_eq!(because(judged(&sealed(), Some(&board), &two, AssuranceLevel::Eh3)), [StaffReason::TooFewNamed]);
        assert!(matches!(judged(&sealed(), Some(&board), &three, AssuranceLevel::Eh3), Verdict::Accepted(_)));
        assert!(matches!(judged(&sealed(), Some(&board), &two, AssuranceLevel::Eh2Plus), Verdict::Accepted(_)));
        let all_asked = because(judged(&sealed(), Some(&board), &three, AssuranceLevel::Eh4));
        assert_eq!(all_asked, [StaffReason::TooFewNamed], "at the highest level all must");
    }

    #[test]
    fn limits_and_differences_go_before_a_person() {
        let limited = |first: &str| Representative { power: Power::Limited, ..named(first, "", "Jansen") };
        let proxies = read(with_power(OfficialPower::Limited, &["Jansen, Anna", "Jansen, Bram"]));
        let both = [limited("Anna"), limited("Bram")];
        assert_eq!(because(judged(&sealed(), Some(&proxies), &both, AssuranceLevel::Eh3)), [StaffReason::PowerLimited]);
        let claims = [named("Anna", "", "Jansen")];
        let differ = because(judged(&sealed(), Some(&proxies), &claims, AssuranceLevel::Eh3));
        assert_eq!(differ, [StaffReason::RepresentativesDiffer]);
        let nobody = because(judged(&sealed(), Some(&proxies), &[], AssuranceLevel::Eh3));
        assert_eq!(nobody, [StaffReason::NobodyNamed]);
    }
}
