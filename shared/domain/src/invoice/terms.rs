//! Terms of payment: how long there is to pay, when a reminder follows, and what a notice costs. A dated table (domain.md 4.1: 28 days,
//! reminder 14 days, then EUR 9 and 14 days, then the collector); an invoice stays under the terms it was made under.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::edition::{self, Complaint, Dated, TableName};
use crate::kvk_number::KvkNumber;

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
    /// Who sends the invoice.
    pub seller: Seller,
}

/// Who sends invoices, as the law wants it to stand on each (art. 35a Wet op de omzetbelasting 1968, Directive 2006/112/EC art. 226).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Seller {
    /// Its name.
    pub name: String,
    /// Street and number.
    pub street: String,
    /// Postcode and town.
    pub town: String,
    /// Its number in the register.
    pub kvk_number: KvkNumber,
    /// Its VAT number (btw-identificatienummer): the two letters of the country, then letters and digits.
    pub vat_number: String,
}

impl Seller {
    /// Its address in one line.
    pub fn address(&self) -> String {
        format!("{}, {}", self.street, self.town)
    }
}

/// Whether the text is written as a VAT number of the European Union; a Dutch one is nine digits, `B` and two digits behind `NL`.
fn is_vat_number(text: &str) -> bool {
    let (Some(country), Some(rest)) = (text.get(..2), text.get(2..)) else { return false };
    let digits = |part: Option<&str>| part.is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    country.bytes().all(|byte| byte.is_ascii_uppercase())
        && match country {
            "NL" => rest.len() == 12 && digits(rest.get(..9)) && rest.get(9..10) == Some("B") && digits(rest.get(10..)),
            _ => {
                (2..=12).contains(&rest.len())
                    && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            }
        }
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
        let Seller { name, street, town, vat_number, .. } = &self.seller;
        let lines = [("/seller/name", name), ("/seller/street", street), ("/seller/town", town)];
        let unfit =
            lines.into_iter().filter(|(_, line)| !fits(line)).map(|(pointer, _)| Complaint::at(pointer, "invalid"));
        complaints.extend(unfit);
        if !is_vat_number(vat_number) {
            complaints.push(Complaint::at("/seller/vatNumber", "invalid"));
        }
        complaints
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_name_a_seller_as_the_law_wants_it_on_an_invoice() {
        let terms = || PaymentTerms::compiled()[0].clone();
        assert_eq!(terms().complaints(), []);
        for bad in ["", "NL", "NL50399292B01", "NL001234567C01", "nl001234567B01", "DE12345678\u{e9}"] {
            let mut terms = terms();
            terms.seller.vat_number = bad.to_owned();
            assert_eq!(terms.complaints(), [Complaint::at("/seller/vatNumber", "invalid")], "{bad}");
        }
        let mut nowhere = terms();
        nowhere.seller.street.clear();
        assert_eq!(nowhere.complaints(), [Complaint::at("/seller/street", "invalid")]);
        let mut german = terms();
        german.seller.vat_number = "DE123456789".to_owned();
        assert_eq!(german.complaints(), []);
    }
}
