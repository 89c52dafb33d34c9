//! The rule table of powers: who and how many must sign at which level (domain.md 2.1), and how entries of one person are weighed (4.5).
//!
//! A table is dated and versioned data, read from `rules/<version>.json`, and a case keeps the version it started with.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::edition::{self, Complaint, Dated, TableName};
use crate::level::AssuranceLevel;
use crate::power::{NotEnough, SignaturesNeeded};
use crate::register::Office;
use crate::upgrade::data::Power;

/// Every version there is, oldest first. The files are compiled in; a test holds that each can be read.
static VERSIONS: LazyLock<Vec<PowerRules>> = LazyLock::new(|| {
    [include_str!("rules/2026-11.json")].iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
});

/// How far a power reaches, as the table tells them apart; strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// The owner of a sole trade, or alone.
    Alone,
    /// By full proxy.
    FullProxy,
    /// Within limits that name eHerkenning itself.
    LimitedForThis,
    /// Together with others.
    Joint,
    /// Within limits.
    Limited,
}

impl Strength {
    /// From strongest to weakest.
    pub const ALL: [Self; 5] = [Self::Alone, Self::FullProxy, Self::LimitedForThis, Self::Joint, Self::Limited];
}

impl From<Power> for Strength {
    /// What somebody says of his own power; whether limits name eHerkenning only a register or a document can show.
    fn from(power: Power) -> Self {
        match power {
            Power::Alone => Self::Alone,
            Power::FullProxy => Self::FullProxy,
            Power::Joint => Self::Joint,
            Power::Limited => Self::Limited,
        }
    }
}

/// How many of those who hold a power must sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Count {
    One,
    Two,
    Majority,
    All,
    Refused,
}

/// One version of the table.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PowerRules {
    /// Its name.
    pub version: String,
    /// The first day on which a case starts under it.
    pub valid_from: Date,
    /// The age from which one can bind a company.
    pub adult_age: i16,
    signatures: BTreeMap<Strength, BTreeMap<AssuranceLevel, Count>>,
    settled_by_register: Vec<Strength>,
    weights: BTreeMap<Office, u8>,
}

impl PowerRules {
    /// The table of a version, for a case that started under it; the newest when there is none of that name. `None` cannot be: a test holds
    /// that there is one.
    pub fn of(version: &str) -> Option<&'static Self> {
        edition::named(version).or_else(|| VERSIONS.last())
    }

    /// The newest table.
    pub fn newest() -> Option<&'static Self> {
        VERSIONS.last()
    }

    /// Whether the register alone settles a power of this strength.
    pub fn is_settled_by_register(&self, strength: Strength) -> bool {
        self.settled_by_register.contains(&strength)
    }

    /// How heavy an entry in this capacity is.
    pub fn weight(&self, office: Office) -> u8 {
        self.weights.get(&office).copied().unwrap_or(0)
    }

    /// How many of `holders` must sign with a power of this strength at a level. Never more than there are.
    ///
    /// # Errors
    /// When the level takes no such power, or nobody holds it.
    pub fn count(&self, strength: Strength, level: AssuranceLevel, holders: usize) -> Result<usize, NotEnough> {
        if holders == 0 {
            return Err(NotEnough::NobodyNamed);
        }
        let count = self.signatures.get(&strength).and_then(|levels| levels.get(&level)).copied();
        match count.unwrap_or(Count::Refused) {
            Count::One => Ok(1),
            Count::Two => Ok(holders.min(2)),
            Count::Majority => Ok(holders / 2 + 1),
            Count::All => Ok(holders),
            Count::Refused => Err(NotEnough::LimitsNotAllowed),
        }
    }

    /// Who must sign out of these strengths, given in the order of the list they stand in. Those who can do it alone do; else the joint
    /// ones together; else those within limits.
    ///
    /// # Errors
    /// When nobody is named, too few are, or the level takes none of their powers.
    pub fn signatures(&self, level: AssuranceLevel, named: &[Strength]) -> Result<SignaturesNeeded, NotEnough> {
        let of = |wanted: &[Strength]| -> Vec<usize> {
            let all = named.iter().enumerate();
            all.filter(|(_, strength)| wanted.contains(strength)).map(|(at, _)| at).collect()
        };
        let mut refused = NotEnough::NobodyNamed;
        for (group, least) in [
            (&[Strength::Alone, Strength::FullProxy][..], 1),
            (&[Strength::LimitedForThis], 1),
            (&[Strength::Joint], 2),
            (&[Strength::Limited], 2),
        ] {
            let candidates = of(group);
            let Some(strength) = group.first().filter(|_| !candidates.is_empty()) else { continue };
            match self.count(*strength, level, candidates.len()) {
                // Somebody who can only act with others is not enough by himself, however many are counted.
                Ok(_) if candidates.len() < least => refused = NotEnough::TooFewNamed,
                Ok(needed) => return Ok(SignaturesNeeded { candidates, needed }),
                Err(why) => refused = why,
            }
        }
        Err(refused)
    }
}

impl Dated for PowerRules {
    const TABLE: TableName = TableName::Powers;

