//! Collections by direct debit (SEPA-Lastschrifteinzug), domain.md 2.4: what is collected on one day, in one file for the bank. A collection is
//! drafted, announced to the debtors, handed to the bank, and settled; what the bank gives back is noted debit by debit.
//!
//! Many mandates take part, more than one transaction can hold: its debits are kept in parts of [`DEBITS_IN_A_PART`], and each step goes from
//! part to part. The outcome of a debit says whether the step was done with it, so whoever goes over a part again does nothing twice.

mod amount;
mod bank_days;
mod debit;
mod present;
mod returned;
mod sequence;
mod table;

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, CollectionId};
use crate::mandate::{Creditor, CreditorId};

pub use amount::{Cents, NotAnAmount, StatementText};
pub use bank_days::{bank_day_from, earliest, earliest_by_file, is_bank_day};
pub use debit::{Billed, Debit, Debited, Dropped, Notice, Outcome, OutcomeName, Part, Presented};
pub use returned::{Consequence, NotReturnable, ReturnReason, Returned};
pub use sequence::Sequence;
pub use table::{FaultyRow, Row, RowFault, RowFaultCode, rows};

/// How many debits are kept together and carried through a step in one transaction: with each go its mandate and what happened to it, its
/// invoice, and what the member sees of it, and a transaction holds a hundred things.
pub const DEBITS_IN_A_PART: u32 = 15;
/// The most debits of one collection: one request goes over all its parts.
pub const MOST_DEBITS: u32 = 1000;

/// A collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Collection {
    /// Its name.
    pub id: CollectionId,
    /// When it was made.
    pub made_at: Timestamp,
    /// Who of the desk made it.
    pub by: AccountId,
    /// The day the money goes: a bank day.
    pub on: Date,
    /// Under which version of the creditor it is made, and stays.
    pub creditor: String,
    /// How many days before it the debtors are told, as that creditor agreed with them.
    pub notice_days: u8,
    /// Where it stands.
    pub state: State,
    /// The number of the debit that was put in last. Numbers are never given twice.
    pub last_number: u32,
    /// How many debits are in it: those of the draft, and of what was exported those that are in the file.
    pub debits: u32,
    /// What they come to, in cents.
    pub cents: i64,
}

/// Where a collection stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum State {
    /// It is being put together.
    Draft {},
    /// The debtors are told.
    Announced {
        /// When.
        at: Timestamp,
    },
    /// It is decided mandate by mandate what goes into the file.
    Exporting {
        /// Since when: the time that stands in the file.
        at: Timestamp,
    },
    /// The file is made and never changes.
    Exported {
        /// The time that stands in the file.
        at: Timestamp,
    },
    /// The money came in.
    Settled {
        /// The time that stands in the file.
        at: Timestamp,
        /// The day the money came in.
        on: Date,
        /// Who of the desk wrote it down.
        by: AccountId,
    },
    /// Nothing is collected.
    Withdrawn {
        /// Since when.
        at: Timestamp,
    },
}

/// The name of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "CollectionState")]
pub enum StateName {
    /// It is being put together.
    Draft,
    /// The debtors are told.
    Announced,
    /// It is decided what goes into the file.
    Exporting,
    /// The file is made.
    Exported,
    /// The money came in.
    Settled,
    /// Nothing is collected.
    Withdrawn,
}

/// Why something is not done with a collection. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CollectionRefusal {
    /// It stands elsewhere.
    #[error("the collection stands elsewhere")]
    WrongState,
    /// Banks do not book on that day.
    #[error("not a bank day")]
    NotABankDay,
    /// The debtors would be told too late, or the bank could not do it any more.
    #[error("too early a day")]
    TooSoon,
    /// There is nothing in it.
    #[error("nothing to collect")]
    Empty,
    /// There are too many debits in it.
    #[error("too many debits")]
    Full,
    /// The money cannot have come in on that day.
    #[error("not a day of payment")]
    NotADay,
}

/// The version of the creditor is not known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the creditor of a collection is not known")]
pub struct UnknownCreditor;

impl Collection {
    /// A new one, with nothing in it.
    pub fn draft(
        id: CollectionId,
        by: &AccountId,
        on: Date,
        creditor: &Creditor,
        (now, today): (Timestamp, Date),
    ) -> Result<Self, CollectionRefusal> {
        let drafted = Self {
            id,
            made_at: now,
            by: by.clone(),
            on,
            creditor: creditor.version.clone(),
            notice_days: creditor.agreed_days,
            state: State::Draft {},
            last_number: 0,
            debits: 0,
            cents: 0,
        };
        drafted.in_time(today)?;
        Ok(drafted)
    }

    /// Its state, by name.
    pub const fn state_name(&self) -> StateName {
        match self.state {
            State::Draft {} => StateName::Draft,
            State::Announced { .. } => StateName::Announced,
            State::Exporting { .. } => StateName::Exporting,
            State::Exported { .. } => StateName::Exported,
            State::Settled { .. } => StateName::Settled,
            State::Withdrawn { .. } => StateName::Withdrawn,
        }
    }

