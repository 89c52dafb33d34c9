//! A filled form as a paper: its answers by the layout that is part of the form, with boxes to sign in for those who sign it. And the certificate
//! that a contract was entered in the register.

use domain::form::{Answers, Form, Paragraph, ReadPart, ReadRow, Said};
use domain::language::Language;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::amount::euros;
use crate::layout::{Block, Column, Fact, Foot, Section, Sheet, SignatureBox};
use crate::words::{Speech, fill};
use crate::{PaperError, Tie, moment, typeset};

/// How many columns of answers fit side by side.
const COLUMNS: usize = 4;

/// What stands on a filled form.
#[derive(Debug, Clone)]
pub struct FormSheet<'a> {
    /// What ties the paper to the submission and its answers; `case` is the submission.
    pub tie: Tie,
    /// The form, in the edition it was filled in under.
    pub form: &'a Form,
    /// What was answered.
    pub answers: &'a Answers,
    /// When it was handed in.
    pub sent_at: Option<Timestamp>,
    /// Who signs it, and who did.
    pub signers: Vec<SignerOnForm>,
}

/// Somebody who signs a filled form.
#[derive(Debug, Clone)]
pub struct SignerOnForm {
    /// His full name.
    pub name: String,
    /// In which role of the form.
    pub role: String,
    /// How he signed, once he did.
    pub signed: Option<SignedOnForm>,
}

/// How somebody signed.
#[derive(Debug, Clone, Copy)]
pub enum SignedOnForm {
    /// In the signing room.
    Room(Timestamp),
    /// In pen, on another copy that was handed in.
    Paper(Date),
}

/// What stands on a certificate of entry.
#[derive(Debug, Clone)]
pub struct CertificateSheet<'a> {
    /// What ties the paper to the submission and its answers.
    pub tie: Tie,
    /// The form.
    pub form: &'a Form,
    /// What was answered.
    pub answers: &'a Answers,
    /// The number in the register.
    pub number: &'a str,
    /// When it was entered.
    pub entered_at: Timestamp,
    /// Who signed, in which role.
    pub signers: Vec<SignerOnForm>,
}

/// The filled form as PDF in a language.
///
/// # Errors
/// When the typesetter refuses.
pub fn form(sheet: &FormSheet<'_>, language: Language) -> Result<Vec<u8>, PaperError> {
    let speech = Speech::of(language)?;
    let words = &speech.words.form;
    let paper = &sheet.form.paper;
    let title = paper.title.as_ref().unwrap_or(&sheet.form.title).said(language);
    let statement = match (&paper.law, sheet.sent_at) {
        (Some(law), _) => law.said(language).to_owned(),
        (None, Some(at)) => fill(&words.sent, &[("moment", &moment::moment(speech, at))]),
        (None, None) => words.draft.clone(),
    };
    let mut sections = sheet.paragraphs(speech, &paper.opening, &words.opening);
    let parts = sheet.form.read(sheet.answers, language, true);
    sections.extend(parts.iter().map(|part| section(speech, part)));
    sections.extend(sheet.paragraphs(speech, &paper.closing, &words.closing));
    sections.extend(sheet.signatures(speech));
    // Where the law stands below the title, a request or notice says here when it came in; a contract is dated by its signatures.
    if let (Some(_), Some(at), true, Some(last)) =
        (&paper.law, sheet.sent_at, sheet.signers.is_empty(), sections.last_mut())
    {
        last.blocks.push(Block::Small { text: fill(&words.sent, &[("moment", &moment::moment(speech, at))]) });
    }
    let printed = Sheet {
        language: language.code(),
        author: speech.words.frame.office.clone(),
        title: title.to_owned(),
        statement,
        code_alt: words.code_alt.clone(),
        change: None,
        sections,
        foot: Foot::new(speech, &sheet.tie),
    };
    typeset::pdf(&printed, &sheet.tie)
}

