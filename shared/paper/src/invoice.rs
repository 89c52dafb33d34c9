//! The invoice: what a month came to, by product, code and rate of VAT, until when it is paid, and every line behind it (factuurbijlage,
//! domain.md 4.1, seed 000).

use domain::invoice::{AtRate, OfProduct, Seller};
use domain::language::Language;
use domain::spend::{Month, Sum};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::amount::euros;
use crate::layout::{Block, Column, Fact, Foot, Section, Sheet};
use crate::words::{Speech, fill};
use crate::{PaperError, Tie, moment, typeset};

/// What stands on an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceSheet {
    /// What ties the paper to the invoice and its data; `case` is the number of the invoice, and the day it is made that of the invoice.
    pub tie: Tie,
    /// Who sends it.
    pub seller: Seller,
    /// Who pays.
    pub buyer: Buyer,
    /// The month it is for.
    pub month: Month,
    /// The last day to pay.
    pub due_on: Date,
    /// How many lines there are, and what is to be paid for them.
    pub sum: Sum,
    /// By rate of VAT.
    pub rates: Vec<AtRate>,
    /// By product.
    pub products: Vec<OfProduct>,
    /// By access code.
    pub codes: Vec<CodeOnInvoice>,
    /// Where the money goes, line by line.
    pub pay_to: Vec<String>,
    /// What follows when it is not paid.
    pub unpaid: Unpaid,
    /// The lines themselves, in the order they came; none when they are too many for paper.
    pub annex: Option<Vec<LineOnInvoice>>,
    /// Where the lines are seen online.
    pub overview: String,
}

/// Who an invoice is for, as the law wants him named (Wet op de omzetbelasting 1968, art. 35a; § 14 UStG).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buyer {
    /// The name in the register.
    pub name: String,
    /// The number there.
    pub kvk_number: String,
    /// The address there; none when it is shielded, or when the register has none.
    pub address: Option<String>,
}

/// What was put down to one access code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeOnInvoice {
    /// Its label; none for what was put down to no code.
    pub label: Option<String>,
    /// What it comes to.
    pub sum: Sum,
}

/// What follows when an invoice is not paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unpaid {
    /// The day of the reminder.
    pub reminder_on: Date,
    /// The day of the notice with a fee.
    pub dunning_on: Date,
    /// The fee, in cents.
    pub fee_cents: i64,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineOnInvoice {
    /// When.
    pub at: Timestamp,
    /// Whether it came after its own month was invoiced.
    pub late: bool,
    /// The code of the product.
    pub product: String,
    /// The company it was about: its name and number.
    pub about: Option<(String, String)>,
    /// The label of the access code.
    pub code: Option<String>,
    /// Who did it.
    pub by: String,
    /// The customer's own reference.
    pub reference: Option<String>,
    /// What it costs.
    pub sum: Sum,
}

/// The invoice as PDF in a language.
pub fn invoice(sheet: &InvoiceSheet, language: Language) -> Result<Vec<u8>, PaperError> {
    let speech = Speech::of(language)?;
    let words = &speech.words.invoice;
    let month = moment::month(speech, sheet.month);
    let said = [
        ("number", sheet.tie.case.as_str()),
        ("month", &month),
        ("total", &euros(language, sheet.sum.gross_cents)),
        ("due", &moment::day(speech, sheet.due_on)),
    ];
    let printed = Sheet {
        language: language.code(),
        author: speech.words.frame.office.clone(),
        title: fill(&words.title, &said),
        statement: fill(&words.statement, &said),
        code_alt: words.code_alt.clone(),
        change: None,
        sections: vec![
            sheet.facts(speech, &month),
            by_product(speech, &sheet.products, sheet.sum),
            sheet.by_code(speech),
            by_rate(speech, &sheet.rates, sheet.sum),
            sheet.payment(speech),
            sheet.annexed(speech),
        ],
        foot: Foot::new(speech, &sheet.tie).naming(fill(&words.foot, &said)),
    };
    typeset::pdf(&printed, &sheet.tie)
}

