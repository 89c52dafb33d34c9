//! The evidence of signing: who signed, when, what text, which fingerprint, and with which second factor.

use domain::language::Language;
use domain::level::AssuranceLevel;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::layout::{Block, Fact, Foot, Section, Sheet, grouped};
use crate::words::{Speech, fill};
use crate::{PaperError, Tie, moment, typeset};

/// What stands on a sheet of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceSheet {
    /// What ties the paper to its case and to the data that was signed.
    pub tie: Tie,
    /// The number of the means on paper.
    pub means: String,
    /// The level it had; none for an application.
    pub from_level: Option<AssuranceLevel>,
    /// The level it gets.
    pub target_level: AssuranceLevel,
    /// The name of the organisation in the register.
    pub organisation: String,
    /// Its number in the register.
    pub kvk_number: String,
    /// How many signatures are needed.
    pub needed: usize,
    /// From how many people they can come.
    pub candidates: usize,
    /// The text that was agreed to, paragraph by paragraph, in the words the signers read.
    pub text: Vec<String>,
    /// Which version of the text that is.
    pub text_version: String,
    /// The signatures, in the order they were given.
    pub signatures: Vec<Signature>,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// First names, infix and surname of who signed.
    pub name: String,
    /// The function in the register.
    pub function: String,
    /// How it was given.
    pub how: How,
    /// The fingerprint of the data it was given for, in hexadecimal.
    pub fingerprint: String,
}

/// How a signature was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// In the signing room, confirmed with a code that was mailed.
    MailCode(Timestamp),
    /// In the signing room, confirmed with an authenticator app.
    Totp(Timestamp),
    /// In pen, on the paper contract, on the day that stands there.
    Pen(Date),
}

/// The evidence as PDF in a language.
pub fn evidence(sheet: &EvidenceSheet, language: Language) -> Result<Vec<u8>, PaperError> {
    let speech = Speech::of(language)?;
    let words = &speech.words.evidence;
    let statement = fill(&words.statement, &[("means", &sheet.means)]);
    let printed = Sheet {
        language: language.code(),
        author: speech.words.frame.office.clone(),
        title: words.title.clone(),
        statement,
        code_alt: words.code_alt.clone(),
        change: None,
        sections: vec![
            sheet.document(speech),
            Section::new(&words.headings.text, sheet.text.iter().map(|text| Block::text(text)).collect()),
            sheet.signed(speech),
            Section::kept(&words.headings.meaning, vec![Block::Points { points: words.meaning.clone() }]),
        ],
        foot: Foot::new(speech, &sheet.tie),
    };
    typeset::pdf(&printed, &sheet.tie)
}

impl EvidenceSheet {
    fn document(&self, speech: Speech) -> Section {
        let words = &speech.words.evidence;
        let to = speech.terms.level(self.target_level).0;
        let change = match self.from_level {
            Some(from) => fill(&words.facts.change_from_to, &[("from", speech.terms.level(from).0), ("to", to)]),
            None => fill(&words.facts.change_to, &[("to", to)]),
        };
        let needed = [("needed", self.needed.to_string()), ("candidates", self.candidates.to_string())];
        let needed: Vec<_> = needed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let rows = vec![
            Fact::new(&words.facts.organisation, &self.organisation).strong(),
            Fact::new(&words.facts.kvk, &self.kvk_number).mono(),
            Fact::new(&words.facts.change, change),
            Fact::new(&words.facts.text, &self.text_version),
            Fact::new(&words.facts.needed, fill(&words.facts.needed_value, &needed)),
            Fact::new(&words.facts.signed, self.signatures.len().to_string()),
        ];
        Section::new(&words.headings.document, vec![Block::Facts { rows }])
    }

    fn signed(&self, speech: Speech) -> Section {
        let words = &speech.words.evidence;
        let mut blocks = vec![Block::sticky(words.intro.say(self.signatures.len()))];
        for signature in &self.signatures {
            let (at, how) = match signature.how {
                How::MailCode(at) => (moment::moment(speech, at), &words.factors.mail_code),
                How::Totp(at) => (moment::moment(speech, at), &words.factors.totp),
                How::Pen(on) => (moment::day(speech, on), &words.factors.pen),
            };
            blocks.push(Block::Part { text: signature.name.clone() });
            let rows = vec![
                Fact::new(&words.facts.function, &signature.function),
                Fact::new(&words.facts.signed_at, at),
                Fact::new(&words.facts.how, how),
                Fact::new(&words.facts.fingerprint, grouped(&signature.fingerprint).join(" ")).mono(),
            ];
            blocks.push(Block::Facts { rows });
        }
        Section::new(&words.headings.signatures, blocks)
    }
}
