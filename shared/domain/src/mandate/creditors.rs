//! Who collects: the name, the address, the creditor identifier and the account of whoever runs this installation. A dated table
//! ([`crate::edition`], `creditor`), so that an installation publishes its own without a release. A mandate keeps a copy of the creditor it was
//! given to: another creditor is another mandate (domain.md 2.4).

use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CreditorId, Iban, MandateReference};
use crate::address::{Country, Postcode};
use crate::edition::{self, Complaint, Dated, TableName};
use crate::name::Name;

static VERSIONS: LazyLock<Vec<Creditor>> = LazyLock::new(|| {
    [include_str!("creditors/2026-11.json")].iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
});

/// Who collects, in one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Creditor {
    /// The name of the version.
    pub version: String,
    /// The first day on which a mandate is given to it.
    pub valid_from: Date,
    /// Where it comes from.
    pub mark: String,
    /// What the creditor is called; it stands in the wording of every mandate.
    pub name: Name,
    /// Street and number.
    pub street: Name,
    /// Postcode.
    pub postcode: Postcode,
    /// Town.
    pub town: Name,
    /// Country.
    pub country: Country,
    /// What every bank knows it by.
    pub creditor_id: CreditorId,
    /// The account collected money comes to.
    pub iban: Iban,
    /// How many calendar days before a collection the debtor is told: 14, or at least 1 where the terms agree less (domain.md 2.4).
    pub agreed_days: u8,
    /// What the references of its mandates begin with.
    pub reference_prefix: String,
}

/// The creditor a mandate was given to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CreditorOfMandate {
    /// What it is called.
    pub name: Name,
    /// Street and number.
    pub street: Name,
    /// Postcode.
    pub postcode: Postcode,
    /// Town.
    pub town: Name,
    /// Country.
    pub country: Country,
    /// Its creditor identifier.
    pub creditor_id: CreditorId,
}

impl Creditor {
    /// The creditor in force on a day.
    pub fn on(day: Date) -> Option<&'static Self> {
        edition::on(day)
    }

    /// The creditor of a version, for a collection that was made under it.
    pub fn named(version: &str) -> Option<&'static Self> {
        edition::named(version)
    }

    /// What a mandate keeps of it.
    pub fn of_mandate(&self) -> CreditorOfMandate {
        CreditorOfMandate {
            name: self.name.clone(),
            street: self.street.clone(),
            postcode: self.postcode.clone(),
            town: self.town.clone(),
            country: self.country.clone(),
            creditor_id: self.creditor_id.clone(),
        }
    }
}

impl Dated for Creditor {
    const TABLE: TableName = TableName::Creditor;

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
        if !(1..=60).contains(&self.agreed_days) {
            complaints.push(Complaint::at("/agreedDays", "invalid"));
        }
        if !self.iban.is_sepa() {
            complaints.push(Complaint::at("/iban", "not-sepa"));
        }
        let with_digits = format!("{}20261122ABCDEFGH", self.reference_prefix);
        if self.reference_prefix.len() > 12 || with_digits.parse::<MandateReference>().is_err() {
            complaints.push(Complaint::at("/referencePrefix", "invalid"));
        }
        // The messages of the banks leave no more room.
        if self.name.as_str().chars().count() > 70 {
            complaints.push(Complaint::at("/name", "too-long"));
        }
        complaints
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_reads_and_has_nothing_to_complain_of() {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/mandate/creditors")).unwrap().count();
        assert_eq!(Creditor::compiled().len(), files);
        assert!(Creditor::compiled().iter().all(|creditor| creditor.complaints().is_empty()));
        let wrong = Creditor { agreed_days: 0, reference_prefix: "/x".to_owned(), ..Creditor::compiled()[0].clone() };
        assert_eq!(wrong.complaints().len(), 2);
    }
}
