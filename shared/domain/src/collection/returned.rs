//! What the bank gives back, and what that means for the mandate.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::mandate::Scheme;

/// Why a debit came back: the codes banks write (ISO 20022, external return reasons), as far as direct debits come back with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum ReturnReason {
    /// The account number is wrong.
    #[serde(rename = "AC01")]
    Ac01,
    /// The account is closed.
    #[serde(rename = "AC04")]
    Ac04,
    /// The account is blocked.
    #[serde(rename = "AC06")]
    Ac06,
    /// The account takes no direct debits.
    #[serde(rename = "AG01")]
    Ag01,
    /// There was not enough money.
    #[serde(rename = "AM04")]
    Am04,
    /// There is no mandate.
    #[serde(rename = "MD01")]
    Md01,
    /// The debtor asked for his money back.
    #[serde(rename = "MD06")]
    Md06,
    /// The debtor died.
    #[serde(rename = "MD07")]
    Md07,
    /// The debtor refused; why is not told.
    #[serde(rename = "MS02")]
    Ms02,
    /// The bank gave no reason.
    #[serde(rename = "MS03")]
    Ms03,
    /// The debtor limited at his bank who may collect.
    #[serde(rename = "SL01")]
    Sl01,
}

/// What a return means for the mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consequence {
    /// It is good as before.
    None,
    /// Nothing is collected from that account any more, until the debtor names another.
    AccountUseless,
    /// It is no longer good: without a mandate, or with nobody who gave it, nothing may be collected.
    Ends,
}

/// That a debit came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Returned {
    /// The day the bank gave it back.
    pub on: Date,
    /// Why.
    pub reason: ReturnReason,
}

/// Why a return is not written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotReturnable {
    /// It is not in the file, or came back already.
    #[error("there is nothing that could come back")]
    NotCollected,
    /// Under a company mandate nobody can ask his money back (domain.md 2.4).
    #[error("no refund under a company mandate")]
    NoRefund,
    /// The day lies before the file, after today, or beyond the time within which it can come back.
    #[error("not a day on which it can have come back")]
    NotADay,
}

impl ReturnReason {
    /// Every reason.
    pub const ALL: [Self; 11] = [
        Self::Ac01,
        Self::Ac04,
        Self::Ac06,
        Self::Ag01,
        Self::Am04,
        Self::Md01,
        Self::Md06,
        Self::Md07,
        Self::Ms02,
        Self::Ms03,
        Self::Sl01,
    ];

    /// The code, as banks write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ac01 => "AC01",
            Self::Ac04 => "AC04",
            Self::Ac06 => "AC06",
            Self::Ag01 => "AG01",
            Self::Am04 => "AM04",
            Self::Md01 => "MD01",
            Self::Md06 => "MD06",
            Self::Md07 => "MD07",
            Self::Ms02 => "MS02",
            Self::Ms03 => "MS03",
            Self::Sl01 => "SL01",
        }
    }

    /// What it means for the mandate.
    pub const fn consequence(self) -> Consequence {
        match self {
            Self::Ac01 | Self::Ac04 | Self::Ac06 | Self::Ag01 => Consequence::AccountUseless,
            Self::Md01 | Self::Md07 => Consequence::Ends,
            Self::Am04 | Self::Md06 | Self::Ms02 | Self::Ms03 | Self::Sl01 => Consequence::None,
        }
    }

    /// The last day on which something that was collected on a day comes back for this reason: eight weeks for a refund, thirteen months where
    /// there was no mandate (domain.md 2.4). Whatever the bank itself sends back it does within days; it has as long here, since who writes
    /// it down may be late.
    pub fn until(self, collected_on: Date) -> Date {
        match self {
            Self::Md01 => collected_on.saturating_add(13.months()),
            Self::Ac01
            | Self::Ac04
            | Self::Ac06
            | Self::Ag01
            | Self::Am04
            | Self::Md06
            | Self::Md07
            | Self::Ms02
            | Self::Ms03
            | Self::Sl01 => collected_on.saturating_add(8.weeks()),
        }
    }

    /// Whether it can come back for this reason, on this day.
    pub fn fits(self, on: Date, scheme: Scheme, collected_on: Date) -> Result<(), NotReturnable> {
        match (self, scheme) {
            (Self::Md06, Scheme::B2b) => Err(NotReturnable::NoRefund),
            _ if on > self.until(collected_on) => Err(NotReturnable::NotADay),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn eight_weeks_for_a_refund_thirteen_months_without_a_mandate_none_between_companies() {
        let collected = date(2026, 12, 7);
        let fits = |reason: ReturnReason, on, scheme| reason.fits(on, scheme, collected);
        assert_eq!(fits(ReturnReason::Md06, date(2027, 2, 1), Scheme::Core), Ok(()));
        assert_eq!(fits(ReturnReason::Md06, date(2027, 2, 2), Scheme::Core), Err(NotReturnable::NotADay));
        assert_eq!(fits(ReturnReason::Md06, date(2026, 12, 8), Scheme::B2b), Err(NotReturnable::NoRefund));
        assert_eq!(fits(ReturnReason::Md01, date(2028, 1, 7), Scheme::Core), Ok(()));
        assert_eq!(fits(ReturnReason::Md01, date(2028, 1, 8), Scheme::B2b), Err(NotReturnable::NotADay));
    }

    #[test]
    fn every_reason_is_written_as_banks_write_it() {
        for reason in ReturnReason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.code());
        }
    }
}
