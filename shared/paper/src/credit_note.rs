//! The credit note: takes an invoice back whole, with the same amounts below nought.

use domain::invoice::{AtRate, OfProduct, Seller};
use domain::language::Language;
use domain::spend::{Month, Sum};
use jiff::civil::Date;

use crate::amount::euros;
use crate::invoice::{Buyer, by_product, by_rate, from, to};
use crate::layout::{Block, Fact, Foot, Section, Sheet};
use crate::words::{Speech, fill};
use crate::{PaperError, Tie, moment, typeset};

/// What stands on a credit note. The amounts are those of the invoice; on paper they are below nought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditSheet {
    /// What ties the paper to the invoice and its data; `case` is the number of the note, and the day it is made that of the note.
    pub tie: Tie,
    /// The number of the invoice that is taken back.
    pub invoice: String,
    /// The day of that invoice.
    pub invoiced_on: Date,
    /// Who sends it.
    pub seller: Seller,
    /// Who would have paid.
    pub buyer: Buyer,
    /// The month it was for.
    pub month: Month,
    /// What it came to.
    pub sum: Sum,
    /// By rate of VAT.
    pub rates: Vec<AtRate>,
    /// By product.
    pub products: Vec<OfProduct>,
}

/// The credit note as PDF in a language.
pub fn credit_note(sheet: &CreditSheet, language: Language) -> Result<Vec<u8>, PaperError> {
    let speech = Speech::of(language)?;
    let words = &speech.words.credit_note;
    let sum = taken_back(sheet.sum);
    let said = [
        ("number", sheet.tie.case.as_str()),
        ("invoice", &sheet.invoice),
        ("date", &moment::day(speech, sheet.invoiced_on)),
        ("total", &euros(language, sheet.sum.gross_cents)),
    ];
    let rates: Vec<_> = sheet.rates.iter().map(|at| AtRate { sum: taken_back(at.sum), ..*at }).collect();
    let products = sheet.products.iter().map(|part| OfProduct { sum: taken_back(part.sum), ..part.clone() });
    let products: Vec<_> = products.collect();
    let printed = Sheet {
        language: language.code(),
        author: speech.words.frame.office.clone(),
        title: fill(&words.title, &said),
        statement: fill(&words.statement, &said),
        code_alt: speech.words.invoice.code_alt.clone(),
        change: None,
        sections: vec![
            sheet.facts(speech),
            by_product(speech, &products, sum),
            by_rate(speech, &rates, sum),
            Section::kept(&words.nothing_to_pay, vec![Block::text(&fill(&words.explanation, &said))]),
        ],
        foot: Foot::new(speech, &sheet.tie).naming(fill(&words.title, &said)),
    };
    typeset::pdf(&printed, &sheet.tie)
}

const fn taken_back(sum: Sum) -> Sum {
    Sum::new(sum.lines, sum.net_cents.saturating_neg(), sum.vat_cents.saturating_neg())
}

impl CreditSheet {
    fn facts(&self, speech: Speech) -> Section {
        let (words, facts) = (&speech.words.credit_note, &speech.words.invoice.facts);
        let mut rows = vec![
            Fact::new(&words.number, &self.tie.case).mono(),
            Fact::new(&facts.number, &self.invoice).mono(),
            Fact::new(&facts.month, moment::month(speech, self.month)),
            Fact::new(&words.made_on, moment::day(speech, self.tie.made_on)),
            Fact::new(&words.total, euros(speech.language, self.sum.gross_cents.saturating_neg())).strong(),
        ];
        rows.extend(to(speech, &self.buyer));
        rows.extend(from(speech, &self.seller));
        Section::kept(&words.heading, vec![Block::Facts { rows }])
    }
}