/// The certificate of entry as PDF in a language.
///
/// # Errors
/// When the typesetter refuses.
pub fn certificate(sheet: &CertificateSheet<'_>, language: Language) -> Result<Vec<u8>, PaperError> {
    let speech = Speech::of(language)?;
    let words = &speech.words.certificate;
    let title = sheet.form.title.said(language);
    let entered = moment::moment(speech, sheet.entered_at);
    let said = [("form", title), ("number", sheet.number), ("moment", entered.as_str())];
    let mut rows = vec![
        Fact::new(&words.number, sheet.number).mono(),
        Fact::new(&words.entered, entered.as_str()),
        Fact::new(&words.contract, title),
    ];
    rows.extend(sheet.signers.iter().map(|signer| Fact::new(label(sheet.form, &signer.role, language), &*signer.name)));
    let mut sections = vec![Section::new(&words.entry, vec![Block::Facts { rows }])];
    let parts = sheet.form.read(sheet.answers, language, true);
    // A certificate is shown to others: it names what the form says it names, and nobody's private data beside that.
    let named = |row: &&ReadRow| sheet.form.paper.certificate.contains(&row.field);
    for part in &parts {
        let rows: Vec<Fact> = part.rows.iter().filter(named).map(|row| fact(speech, row)).collect();
        if !rows.is_empty() {
            sections.push(Section::kept(&part.heading, vec![Block::Facts { rows }]));
        }
    }
    sections.push(Section::kept(&words.meaning, words.points.iter().map(|point| Block::text(point)).collect()));
    let printed = Sheet {
        language: language.code(),
        author: speech.words.frame.office.clone(),
        title: words.title.clone(),
        statement: fill(&words.statement, &said),
        code_alt: speech.words.form.code_alt.clone(),
        change: None,
        sections,
        foot: Foot::new(speech, &sheet.tie),
    };
    typeset::pdf(&printed, &sheet.tie)
}

impl FormSheet<'_> {
    /// Paragraphs, a section for each heading; those before the first heading stand under one of ours.
    fn paragraphs(&self, speech: Speech, paragraphs: &[Paragraph], ours: &str) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        let held = |one: &&Paragraph| one.when.as_ref().is_none_or(|when| when.holds(self.answers));
        for paragraph in paragraphs.iter().filter(held) {
            let text = self.filled_in(speech, paragraph.text.said(speech.language));
            match (&paragraph.heading, sections.last_mut()) {
                (None, Some(section)) => section.blocks.push(Block::text(&text)),
                (heading, _) => {
                    let heading = heading.as_ref().map_or(ours, |heading| heading.said(speech.language));
                    sections.push(Section::new(heading, vec![Block::text(&text)]));
                }
            }
        }
        sections
    }

    /// `{field}` by its answer, as it is printed; by a line to write on when there is none.
    fn filled_in(&self, speech: Speech, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            match self.form.said(name, self.answers, speech.language) {
                Some(said) => filled.push_str(&plain(speech, &said)),
                None => filled.push_str("________"),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    fn signatures(&self, speech: Speech) -> Option<Section> {
        if self.signers.is_empty() {
            return None;
        }
        let words = &speech.words.form;
        let role = |signer: &SignerOnForm| label(self.form, &signer.role, speech.language).to_owned();
        let mut blocks = Vec::new();
        let signed: Vec<Vec<String>> = self
            .signers
            .iter()
            .filter_map(|signer| {
                let how = match signer.signed? {
                    SignedOnForm::Room(at) => fill(&words.in_room, &[("moment", &moment::moment(speech, at))]),
                    SignedOnForm::Paper(on) => fill(&words.in_pen, &[("date", &moment::day(speech, on))]),
                };
                Some(vec![signer.name.clone(), role(signer), how])
            })
            .collect();
        if !signed.is_empty() {
            let columns = vec![Column::narrow(&words.who), Column::narrow(&words.role), Column::wide(&words.how)];
            blocks.push(Block::Table { columns, rows: signed, totals: false });
        }
        let open: Vec<SignatureBox> = self
            .signers
            .iter()
            .filter(|signer| signer.signed.is_none())
            .map(|signer| SignatureBox { name: signer.name.clone(), detail: role(signer) })
            .collect();
        if !open.is_empty() {
            blocks.push(Block::Signatures { words: speech.words.contract.signature.clone(), signers: open });
        }
        Some(Section::new(&words.signatures, blocks))
    }
}

fn label<'a>(form: &'a Form, role: &'a str, language: Language) -> &'a str {
    form.paper.roles.iter().find(|one| one.id == role).map_or(role, |one| one.label.said(language))
}

/// How many facts are kept on one page with their heading, and how many characters they may have together: a few lines, whoever filled them in.
const FEW: usize = 8;
const SHORT: usize = 600;

/// A part of the form. What was asked several times over follows the part's other answers, so that none of those seems to belong to the last of them.
fn section(speech: Speech, part: &ReadPart) -> Section {
    let (lists, single): (Vec<&ReadRow>, Vec<&ReadRow>) =
        part.rows.iter().partition(|row| matches!(row.said, Said::Several { .. }));
    let rows: Vec<Fact> = single.into_iter().map(|row| fact(speech, row)).collect();
    let keep = lists.is_empty() && rows.len() <= FEW && rows.iter().map(Fact::characters).sum::<usize>() <= SHORT;
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        blocks.push(Block::Facts { rows });
    }
    for row in lists {
        if let Said::Several { items } = &row.said {
            several(speech, &row.label, items, &mut blocks);
        }
    }
    Section { keep, ..Section::new(&part.heading, blocks) }
}