    /// With one more debit: the collection as it is then, and the debit's number.
    pub fn with(self, cents: Cents) -> Result<(Self, u32), CollectionRefusal> {
        self.is(StateName::Draft)?;
        let number = self.last_number.saturating_add(1);
        if number > MOST_DEBITS {
            return Err(CollectionRefusal::Full);
        }
        let sums = (self.debits.saturating_add(1), self.cents.saturating_add(cents.get()));
        Ok((Self { last_number: number, debits: sums.0, cents: sums.1, ..self }, number))
    }

    /// Without a debit of the draft.
    pub fn without(self, cents: Cents) -> Result<Self, CollectionRefusal> {
        self.is(StateName::Draft)?;
        let sums = (self.debits.saturating_sub(1), self.cents.saturating_sub(cents.get()));
        Ok(Self { debits: sums.0, cents: sums.1, ..self })
    }

    /// The debtors are told from now on.
    pub fn announce(self, now: Timestamp, today: Date) -> Result<Self, CollectionRefusal> {
        self.is(StateName::Draft)?;
        if self.debits == 0 {
            return Err(CollectionRefusal::Empty);
        }
        self.in_time(today)?;
        Ok(Self { state: State::Announced { at: now }, ..self })
    }

    /// It is decided from now on what goes into the file. Where that was begun already it goes on, under the time it began at.
    pub fn begin_export(self, now: Timestamp, today: Date) -> Result<Self, CollectionRefusal> {
        if let State::Exporting { .. } = self.state {
            return Ok(self);
        }
        self.is(StateName::Announced)?;
        if self.on < earliest_by_file(today) {
            return Err(CollectionRefusal::TooSoon);
        }
        Ok(Self { state: State::Exporting { at: now }, ..self })
    }

    /// The file is made, of so many debits that come to so much.
    pub fn exported(self, (debits, cents): (u32, i64)) -> Result<Self, CollectionRefusal> {
        let State::Exporting { at } = self.state else { return Err(CollectionRefusal::WrongState) };
        Ok(Self { state: State::Exported { at }, debits, cents, ..self })
    }

    /// The money came in on a day.
    pub fn settle(self, on: Date, by: &AccountId, today: Date) -> Result<Self, CollectionRefusal> {
        let State::Exported { at } = self.state else { return Err(CollectionRefusal::WrongState) };
        if on < self.on || on > today {
            return Err(CollectionRefusal::NotADay);
        }
        Ok(Self { state: State::Settled { at, on, by: by.clone() }, ..self })
    }

    /// Nothing is collected: possible until the file is being made.
    pub fn withdraw(self, now: Timestamp) -> Result<Self, CollectionRefusal> {
        match self.state {
            State::Draft {} | State::Announced { .. } => Ok(Self { state: State::Withdrawn { at: now }, ..self }),
            State::Exporting { .. } | State::Exported { .. } | State::Settled { .. } | State::Withdrawn { .. } => {
                Err(CollectionRefusal::WrongState)
            }
        }
    }

    /// In how many parts its debits are kept.
    pub const fn parts(&self) -> u32 {
        self.last_number.div_ceil(DEBITS_IN_A_PART)
    }

    /// The part a debit is kept in; parts are counted from 1.
    pub const fn part_of(number: u32) -> u32 {
        number.div_ceil(DEBITS_IN_A_PART)
    }

    /// What the file is called at the bank: unique, because the collection's id is, and of at most 35 characters of the banks' alphabet.
    pub fn message_id(&self) -> String {
        format!("BAL-{}", self.bare())
    }

    /// What creditor and debtor both find a debit by.
    pub fn end_to_end(&self, number: u32) -> String {
        format!("{}-{number:04}", self.bare())
    }

    fn bare(&self) -> String {
        self.id.as_str().rsplit('_').next().unwrap_or_default().to_ascii_uppercase()
    }

    /// The identifier of the creditor it is made for.
    ///
    /// # Errors
    /// When the version of the creditor is not known here, which the edition rules forbid.
    pub fn creditor_id(&self) -> Result<&'static CreditorId, UnknownCreditor> {
        Creditor::named(&self.creditor).map(|creditor| &creditor.creditor_id).ok_or(UnknownCreditor)
    }

    /// When the file was made: none while it may still change.
    pub const fn file_made_at(&self) -> Option<Timestamp> {
        match self.state {
            State::Exported { at } | State::Settled { at, .. } => Some(at),
            State::Exporting { .. } | State::Draft {} | State::Announced { .. } | State::Withdrawn { .. } => None,
        }
    }

    fn is(&self, state: StateName) -> Result<(), CollectionRefusal> {
        if self.state_name() == state { Ok(()) } else { Err(CollectionRefusal::WrongState) }
    }

    /// Whether debtors who are told today are told early enough.
    fn in_time(&self, today: Date) -> Result<(), CollectionRefusal> {
        if !is_bank_day(self.on) {
            return Err(CollectionRefusal::NotABankDay);
        }
        if self.on < earliest(today, self.notice_days) { Err(CollectionRefusal::TooSoon) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
