//! Discount codes (actiecodes): percentage or amount, valid dates, level pairs, terms, once for each means (domain.md 5).

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{MeansId, UpgradeId};
use crate::level::AssuranceLevel;
use crate::price::quote::rounded;
use crate::upgrade::{Stage, Upgrade};

/// A discount code as it is looked up: capitals and digits, three to twenty of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("minLength" = 3, "maxLength" = 20))]
pub struct Code(String);

/// The text cannot be a discount code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a discount code")]
pub struct NotACode;

impl std::str::FromStr for Code {
    type Err = NotACode;

    /// Small letters, blanks and hyphens are forgiven.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let code: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).map(|c| c.to_ascii_uppercase()).collect();
        let fits = (3..=20).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if fits { Ok(Self(code)) } else { Err(NotACode) }
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;

    fn try_from(text: String) -> Result<Self, NotACode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl Code {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A discount code, as staff keep it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DiscountCode {
    /// The code.
    pub code: Code,
    /// What it takes off.
    pub worth: Worth,
    /// The first day it may be used.
    pub valid_from: Date,
    /// The last day it may be used; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// What must be raised how far; any when empty.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub pairs: Vec<LevelPair>,
    /// The terms it goes with, in years; 0 for raising without a new term; any when empty.
    #[serde(default)]
    #[schemars(length(max = 10))]
    pub terms: Vec<u8>,
    /// Whether it is shown to everybody beside the prices (seed 002), or told to whom staff tell it.
    #[serde(default)]
    pub announced: bool,
}

/// A code that is shown to everybody, as long as it may be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnnouncedCode {
    /// The code.
    pub code: Code,
    /// What it takes off.
    pub worth: Worth,
    /// The last day it may be used; open when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// What must be raised how far; any when empty.
    pub pairs: Vec<LevelPair>,
    /// The terms it goes with, in years; 0 for raising without a new term; any when empty.
    pub terms: Vec<u8>,
}

/// What a code takes off, from the price of the means excluding VAT.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Worth {
    /// So many hundredths.
    Percent {
        /// 1 to 100.
        #[schemars(range(min = 1, max = 100))]
        percent: u8,
    },
    /// So many cents, and never more than the price.
    Amount {
        /// More than none.
        #[schemars(range(min = 1))]
        cents: i64,
    },
}

/// From which level to which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LevelPair {
    /// From; absent for a first application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<AssuranceLevel>,
    /// To.
    pub to: AssuranceLevel,
}

/// That a means used a code, by one of its upgrades. There is at most one for each code and means: the table holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DiscountUse {
    /// The code.
    pub code: Code,
    /// The means.
    pub means: MeansId,
    /// The upgrade.
    pub upgrade: UpgradeId,
    /// When it was handed in.
    pub at: Timestamp,
}

/// What is known of the code a customer typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lookup {
    /// The code, if there is one.
    pub code: Option<DiscountCode>,
    /// That this means used it before.
    pub used: Option<DiscountUse>,
}

/// What is to be done about the use of a code when an upgrade changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uses {
    /// It is used from now on.
    pub taken: Option<DiscountUse>,
    /// It may be used again.
    pub released: Option<Code>,
}

impl DiscountCode {
    /// What it takes off an amount, in cents.
    pub fn off(&self, cents: i64) -> i64 {
        match self.worth {
            Worth::Percent { percent } => rounded(cents * i64::from(percent.min(100))),
            Worth::Amount { cents: amount } => amount.clamp(0, cents),
        }
    }

    /// What everybody is shown of it on a day; nothing when it is not announced, or not to be used then.
    pub fn shown(self, today: Date) -> Option<AnnouncedCode> {
        let Self { code, worth, valid_from, valid_until, pairs, terms, announced } = self;
        let usable = valid_from <= today && valid_until.is_none_or(|until| today <= until);
        (announced && usable).then_some(AnnouncedCode { code, worth, valid_until, pairs, terms })
    }

