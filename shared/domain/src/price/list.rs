//! The price list: dated data. The amounts are ours, taken after what issuers were seen to ask (domain.md 5).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::edition::{self, Complaint, Dated, TableName};
use crate::level::AssuranceLevel;

static VERSIONS: LazyLock<Vec<PriceList>> = LazyLock::new(|| {
    [include_str!("editions/2026-11.json")].iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
});

/// Cents by the years of a term, `"1"`, `"3"`, `"5"`.
pub(crate) type ByTerm = BTreeMap<u8, i64>;

/// One version of the price list. All amounts are in cents, excluding VAT.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PriceList {
    /// Its name.
    pub version: String,
    /// The first day on which a case starts under it.
    pub valid_from: Date,
    /// Where the amounts come from.
    pub mark: String,
    /// The VAT, in percent.
    pub vat_percent: u8,
    /// The terms of a contract, in years.
    pub terms: Vec<u8>,
    /// A contract at a level for a term.
    pub contract: BTreeMap<AssuranceLevel, ByTerm>,
    /// Raising a means without a new term: its end date stays.
    pub upgrade: Vec<UpgradePrice>,
    /// Being identified, at the levels that ask it.
    pub identification: BTreeMap<AssuranceLevel, i64>,
    /// How many rights come without a price.
    pub included_rights: u32,
    /// A further right at a level for a term.
    pub extra_right: BTreeMap<AssuranceLevel, ByTerm>,
}

/// The price of raising a means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpgradePrice {
    /// From.
    pub from: AssuranceLevel,
    /// To.
    pub to: AssuranceLevel,
    /// In cents, excluding VAT.
    pub cents: i64,
}

/// The price list on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PriceListView {
    /// Its version.
    pub version: String,
    /// Since when it is in force.
    pub valid_from: Date,
    /// Where the amounts come from.
    pub mark: String,
    /// The VAT, in percent.
    pub vat_percent: u8,
    /// Every price.
    pub prices: Vec<PriceView>,
    /// How many rights come without a price.
    pub included_rights: u32,
}

/// One price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PriceView {
    /// What for: `contract`, `upgrade`, `extra-right`, `identification`.
    pub item: &'static str,
    /// The level it is raised from, where that matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_level: Option<AssuranceLevel>,
    /// The level.
    pub level: AssuranceLevel,
    /// The years of the term, where that matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_years: Option<u8>,
    /// In cents, excluding VAT.
    pub net_cents: i64,
    /// In cents, including VAT.
    pub gross_cents: i64,
}

impl PriceList {
    /// The list in force on a day.
    pub fn on(day: Date) -> Option<&'static Self> {
        edition::on(day)
    }

    /// The list of a version, for a case that started under it.
    pub fn named(version: &str) -> Option<&'static Self> {
        edition::named(version)
    }

    /// The list as it is shown.
    pub fn view(&self) -> PriceListView {
        let gross = |net: i64| net + super::vat_on(net, self.vat_percent);
        let by_term = |item, prices: &BTreeMap<AssuranceLevel, ByTerm>| -> Vec<PriceView> {
            let each =
                prices.iter().flat_map(|(level, terms)| terms.iter().map(move |(term, cents)| (*level, *term, *cents)));
            each.map(|(level, term, net_cents)| PriceView {
                item,
                from_level: None,
                level,
                term_years: Some(term),
                net_cents,
                gross_cents: gross(net_cents),
            })
            .collect()
        };
        let mut prices = by_term("contract", &self.contract);
        prices.extend(self.upgrade.iter().map(|price| PriceView {
            item: "upgrade",
            from_level: Some(price.from),
            level: price.to,
            term_years: None,
            net_cents: price.cents,
            gross_cents: gross(price.cents),
        }));
        prices.extend(self.identification.iter().map(|(level, cents)| PriceView {
            item: "identification",
            from_level: None,
            level: *level,
            term_years: None,
            net_cents: *cents,
            gross_cents: gross(*cents),
        }));
        prices.extend(by_term("extra-right", &self.extra_right));
        PriceListView {
            version: self.version.clone(),
            valid_from: self.valid_from,
            mark: self.mark.clone(),
            vat_percent: self.vat_percent,
            prices,
            included_rights: self.included_rights,
        }
    }
}

impl Dated for PriceList {
    const TABLE: TableName = TableName::Prices;

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
        if self.vat_percent > 100 {
            complaints.push(Complaint::at("/vatPercent", "invalid"));
        }
        if self.terms.is_empty() || !self.terms.is_sorted_by(|one, other| one < other) {
            complaints.push(Complaint::at("/terms", "invalid"));
        }
        for (name, prices) in [("contract", &self.contract), ("extraRight", &self.extra_right)] {
            for level in AssuranceLevel::ALL.into_iter().filter(|level| level.is_sold()) {
                let known = prices.get(&level);
                for term in &self.terms {
                    if known.and_then(|terms| terms.get(term)).is_none() {
                        complaints.push(Complaint::at(format!("/{name}/{level}/{term}"), "missing"));
                    }
                }
            }
        }
        for (lower, from) in AssuranceLevel::ALL.into_iter().enumerate() {
            for to in AssuranceLevel::ALL.into_iter().skip(lower + 1) {
                if self.upgrade.iter().filter(|price| price.from == from && price.to == to).count() != 1 {
                    complaints.push(Complaint::at(format!("/upgrade/{from}-{to}"), "missing"));
                }
            }
        }
        let by_term = self.contract.values().chain(self.extra_right.values()).flat_map(BTreeMap::values);
        let all = by_term.chain(self.identification.values()).chain(self.upgrade.iter().map(|price| &price.cents));
        if all.into_iter().any(|cents| !(0..=10_000_000).contains(cents)) {
            complaints.push(Complaint::at("", "not-an-amount"));
        }
        complaints
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_is_compiled_in_reads_and_has_every_price() {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/price/editions")).unwrap().count();
        assert_eq!(VERSIONS.len(), files, "a price list cannot be read");
        for list in VERSIONS.iter() {
            assert_eq!(list.complaints(), [], "{}", list.version);
        }
    }

    #[test]
    fn a_missing_or_odd_price_is_complained_of() {
        let mut list = VERSIONS.first().unwrap().clone();
        list.contract.get_mut(&AssuranceLevel::Eh3).unwrap().remove(&3);
        list.upgrade.pop();
        list.identification.insert(AssuranceLevel::Eh3, -1);
        let pointers: Vec<_> = list.complaints().into_iter().map(|complaint| complaint.pointer).collect();
        assert_eq!(pointers, ["/contract/EH3/3", "/upgrade/EH3-EH4", ""]);
    }
}
