//! What stands on a sheet, part by part, as `templates/sheet.typ` reads it. Which words, in which order, is settled here; how it looks, there.

use serde::Serialize;

use crate::Tie;
use crate::moment;
use crate::words::{SignatureWords, Speech, fill};

/// A whole sheet.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Sheet {
    pub language: &'static str,
    pub author: String,
    pub title: String,
    pub statement: String,
    pub code_alt: String,
    pub change: Option<Change>,
    pub sections: Vec<Section>,
    pub foot: Foot,
}

/// From which level to which.
#[derive(Debug, Serialize)]
pub(crate) struct Change {
    pub from: Side,
    pub to: Side,
}

#[derive(Debug, Serialize)]
pub(crate) struct Side {
    pub label: String,
    pub level: String,
    pub meaning: String,
}

/// What stands at the foot of every page.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Foot {
    code_label: String,
    code: Option<String>,
    fingerprint_label: String,
    fingerprint: Vec<String>,
    page: String,
    made: String,
    case: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Section {
    pub heading: String,
    pub blocks: Vec<Block>,
    /// Whether it is kept on one page. Only for sections whose length is ours.
    pub keep: bool,
}

impl Section {
    pub(crate) fn new(heading: &str, blocks: Vec<Block>) -> Self {
        Self { heading: heading.to_owned(), blocks, keep: false }
    }

    pub(crate) fn kept(heading: &str, blocks: Vec<Block>) -> Self {
        Self { keep: true, ..Self::new(heading, blocks) }
    }
}

/// A part of a section.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Block {
    /// A paragraph; a sticky one stays with what comes after it.
    Text {
        text: String,
        sticky: bool,
    },
    Small {
        text: String,
    },
    Part {
        text: String,
    },
    Points {
        points: Vec<String>,
    },
    Steps {
        points: Vec<String>,
    },
    Facts {
        rows: Vec<Fact>,
    },
    Table {
        columns: Vec<Column>,
        rows: Vec<Vec<String>>,
        totals: bool,
    },
    Address {
        lines: Vec<String>,
    },
    Signatures {
        words: SignatureWords,
        signers: Vec<SignatureBox>,
    },
}

impl Block {
    pub(crate) fn text(text: &str) -> Self {
        Self::Text { text: text.to_owned(), sticky: false }
    }

    pub(crate) fn sticky(text: String) -> Self {
        Self::Text { text, sticky: true }
    }
}

/// A label and what belongs to it.
#[derive(Debug, Serialize)]
pub(crate) struct Fact {
    label: String,
    value: String,
    /// What follows the first line of the value.
    more: Vec<String>,
    mono: bool,
    strong: bool,
}

impl Fact {
    pub(crate) fn new(label: &str, value: impl Into<String>) -> Self {
        Self { label: label.to_owned(), value: value.into(), more: Vec::new(), mono: false, strong: false }
    }

    /// Text as it was written, line by line.
    pub(crate) fn lines(label: &str, text: &str) -> Self {
        let mut lines = text.trim().lines().map(|line| line.trim_end().to_owned());
        let first = lines.next().unwrap_or_default();
        Self { more: lines.collect(), ..Self::new(label, first) }
    }

    /// How much there is to read in it.
    pub(crate) fn characters(&self) -> usize {
        [&self.label, &self.value].into_iter().chain(&self.more).map(|text| text.chars().count()).sum()
    }

    /// A name: what the eye should find first.
    pub(crate) fn strong(self) -> Self {
        Self { strong: true, ..self }
    }

    /// A number or code that is compared character by character.
    pub(crate) fn mono(self) -> Self {
        Self { mono: true, ..self }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct Column {
    label: String,
    wide: bool,
    right: bool,
}

impl Column {
    /// A column of text, as wide as there is room.
    pub(crate) fn wide(label: &str) -> Self {
        Self { label: label.to_owned(), wide: true, right: false }
    }

    /// A column as narrow as what is in it.
    pub(crate) fn narrow(label: &str) -> Self {
        Self { wide: false, ..Self::wide(label) }
    }

    /// A column of amounts.
    pub(crate) fn amounts(label: &str) -> Self {
        Self { label: label.to_owned(), wide: false, right: true }
    }
}

/// Whose box to sign in it is.
#[derive(Debug, Serialize)]
pub(crate) struct SignatureBox {
    pub name: String,
    pub detail: String,
}

impl Foot {
    pub(crate) fn new(speech: Speech, tie: &Tie) -> Self {
        let frame = &speech.words.frame;
        Self {
            code_label: frame.code.clone(),
            code: tie.code.clone(),
            fingerprint_label: frame.fingerprint.clone(),
            fingerprint: grouped(&tie.fingerprint),
            page: frame.page.clone(),
            made: fill(&frame.made, &[("date", &moment::day(speech, tie.made_on))]),
            case: fill(&frame.case, &[("case", &tie.case)]),
        }
    }
}

impl Foot {
    /// With another name for what the paper belongs to than that of a case.
    pub(crate) fn naming(self, case: String) -> Self {
        Self { case, ..self }
    }
}

/// A fingerprint as it is compared by eye: lines of eight groups of four.
pub(crate) fn grouped(fingerprint: &str) -> Vec<String> {
    let characters: Vec<char> = fingerprint.chars().collect();
    let groups: Vec<String> = characters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.chunks(8).map(|line| line.join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_shown_in_groups_of_four() {
        assert_eq!(grouped(&"0123456789abcdef".repeat(4)), vec![["0123 4567 89ab cdef"; 2].join(" "); 2]);
        assert_eq!(grouped(""), Vec::<String>::new());
    }
}
