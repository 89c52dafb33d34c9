//! Products of the business register: what each is, what it costs and how long what was ordered stays readable. A dated table: prices of the
//! register follow a rule that changes every year or half-year (domain.md 4.2). There is no VAT on them.

use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::edition::{self, Complaint, Dated, TableName};
use crate::spend;

static VERSIONS: LazyLock<Vec<ProductList>> = LazyLock::new(|| {
    [include_str!("editions/2021-07.json")].iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
});

/// A product of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "RegisterProduct")]
pub enum RegisterProduct {
    /// An extract (uittreksel) to read and download.
    Extract,
    /// An extract as PDF with the register's own seal (domain.md 4.3).
    CertifiedExtract,
    /// A company profile (bedrijfsprofiel): the extract in short, with branches and activities.
    CompanyProfile,
    /// What was registered and changed over the years.
    History,
    /// The companies directly above and below it.
    GroupDirect,
    /// Every company of its group.
    GroupWhole,
    /// The figures of up to three latest annual accounts.
    AnnualAccounts,
    /// What was filed, by date: the list only.
    FilingList,
    /// One document that was filed.
    FiledDocument,
    /// One document that was filed, certified by the register.
    CertifiedFiledDocument,
}

impl RegisterProduct {
    /// Every product, in the order they are offered.
    pub const ALL: [Self; 10] = [
        Self::Extract,
        Self::CertifiedExtract,
        Self::CompanyProfile,
        Self::History,
        Self::GroupDirect,
        Self::GroupWhole,
        Self::AnnualAccounts,
        Self::FilingList,
        Self::FiledDocument,
        Self::CertifiedFiledDocument,
    ];

    /// Its stable code: on the wire, on lines of what was spent, and in the lists of words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Extract => "extract",
            Self::CertifiedExtract => "certified-extract",
            Self::CompanyProfile => "company-profile",
            Self::History => "history",
            Self::GroupDirect => "group-direct",
            Self::GroupWhole => "group-whole",
            Self::AnnualAccounts => "annual-accounts",
            Self::FilingList => "filing-list",
            Self::FiledDocument => "filed-document",
            Self::CertifiedFiledDocument => "certified-filed-document",
        }
    }

    /// Whether it is of one filed document, which an order then names.
    pub const fn names_a_filing(self) -> bool {
        matches!(self, Self::FiledDocument | Self::CertifiedFiledDocument)
    }

    /// Whether the register delivers it as a file, to be handed on byte by byte; else as data, which Balie shows and prints.
    pub const fn is_a_file(self) -> bool {
        matches!(self, Self::CertifiedExtract | Self::FiledDocument | Self::CertifiedFiledDocument)
    }

    /// Whether its file carries the register's seal.
    pub const fn is_certified(self) -> bool {
        matches!(self, Self::CertifiedExtract | Self::CertifiedFiledDocument)
    }
}

impl From<RegisterProduct> for spend::Product {
    /// Every code is one of a line's; a test holds it.
    fn from(product: RegisterProduct) -> Self {
        Self::known(product.code())
    }
}

/// One version of what is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProductList {
    /// Its name.
    pub version: String,
    /// The first day on which it is ordered under.
    pub valid_from: Date,
    /// Where the amounts come from.
    pub mark: String,
    /// What is offered, in the order it is shown.
    pub products: Vec<Offer>,
}

/// A product as it is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Offer {
    /// Which.
    pub product: RegisterProduct,
    /// What it costs, in cents. There is no VAT on it.
    pub cents: i64,
    /// For how many days what was delivered stays readable.
    pub readable_days: u16,
}

impl ProductList {
    /// What is offered on a day.
    pub fn on(day: Date) -> Option<&'static Self> {
        edition::on(day)
    }

    /// A product as it is offered; none when it is not.
    pub fn offer(&self, product: RegisterProduct) -> Option<Offer> {
        self.products.iter().find(|offer| offer.product == product).copied()
    }
}

impl Dated for ProductList {
    const TABLE: TableName = TableName::Products;

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
        for (at, offer) in self.products.iter().enumerate() {
            if self.products.iter().filter(|other| other.product == offer.product).count() != 1 {
                complaints.push(Complaint::at(format!("/products/{at}/product"), "twice"));
            }
            if !(0..=1_000_000).contains(&offer.cents) {
                complaints.push(Complaint::at(format!("/products/{at}/cents"), "not-an-amount"));
            }
            if !(1..=366).contains(&offer.readable_days) {
                complaints.push(Complaint::at(format!("/products/{at}/readableDays"), "invalid"));
            }
        }
        complaints
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_product_has_a_price_in_every_list_that_is_compiled_in() {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/product/editions")).unwrap().count();
        assert_eq!(VERSIONS.len(), files, "a list of products cannot be read");
        for list in VERSIONS.iter() {
            assert_eq!(list.complaints(), [], "{}", list.version);
            assert!(RegisterProduct::ALL.into_iter().all(|product| list.offer(product).is_some()), "{}", list.version);
        }
    }

    #[test]
    fn a_product_goes_by_one_code_everywhere() {
        for product in RegisterProduct::ALL {
            assert_eq!(serde_json::to_value(product).unwrap(), product.code());
            assert_eq!(product.code().parse::<spend::Product>(), Ok(product.into()));
        }
    }

    #[test]
    fn the_prices_of_the_fee_rule_are_those_of_the_register() {
        let list = VERSIONS.first().unwrap();
        let cents = |product| list.offer(product).unwrap().cents;
        assert_eq!(cents(RegisterProduct::Extract), 235);
        assert_eq!(cents(RegisterProduct::GroupDirect), 270);
        assert_eq!(cents(RegisterProduct::AnnualAccounts), 430);
        assert_eq!(cents(RegisterProduct::CertifiedFiledDocument), 770);
    }

    #[test]
    fn a_list_that_cannot_be_is_complained_of() {
        let mut list = VERSIONS.first().unwrap().clone();
        let twice = *list.products.first().unwrap();
        list.products.push(Offer { cents: -1, readable_days: 0, ..twice });
        let codes: Vec<_> = list.complaints().into_iter().map(|complaint| complaint.code).collect();
        assert_eq!(codes, ["twice", "twice", "not-an-amount", "invalid"]);
    }
}