    /// Whether the code itself is sound.
    pub fn complaints(&self) -> Vec<crate::edition::Complaint> {
        let mut complaints = Vec::new();
        let worth = match self.worth {
            Worth::Percent { percent } => (1..=100).contains(&percent),
            Worth::Amount { cents } => (1..=1_000_000).contains(&cents),
        };
        let mut complain = |sound: bool, pointer: &str, code| {
            if !sound {
                complaints.push(crate::edition::Complaint::at(pointer, code));
            }
        };
        complain(worth, "/worth", "invalid");
        complain(self.valid_until.is_none_or(|until| self.valid_from <= until), "/validUntil", "before-it-begins");
        complain(self.pairs.iter().all(|pair| pair.from < Some(pair.to)), "/pairs", "not-higher");
        complaints
    }
}

impl Lookup {
    /// The code, if this upgrade may use it on a day; else why not, as a stable code.
    pub fn usable(
        &self,
        from: Option<AssuranceLevel>,
        to: AssuranceLevel,
        term_years: Option<u8>,
        upgrade: &UpgradeId,
        today: Date,
    ) -> Result<&DiscountCode, &'static str> {
        let code = self.code.as_ref().ok_or("discount-unknown")?;
        if today < code.valid_from {
            return Err("discount-not-yet");
        }
        if code.valid_until.is_some_and(|until| until < today) {
            return Err("discount-expired");
        }
        if !code.pairs.is_empty() && !code.pairs.contains(&LevelPair { from, to }) {
            return Err("discount-not-for-these-levels");
        }
        if !code.terms.is_empty() && !code.terms.contains(&term_years.unwrap_or(0)) {
            return Err("discount-not-for-this-term");
        }
        if self.used.as_ref().is_some_and(|used| used.upgrade != *upgrade) {
            return Err("discount-already-used");
        }
        Ok(code)
    }
}

