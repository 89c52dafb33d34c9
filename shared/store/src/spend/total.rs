//! Totals as they stand in the table: sums beside each other in one item, each added to in place.

use std::collections::BTreeMap;

use api::Part;
use domain::spend::{CodeMonth, Line, Product, Sum};

use super::places::NO_CODE;
use crate::change::Update;
use crate::error::Error;
use crate::item::Item;
use crate::key::Key;

/// What is added to a total.
#[derive(Default)]
pub(super) struct Added {
    products: BTreeMap<Product, Sum>,
    label: Option<String>,
}

impl Added {
    pub(super) fn add(&mut self, line: &Line) {
        let sum = self.products.entry(line.product.clone()).or_default();
        *sum = sum.plus(line.sum());
        self.label = line.code.as_ref().map(|code| code.label.as_str().to_owned());
    }

    /// Adds to the sums beside each other in one item; an item that is not there yet begins at nought.
    pub(super) fn update(&self, key: Key) -> Update {
        let mut adding = Vec::new();
        let label = if self.label.is_some() { ", #label = :label" } else { "" };
        for place in 0..self.products.len() {
            adding.extend(SUMS.map(|name| format!("#{name}{place} :{name}{place}")));
        }
        let expression = format!("ADD {} SET #kind = :kind{label}", adding.join(", "));
        let mut update = Update::new(Part::Spend, key, expression).name("#kind", "kind").text(":kind", "spend-total");
        if let Some(label) = &self.label {
            update = update.name("#label", "label").text(":label", label.clone());
        }
        for (place, (product, sum)) in self.products.iter().enumerate() {
            for (name, number) in SUMS.into_iter().zip([sum.lines, sum.net_cents, sum.vat_cents]) {
                update = update
                    .name(&format!("#{name}{place}"), &format!("{name}/{product}"))
                    .number(&format!(":{name}{place}"), number);
            }
        }
        update
    }
}

/// What a total holds for each product: how many lines, their cents without VAT, their VAT.
const SUMS: [&str; 3] = ["lines", "net", "vat"];

/// Reads a total.
pub(super) fn read_total(item: &Item) -> Result<CodeMonth, Error> {
    let corrupt = || Error::Corrupt("a total of what was spent is not what it should be".to_owned());
    let key = item.key().ok_or_else(corrupt)?;
    let mut place = key.sk.split('#').skip(1);
    let month = place.next().and_then(|month| month.parse().ok()).ok_or_else(corrupt)?;
    let code = match place.next().ok_or_else(corrupt)? {
        NO_CODE => None,
        code => Some(code.parse().map_err(|_| corrupt())?),
    };
    let label = item.0.get("label").and_then(|label| label.as_s().ok()).and_then(|label| label.parse().ok());
    let number = |name: String| item.0.get(&name)?.as_n().ok()?.parse::<i64>().ok();
    let mut products = BTreeMap::new();
    for name in item.0.keys().filter_map(|name| name.strip_prefix("lines/")) {
        let product: Product = name.parse().map_err(|_| corrupt())?;
        let [lines, net, vat] = SUMS.map(|sum| number(format!("{sum}/{name}")).ok_or_else(corrupt));
        products.insert(product, Sum::new(lines?, net?, vat?));
    }
    Ok(CodeMonth { month, code, label, products })
}