impl InvoiceSheet {
    fn facts(&self, speech: Speech, month: &str) -> Section {
        let words = &speech.words.invoice;
        let mut rows = vec![
            Fact::new(&words.facts.number, &self.tie.case).mono(),
            Fact::new(&words.facts.month, month),
            Fact::new(&words.facts.made_on, moment::day(speech, self.tie.made_on)),
            Fact::new(&words.facts.due_on, moment::day(speech, self.due_on)).strong(),
            Fact::new(&words.facts.total, euros(speech.language, self.sum.gross_cents)).strong(),
        ];
        rows.extend(to(speech, &self.buyer));
        rows.extend(from(speech, &self.seller));
        Section::kept(&words.headings.facts, vec![Block::Facts { rows }])
    }

    fn by_code(&self, speech: Speech) -> Section {
        let words = &speech.words.invoice;
        let columns = vec![
            Column::wide(&words.columns.code),
            Column::amounts(&words.columns.count),
            Column::amounts(&words.columns.net),
            Column::amounts(&words.columns.vat),
            Column::amounts(&words.columns.gross),
        ];
        let row = |name: &str, sum: Sum| {
            let mut row = vec![name.to_owned(), sum.lines.to_string()];
            row.extend(amounts(speech, sum));
            row
        };
        let each = self.codes.iter().map(|code| row(code.label.as_deref().unwrap_or(&words.no_code), code.sum));
        let rows = each.chain([row(&words.columns.total, self.sum)]).collect();
        Section::new(&words.headings.codes, vec![Block::Table { columns, rows, totals: true }])
    }

    fn payment(&self, speech: Speech) -> Section {
        let words = &speech.words.invoice;
        let said = [
            ("number", self.tie.case.as_str()),
            ("total", &euros(speech.language, self.sum.gross_cents)),
            ("due", &moment::day(speech, self.due_on)),
            ("reminder", &moment::day(speech, self.unpaid.reminder_on)),
            ("dunning", &moment::day(speech, self.unpaid.dunning_on)),
            ("fee", &euros(speech.language, self.unpaid.fee_cents)),
        ];
        let blocks = vec![
            Block::sticky(fill(&words.pay, &said)),
            Block::Address { lines: self.pay_to.clone() },
            Block::Small { text: fill(&words.unpaid, &said) },
        ];
        Section::kept(&words.headings.payment, blocks)
    }

    fn annexed(&self, speech: Speech) -> Section {
        let words = &speech.words.invoice;
        let said = [("count", &*self.sum.lines.to_string()), ("page", &self.overview)];
        let Some(lines) = &self.annex else {
            return Section::kept(&words.headings.annex, vec![Block::text(&fill(&words.elsewhere, &said))]);
        };
        let columns = vec![
            Column::narrow(&words.columns.at),
            Column::wide(&words.columns.what),
            Column::wide(&words.columns.by),
            Column::narrow(&words.columns.reference),
            Column::amounts(&words.columns.gross),
        ];
        let mut rows: Vec<Vec<String>> = lines.iter().map(|line| line.row(speech)).collect();
        let mut total = vec![words.columns.total.clone()];
        total.extend([String::new(), String::new(), String::new()]);
        total.push(euros(speech.language, self.sum.gross_cents));
        rows.push(total);
        let intro = Block::sticky(fill(&words.annexed, &said));
        Section::new(&words.headings.annex, vec![intro, Block::Table { columns, rows, totals: true }])
    }
}