/// A table when every one has the same few answers; else one after the other.
fn several(speech: Speech, label: &str, items: &[Vec<ReadRow>], blocks: &mut Vec<Block>) {
    let first = items.first().map(Vec::as_slice).unwrap_or_default();
    let same = |item: &Vec<ReadRow>| {
        item.len() == first.len() && item.iter().zip(first).all(|(one, other)| one.field == other.field)
    };
    if (1..=COLUMNS).contains(&first.len()) && items.iter().all(same) {
        blocks.push(Block::Part { text: label.to_owned() });
        let columns = first.iter().map(|row| match row.said {
            Said::Euros { .. } => Column::amounts(&row.label),
            Said::Number { .. } | Said::Date { .. } | Said::YesNo { .. } => Column::narrow(&row.label),
            Said::Text { .. } | Said::Files { .. } | Said::Several { .. } => Column::wide(&row.label),
        });
        let rows = items.iter().map(|item| item.iter().map(|row| plain(speech, &row.said)).collect()).collect();
        blocks.push(Block::Table { columns: columns.collect(), rows, totals: false });
        return;
    }
    for (at, item) in items.iter().enumerate() {
        let text = if items.len() > 1 { format!("{label} ({})", at.saturating_add(1)) } else { label.to_owned() };
        blocks.push(Block::Part { text });
        blocks.push(Block::Facts { rows: item.iter().map(|row| fact(speech, row)).collect() });
    }
}

/// What was written in several lines is printed in several lines.
fn fact(speech: Speech, row: &ReadRow) -> Fact {
    match &row.said {
        Said::Text { text } => Fact::lines(&row.label, text),
        Said::Date { .. }
        | Said::Number { .. }
        | Said::Euros { .. }
        | Said::YesNo { .. }
        | Said::Files { .. }
        | Said::Several { .. } => Fact::new(&row.label, plain(speech, &row.said)),
    }
}

fn plain(speech: Speech, said: &Said) -> String {
    let frame = &speech.words.frame;
    match said {
        Said::Text { text } => text.clone(),
        Said::Date { date } => moment::day(speech, *date),
        Said::Number { number } => number.to_string(),
        Said::Euros { cents } => euros(speech.language, *cents),
        Said::YesNo { yes } => if *yes { &frame.yes } else { &frame.no }.clone(),
        Said::Files { files } => speech.words.form.files.say(files.len()),
        Said::Several { items } => {
            let item =
                |rows: &Vec<ReadRow>| rows.iter().map(|row| plain(speech, &row.said)).collect::<Vec<_>>().join(", ");
            items.iter().map(item).collect::<Vec<_>>().join("; ")
        }
    }
}