impl Uses {
    /// What a change of an upgrade means for the code it uses: taken when it is handed in, given back when it is called off or handed in
    /// with another one.
    pub fn of_change(before: &Upgrade, after: &Upgrade) -> Self {
        let code = |upgrade: &Upgrade| match upgrade.stage {
            Stage::Cancelled(_) => None,
            Stage::Draft | Stage::InReview(_) | Stage::Refused(_) | Stage::Approved(_) | Stage::Active(_) => {
                upgrade.quote.as_ref().and_then(|quote| quote.discount_code.clone())
            }
        };
        let (had, has) = (code(before), code(after));
        if had == has {
            return Self::default();
        }
        let taken = has.map(|code| DiscountUse {
            code,
            means: after.means.clone(),
            upgrade: after.id.clone(),
            at: match &after.stage {
                Stage::InReview(review) => review.submitted_at,
                Stage::Draft | Stage::Refused(_) | Stage::Approved(_) | Stage::Active(_) | Stage::Cancelled(_) => {
                    after.started_at
                }
            },
        });
        Self { taken, released: had }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;

    use super::*;

    /// 30 % off (seed 002).
    pub(crate) fn upgrade30() -> DiscountCode {
        DiscountCode {
            code: "UPGRADE30".parse().unwrap(),
            worth: Worth::Percent { percent: 30 },
            valid_from: date(2026, 11, 1),
            valid_until: None,
            pairs: vec![],
            terms: vec![],
            announced: true,
        }
    }

    fn upgrade() -> UpgradeId {
        "upg_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap()
    }

    #[test]
    fn a_code_is_forgiven_its_spelling_and_nothing_else() {
        for spelt in ["UPGRADE30", " upgrade30 ", "Upgrade-30"] {
            assert_eq!(spelt.parse::<Code>().unwrap().as_str(), "UPGRADE30");
        }
        for bad in ["", "A1", "UPGRADE%", "ABCDEFGHIJKLMNOPQRSTU"] {
            assert!(bad.parse::<Code>().is_err(), "{bad}");
        }
    }

    #[test]
    fn each_ground_on_which_a_code_is_refused_has_its_own_name() {
        use AssuranceLevel::{Eh2Plus, Eh3};
        let today = date(2026, 11, 22);
        let ask = |code: Option<DiscountCode>, used: Option<DiscountUse>, term| {
            let lookup = Lookup { code, used };
            lookup.usable(Some(Eh2Plus), Eh3, term, &upgrade(), today).map(|code| code.code.clone())
        };
        assert!(ask(Some(upgrade30()), None, None).is_ok());
        assert_eq!(ask(None, None, None), Err("discount-unknown"));
        let later = DiscountCode { valid_from: date(2026, 11, 23), ..upgrade30() };
        assert_eq!(ask(Some(later), None, None), Err("discount-not-yet"));
        let over = DiscountCode { valid_until: Some(date(2026, 11, 21)), ..upgrade30() };
        assert_eq!(ask(Some(over), None, None), Err("discount-expired"));
        let first = DiscountCode { pairs: vec![LevelPair { from: None, to: Eh3 }], ..upgrade30() };
        assert_eq!(ask(Some(first), None, None), Err("discount-not-for-these-levels"));
        let long = DiscountCode { terms: vec![3, 5], ..upgrade30() };
        assert_eq!(ask(Some(long.clone()), None, None), Err("discount-not-for-this-term"));
        assert!(ask(Some(long), None, Some(3)).is_ok());
        let by = |upgrade: &str| DiscountUse {
            code: upgrade30().code,
            means: "mns_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            upgrade: upgrade.parse().unwrap(),
            at: Timestamp::UNIX_EPOCH,
        };
        assert_eq!(
            ask(Some(upgrade30()), Some(by("upg_01jdc5bbbbbbbbbbbbbbbbbbbb")), None),
            Err("discount-already-used")
        );
        assert!(
            ask(Some(upgrade30()), Some(by("upg_01jdc5aaaaaaaaaaaaaaaaaaaa")), None).is_ok(),
            "handed in once more"
        );
    }

    #[test]
    fn a_percentage_is_rounded_to_cents_and_an_amount_never_exceeds_the_price() {
        assert_eq!(upgrade30().off(2500), 750);
        assert_eq!(upgrade30().off(1255), 377, "376.5 is rounded up");
        let amount = DiscountCode { worth: Worth::Amount { cents: 500 }, ..upgrade30() };
        assert_eq!((amount.off(2500), amount.off(300)), (500, 300));
    }

    #[test]
    fn only_what_is_announced_and_may_be_used_is_shown_to_everybody() {
        let until = DiscountCode { valid_until: Some(date(2026, 11, 30)), ..upgrade30() };
        let shown = |code: &DiscountCode, day| code.clone().shown(date(2026, 11, day)).map(|code| code.code);
        assert_eq!(shown(&until, 1), Some(until.code.clone()));
        assert_eq!(shown(&until, 30), Some(until.code.clone()), "the last day is one of them");
        assert_eq!(until.clone().shown(date(2026, 12, 1)), None);
        assert_eq!(until.shown(date(2026, 10, 31)), None);
        assert_eq!(shown(&DiscountCode { announced: false, ..upgrade30() }, 22), None);
    }

    #[test]
    fn codes_that_make_no_sense_are_complained_of() {
        use AssuranceLevel::{Eh2Plus, Eh3};
        let odd = DiscountCode {
            worth: Worth::Percent { percent: 0 },
            valid_until: Some(date(2026, 10, 1)),
            pairs: vec![LevelPair { from: Some(Eh3), to: Eh2Plus }],
            ..upgrade30()
        };
        let pointers: Vec<_> = odd.complaints().into_iter().map(|complaint| complaint.pointer).collect();
        assert_eq!(pointers, ["/worth", "/validUntil", "/pairs"]);
        assert_eq!(upgrade30().complaints(), []);
    }
}