impl LineOnInvoice {
    fn row(&self, speech: Speech) -> Vec<String> {
        let words = &speech.words.invoice;
        let mut what = speech.terms.product(&self.product).to_owned();
        if let Some((name, number)) = &self.about {
            what.push_str(&format!(": {name}, {number}"));
        }
        if self.sum.vat_cents != 0 {
            let vat = euros(speech.language, self.sum.vat_cents);
            what.push_str(&fill(&words.of_which_vat, &[("vat", &vat)]));
        }
        if self.late {
            what.push_str(&words.late);
        }
        let by = match &self.code {
            Some(code) => format!("{code}, {}", self.by),
            None => self.by.clone(),
        };
        vec![
            moment::short(speech, self.at),
            what,
            by,
            self.reference.clone().unwrap_or_default(),
            euros(speech.language, self.sum.gross_cents),
        ]
    }
}

/// Who it is for: name, address, and the number in the register.
pub(crate) fn to(speech: Speech, buyer: &Buyer) -> [Fact; 2] {
    let facts = &speech.words.invoice.facts;
    let name = buyer.address.as_ref().map_or(buyer.name.clone(), |address| format!("{}, {address}", buyer.name));
    [Fact::new(&facts.organisation, name).strong(), Fact::new(&facts.kvk, &buyer.kvk_number).mono()]
}

/// Who sends it: name, address, and the numbers by which the register and the tax office know it.
pub(crate) fn from(speech: Speech, seller: &Seller) -> [Fact; 3] {
    let facts = &speech.words.invoice.facts;
    [
        Fact::new(&facts.seller, format!("{}, {}", seller.name, seller.address())),
        Fact::new(&facts.seller_kvk, seller.kvk_number.as_str()).mono(),
        Fact::new(&facts.seller_vat, &seller.vat_number).mono(),
    ]
}

fn rate(speech: Speech, percent: u8) -> String {
    let words = &speech.words.invoice;
    if percent == 0 { words.no_vat.clone() } else { fill(&words.percent, &[("percent", &percent.to_string())]) }
}

fn amounts(speech: Speech, sum: Sum) -> [String; 3] {
    [sum.net_cents, sum.vat_cents, sum.gross_cents].map(|cents| euros(speech.language, cents))
}

/// What is charged, product by product.
pub(crate) fn by_product(speech: Speech, products: &[OfProduct], whole: Sum) -> Section {
    let words = &speech.words.invoice;
    let columns = vec![
        Column::wide(&words.columns.product),
        Column::amounts(&words.columns.count),
        Column::amounts(&words.columns.vat_percent),
        Column::amounts(&words.columns.net),
        Column::amounts(&words.columns.vat),
        Column::amounts(&words.columns.gross),
    ];
    let row = |name: &str, percent: String, sum: Sum| {
        let mut row = vec![name.to_owned(), sum.lines.to_string(), percent];
        row.extend(amounts(speech, sum));
        row
    };
    let each = products
        .iter()
        .map(|part| row(speech.terms.product(part.product.as_str()), rate(speech, part.vat_percent), part.sum));
    let rows = each.chain([row(&words.columns.total, String::new(), whole)]).collect();
    let table = Block::Table { columns, rows, totals: true };
    Section::new(&words.headings.products, vec![table])
}

/// The same by rate of VAT.
pub(crate) fn by_rate(speech: Speech, rates: &[AtRate], whole: Sum) -> Section {
    let words = &speech.words.invoice;
    let columns = vec![
        Column::wide(&words.columns.vat_percent),
        Column::amounts(&words.columns.net),
        Column::amounts(&words.columns.vat),
        Column::amounts(&words.columns.gross),
    ];
    let row = |name: String, sum: Sum| {
        let mut row = vec![name];
        row.extend(amounts(speech, sum));
        row
    };
    let each = rates.iter().map(|at| row(rate(speech, at.vat_percent), at.sum));
    let rows = each.chain([row(words.columns.total.clone(), whole)]).collect();
    let mut blocks = vec![Block::Table { columns, rows, totals: true }];
    if rates.iter().any(|rate| rate.vat_percent == 0) {
        blocks.push(Block::Small { text: words.register_has_no_vat.clone() });
    }
    Section::kept(&words.headings.vat, blocks)
}
