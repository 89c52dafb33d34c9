//! What the lines of an overview come to, counted while they go by: flat, however many lines there are.

use std::collections::BTreeMap;

use crate::access_code::CodeLabel;
use crate::ids::AccessCodeId;
use crate::spend::{Line, Month, Product, Sum};

/// What one code comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeTotal {
    /// The label it had on its last line.
    pub label: Option<CodeLabel>,
    /// What it comes to.
    pub sum: Sum,
}

/// Totals per code, product and month, and of everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// By code.
    pub codes: BTreeMap<AccessCodeId, CodeTotal>,
    /// What is on no code.
    pub no_code: Sum,
    /// By product.
    pub products: BTreeMap<Product, Sum>,
    /// By month.
    pub months: BTreeMap<Month, Sum>,
    /// Everything.
    pub all: Sum,
}

impl Totals {
    /// Counts a line.
    pub fn add(&mut self, line: &Line) {
        let sum = line.sum();
        match &line.code {
            None => self.no_code = self.no_code.plus(sum),
            Some(code) => match self.codes.get_mut(&code.id) {
                Some(total) => {
                    total.sum = total.sum.plus(sum);
                    if total.label.as_ref() != Some(&code.label) {
                        total.label = Some(code.label.clone());
                    }
                }
                None => {
                    self.codes.insert(code.id.clone(), CodeTotal { label: Some(code.label.clone()), sum });
                }
            },
        }
        match self.products.get_mut(&line.product) {
            Some(total) => *total = total.plus(sum),
            None => {
                self.products.insert(line.product.clone(), sum);
            }
        }
        let month = self.months.entry(line.month).or_default();
        *month = month.plus(sum);
        self.all = self.all.plus(sum);
    }
}
