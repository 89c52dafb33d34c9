//! Totals as they stand in the table: sums beside each other in one item, each added to in place.

use std::collections::{BTreeMap, BTreeSet};

use api::Part;
use aws_lc_rs::digest;
use domain::access_code::CodeLabel;
use domain::ids::AccessCodeId;
use domain::spend::{CodeMonth, Line, Month, Product, Sum};

use super::places::NO_CODE;
use crate::change::Update;
use crate::error::Error;
use crate::item::Item;
use crate::key::Key;

/// What is added to a total: sums by label and product.
#[derive(Default)]
pub(super) struct Added(BTreeMap<(Option<CodeLabel>, Product), Sum>);

impl Added {
    pub(super) fn add(&mut self, line: &Line) {
        let label = line.code.as_ref().map(|code| code.label.clone());
        let sum = self.0.entry((label, line.product.clone())).or_default();
        *sum = sum.plus(line.sum());
    }

    /// Adds to the sums beside each other in one item; an item that is not there yet begins at nought. A sum of VAT is kept where there is
    /// any: products of the register have none.
    pub(super) fn update(&self, key: Key) -> Update {
        let mut update =
            Update::new(Part::Spend, key, String::new()).name("#kind", "kind").text(":kind", "spend-total");
        let (mut adding, mut setting) = (Vec::new(), vec!["#kind = :kind".to_owned()]);
        let mut labels = BTreeSet::new();
        for (place, ((label, product), sum)) in self.0.iter().enumerate() {
            let tag = tag(label.as_ref());
            for (name, number) in SUMS.into_iter().zip([sum.lines, sum.net_cents, sum.vat_cents]) {
                if name == VAT && number == 0 {
                    continue;
                }
                adding.push(format!("#{name}{place} :{name}{place}"));
                update = update
                    .name(&format!("#{name}{place}"), &format!("{name}/{tag}/{product}"))
                    .number(&format!(":{name}{place}"), number);
            }
            if let Some(label) = label.as_ref().filter(|label| labels.insert(*label)) {
                setting.push(format!("#label{place} = :label{place}"));
                update = update
                    .name(&format!("#label{place}"), &format!("{LABEL}/{tag}"))
                    .text(&format!(":label{place}"), label.as_str());
            }
        }
        update.expression = format!("ADD {} SET {}", adding.join(", "), setting.join(", "));
        update
    }
}

const VAT: &str = "v";
const LABEL: &str = "l";
/// What a total holds for each label and product: how many lines, their cents without VAT, their VAT.
const SUMS: [&str; 3] = ["n", "c", VAT];

/// Stands for a label in keys and names: labels are free text, and an item has room for few characters before it costs more.
pub(super) fn tag(label: Option<&CodeLabel>) -> String {
    let Some(label) = label else { return NO_CODE.to_owned() };
    let digest = digest::digest(&digest::SHA256, label.as_str().as_bytes());
    digest.as_ref().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a total: as many of them as the code had labels.
pub(super) fn read_total(item: &Item) -> Result<Vec<CodeMonth>, Error> {
    let corrupt = || Error::Corrupt("a total of what was spent is not what it should be".to_owned());
    let key = item.key().ok_or_else(corrupt)?;
    let mut place = key.sk.split('#').skip(1);
    let month: Month = place.next().and_then(|month| month.parse().ok()).ok_or_else(corrupt)?;
    let code: Option<AccessCodeId> = match place.next().ok_or_else(corrupt)? {
        NO_CODE => None,
        code => Some(code.parse().map_err(|_| corrupt())?),
    };
    let number = |name: String| item.0.get(&name).map(|number| number.as_n().ok()?.parse::<i64>().ok());
    let mut labels = BTreeMap::<&str, CodeMonth>::new();
    for name in item.0.keys().filter_map(|name| name.strip_prefix("n/")) {
        let (tag, product) = name.split_once('/').ok_or_else(corrupt)?;
        let [lines, net, vat] = SUMS.map(|sum| number(format!("{sum}/{name}")).unwrap_or(Some(0)).ok_or_else(corrupt));
        let label = item.0.get(&format!("{LABEL}/{tag}")).and_then(|label| label.as_s().ok()?.parse().ok());
        let total = labels.entry(tag).or_insert_with(|| CodeMonth {
            month,
            code: code.clone(),
            label,
            products: BTreeMap::new(),
        });
        total.products.insert(product.parse().map_err(|_| corrupt())?, Sum::new(lines?, net?, vat?));
    }
    Ok(labels.into_values().collect())
}