    fn version(&self) -> &str {
        &self.version
    }

    fn valid_from(&self) -> Date {
        self.valid_from
    }

    fn compiled() -> &'static [Self] {
        &VERSIONS
    }

    fn complaints(&self) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        for strength in Strength::ALL {
            let levels = self.signatures.get(&strength);
            if AssuranceLevel::ALL.iter().any(|level| levels.and_then(|levels| levels.get(level)).is_none()) {
                let name = serde_json::to_value(strength).ok().and_then(|name| Some(name.as_str()?.to_owned()));
                complaints.push(Complaint::at(format!("/signatures/{}", name.unwrap_or_default()), "missing"));
            }
        }
        if !(0..=100).contains(&self.adult_age) {
            complaints.push(Complaint::at("/adultAge", "invalid"));
        }
        complaints
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::upgrade::rules::Rules;

    fn rules() -> &'static PowerRules {
        PowerRules::newest().unwrap()
    }

    #[test]
    fn every_version_can_be_read_is_dated_and_says_something_of_every_power_level_and_office() {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/power/rules")).unwrap().count();
        assert_eq!(VERSIONS.len(), files, "a table of powers cannot be read");
        assert!(VERSIONS.is_sorted_by(|earlier, later| earlier.valid_from < later.valid_from));
        for rules in VERSIONS.iter() {
            assert!(Rules::named(&rules.version).is_some(), "an upgrade's rules name the table of powers they go with");
            for strength in Strength::ALL {
                assert_eq!(rules.signatures.get(&strength).unwrap().len(), AssuranceLevel::ALL.len(), "{strength:?}");
            }
            for office in Office::ALL {
                assert!(rules.weight(office) > 0, "{office:?}");
            }
        }
    }

    #[test]
    fn the_counts_are_those_of_the_field_notes() {
        use AssuranceLevel::{Eh2, Eh2Plus, Eh3, Eh4};
        let count = |strength, level, holders| rules().count(strength, level, holders);
        for level in [Eh2, Eh2Plus, Eh3] {
            assert_eq!(count(Strength::Alone, level, 3), Ok(1));
            assert_eq!(count(Strength::FullProxy, level, 1), Ok(1));
            assert_eq!(count(Strength::LimitedForThis, level, 4), Ok(1));
        }
        assert_eq!((count(Strength::Joint, Eh2, 5), count(Strength::Joint, Eh2Plus, 5)), (Ok(2), Ok(2)));
        assert_eq!((count(Strength::Joint, Eh3, 5), count(Strength::Joint, Eh3, 4)), (Ok(3), Ok(3)));
        assert_eq!((count(Strength::Limited, Eh2Plus, 3), count(Strength::Limited, Eh3, 3)), (Ok(2), Ok(2)));
        assert_eq!((count(Strength::Alone, Eh4, 2), count(Strength::Joint, Eh4, 5)), (Ok(2), Ok(5)));
        assert_eq!(count(Strength::Limited, Eh4, 3), Err(NotEnough::LimitsNotAllowed));
        assert_eq!(count(Strength::LimitedForThis, Eh4, 1), Err(NotEnough::LimitsNotAllowed));
    }

    #[test]
    fn whoever_can_alone_signs_alone_and_one_of_a_board_is_too_few() {
        let signatures = |named: &[Strength]| rules().signatures(AssuranceLevel::Eh3, named);
        let one = signatures(&[Strength::Joint, Strength::Alone, Strength::Limited]).unwrap();
        assert_eq!((one.candidates, one.needed), (vec![1], 1));
        let board = signatures(&[Strength::Joint; 5]).unwrap();
        assert_eq!((board.candidates.len(), board.needed), (5, 3));
        assert_eq!(signatures(&[Strength::Joint]), Err(NotEnough::TooFewNamed));
        assert_eq!(signatures(&[]), Err(NotEnough::NobodyNamed));
        assert_eq!(rules().signatures(AssuranceLevel::Eh4, &[Strength::Limited; 2]), Err(NotEnough::LimitsNotAllowed));
    }

    fn strength() -> impl Strategy<Value = Strength> {
        prop::sample::select(Strength::ALL.to_vec())
    }

    fn level() -> impl Strategy<Value = AssuranceLevel> {
        prop::sample::select(AssuranceLevel::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn no_more_are_needed_than_there_are_candidates_and_each_candidate_is_named(
            level in level(), named in prop::collection::vec(strength(), 0..12),
        ) {
            if let Ok(needed) = rules().signatures(level, &named) {
                prop_assert!(needed.needed >= 1 && needed.needed <= needed.candidates.len());
                prop_assert!(needed.candidates.iter().all(|at| *at < named.len()));
            }
        }

        #[test]
        fn a_majority_is_more_than_half_and_one_less_is_not(holders in 1_usize..200) {
            let majority = rules().count(Strength::Joint, AssuranceLevel::Eh3, holders).unwrap();
            prop_assert!(majority * 2 > holders && (majority - 1) * 2 <= holders && majority <= holders);
        }
    }
}
