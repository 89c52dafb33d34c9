//! What the register delivered as data: an extract, a profile, a history and their like. Without the register's seal, which is said on it.

use domain::language::Language;
use domain::order::{Entry, Sheet as Delivered, Value};

use crate::amount::euros;
use crate::layout::{Block, Fact, Foot, Section, Sheet};
use crate::words::{Speech, fill};
use crate::{PaperError, Tie, moment, typeset};

/// What stands on the paper.
#[derive(Debug, Clone)]
pub struct ProductSheet<'a> {
    /// What ties the paper to its order and its data; `case` is the order.
    pub tie: Tie,
    /// The code of the product.
    pub product: &'a str,
    /// The company it is about.
    pub company: &'a str,
    /// Its number in the register.
    pub kvk_number: &'a str,
    /// The customer's own reference.
    pub reference: Option<&'a str>,
    /// What the register delivered.
    pub delivered: &'a Delivered,
}

/// The product as PDF in a language.
pub fn product(sheet: &ProductSheet<'_>, language: Language) -> Result<Vec<u8>, PaperError> {
    let speech = Speech::of(language)?;
    let words = &speech.words.product;
    let name = speech.terms.product(sheet.product);
    let said = [
        ("product", name),
        ("company", sheet.company),
        ("kvk", sheet.kvk_number),
        ("moment", &moment::moment(speech, sheet.delivered.as_of)),
        ("order", &sheet.tie.case),
    ];
    let mut sections = vec![sheet.about(speech, name)];
    sections.extend(
        sheet
            .delivered
            .sections
            .iter()
            .map(|section| Section::new(speech.terms.sheet(&section.heading), blocks(speech, &section.entries))),
    );
    sections.push(Section::kept(&words.meaning, words.points.iter().map(|point| Block::text(point)).collect()));
    let printed = Sheet {
        language: language.code(),
        author: speech.words.frame.office.clone(),
        title: fill(&words.title, &said),
        statement: fill(&words.statement, &said),
        code_alt: words.code_alt.clone(),
        change: None,
        sections,
        foot: Foot::new(speech, &sheet.tie).naming(fill(&words.foot, &said)),
    };
    typeset::pdf(&printed, &sheet.tie)
}

impl ProductSheet<'_> {
    fn about(&self, speech: Speech, name: &str) -> Section {
        let words = &speech.words.product;
        let mut rows = vec![
            Fact::new(&words.company, self.company).strong(),
            Fact::new(speech.terms.sheet("kvk-number"), self.kvk_number).mono(),
            Fact::new(&words.product, name),
            Fact::new(&words.as_of, moment::moment(speech, self.delivered.as_of)),
        ];
        rows.extend(self.reference.map(|reference| Fact::new(&words.reference, reference)));
        Section::new(&words.about, vec![Block::Facts { rows }])
    }
}

/// One list of facts for each entry, a line apart.
fn blocks(speech: Speech, entries: &[Entry]) -> Vec<Block> {
    let facts = |entry: &Entry| Block::Facts {
        rows: entry
            .rows
            .iter()
            .map(|row| Fact::new(speech.terms.sheet(&row.label), said(speech, &row.value)))
            .collect(),
    };
    let mut blocks = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        if entries.len() > 1 {
            blocks.push(Block::Part { text: (at + 1).to_string() });
        }
        blocks.push(facts(entry));
    }
    blocks
}

fn said(speech: Speech, value: &Value) -> String {
    match value {
        Value::Text { text } => text.clone(),
        Value::Day { day } => moment::day(speech, *day),
        Value::Amount { cents } => euros(speech.language, *cents),
        Value::Term { term } => speech.terms.sheet(term).to_owned(),
    }
}
