//! Terms of payment: how long there is to pay, when a reminder follows, and what a notice costs. A dated table (domain.md 4.1: 28 days,
//! reminder 14 days, then EUR 9 and 14 days, then the collector); an invoice stays under the terms it was made under.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::edition::{self, Complaint, Dated, TableName};

static VERSIONS: LazyLock<Vec<PaymentTerms>> = LazyLock::new(|| {
    [include_str!("terms/2026-11.json")].iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
});

/// One version of the terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaymentTerms {
    /// Its name.
    pub version: String,
    /// The first day on which an invoice is made under it.
    pub valid_from: Date,
    /// Where the figures come from.
    pub mark: String,
    /// How many days there are to pay.
    pub days_to_pay: u16,
    /// How many days a reminder gives.
    pub days_after_reminder: u16,
    /// How many days the notice with a fee gives.
    pub days_after_dunning: u16,
    /// The fee, in cents.
    pub dunning_fee_cents: i64,
    /// Where the money goes, line by line, as it stands on the invoice.
    pub pay_to: Vec<String>,
}

impl PaymentTerms {
    /// The terms in force on a day.
    pub fn on(day: Date) -> Option<&'static Self> {
        edition::on(day)
    }

    /// The terms of a version, for an invoice that was made under them.
    pub fn named(version: &str) -> Option<&'static Self> {
        edition::named(version)
    }
}

impl Dated for PaymentTerms {
    const TABLE: TableName = TableName::PaymentTerms;

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
        let days = [
            ("/daysToPay", self.days_to_pay),
            ("/daysAfterReminder", self.days_after_reminder),
            ("/daysAfterDunning", self.days_after_dunning),
        ];
        let mut complaints: Vec<Complaint> = days
            .into_iter()
            .filter(|(_, days)| !(1..=365).contains(days))
            .map(|(pointer, _)| Complaint::at(pointer, "invalid"))
            .collect();
        if !(0..=10_000).contains(&self.dunning_fee_cents) {
            complaints.push(Complaint::at("/dunningFeeCents", "invalid"));
        }
        let fits = |line: &String| (1..=80).contains(&line.chars().count()) && !line.chars().any(char::is_control);
        if !(1..=6).contains(&self.pay_to.len()) || !self.pay_to.iter().all(fits) {
            complaints.push(Complaint::at("/payTo", "invalid"));
        }
        complaints
    }
}
