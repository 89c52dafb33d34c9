//! A direct-debit mandate as it was signed, and what a debtor gives his bank before the first B2B collection (domain.md 2.4). The wording stands in a
//! section of its own, separate from all other text.

use domain::days;
use domain::mandate::{CreditorOfMandate, Debtor, Frequency, Mandate, Scheme, Signature, State, Wording, bank};
use domain::upgrade::signing::Factor;

use crate::layout::{Block, Fact, Foot, Section, Sheet, SignatureBox};
use crate::words::{MandateWords, Speech, fill};
use crate::{PaperError, Tie, moment, typeset};

/// What stands on a mandate.
#[derive(Debug, Clone)]
pub struct MandateSheet<'a> {
    /// What ties the paper to the mandate and its data; `case` is the mandate's reference.
    pub tie: Tie,
    /// The mandate.
    pub mandate: &'a Mandate,
    /// The signature that counts.
    pub signature: &'a Signature,
    /// Its wording.
    pub wording: &'a Wording,
}

/// The mandate as PDF, in the language it was given in.
///
/// # Errors
/// When the words do not load or the typesetter refuses.
pub fn mandate(sheet: &MandateSheet<'_>) -> Result<Vec<u8>, PaperError> {
    let speech = Speech::of(sheet.mandate.language)?;
    let words = &speech.words.mandate;
    let said = [("reference", sheet.tie.case.as_str())];
    let printed = Sheet {
        language: sheet.mandate.language.code(),
        author: speech.words.frame.office.clone(),
        title: sheet.wording.title.clone(),
        statement: fill(&words.statement, &said),
        code_alt: words.code_alt.clone(),
        change: None,
        sections: vec![
            creditor(words, &sheet.mandate.creditor, speech),
            sheet.terms(words),
            Section::kept(&words.wording, sheet.wording.paragraphs.iter().map(|text| Block::text(text)).collect()),
            debtor(words, &sheet.mandate.debtor, speech),
            sheet.signed(speech),
        ],
        foot: Foot::new(speech, &sheet.tie).naming(fill(&words.foot, &said)),
    };
    typeset::pdf(&printed, &sheet.tie)
}

/// What the debtor's bank is told of a B2B mandate, as PDF, in the language the mandate was given in.
///
/// # Errors
/// When the words do not load or the typesetter refuses.
pub fn bank_form(sheet: &MandateSheet<'_>) -> Result<Vec<u8>, PaperError> {
    let speech = Speech::of(sheet.mandate.language)?;
    let words = &speech.words.mandate;
    let debtor_of = &sheet.mandate.debtor;
    let bank = bank::name(&debtor_of.iban).unwrap_or(&words.your_bank);
    let said =
        [("reference", sheet.tie.case.as_str()), ("creditor", sheet.mandate.creditor.name.as_str()), ("bank", bank)];
    let signer = SignatureBox { name: debtor_of.holder.to_string(), detail: words.bank_form.signer.clone() };
    let signature = Block::Signatures { words: speech.words.contract.signature.clone(), signers: vec![signer] };
    let printed = Sheet {
        language: sheet.mandate.language.code(),
        author: speech.words.frame.office.clone(),
        title: words.bank_form.title.clone(),
        statement: fill(&words.bank_form.statement, &said),
        code_alt: words.code_alt.clone(),
        change: None,
        sections: vec![
            Section::kept(&words.bank_form.to, vec![Block::Address { lines: vec![bank.to_owned()] }]),
            Section::kept(
                &words.bank_form.request,
                words.bank_form.paragraphs.iter().map(|text| Block::text(&fill(text, &said))).collect(),
            ),
            creditor(words, &sheet.mandate.creditor, speech),
            sheet.terms(words),
            debtor(words, debtor_of, speech),
            Section::kept(&words.bank_form.signature, vec![signature]),
        ],
        foot: Foot::new(speech, &sheet.tie).naming(fill(&words.foot, &said)),
    };
    typeset::pdf(&printed, &sheet.tie)
}

impl MandateSheet<'_> {
    fn terms(&self, words: &MandateWords) -> Section {
        let scheme = match self.mandate.scheme {
            Scheme::Core => &words.core,
            Scheme::B2b => &words.b2b,
        };
        let frequency = match self.mandate.frequency {
            Frequency::OneOff => &words.one_off,
            Frequency::Recurring => &words.recurring,
        };
        let rows = vec![
            Fact::new(&words.reference, self.mandate.reference.as_str()).mono(),
            Fact::new(&words.scheme, scheme),
            Fact::new(&words.frequency, frequency),
        ];
        Section::kept(&words.mandate, vec![Block::Facts { rows }])
    }

    fn signed(&self, speech: Speech) -> Section {
        let words = &speech.words.mandate;
        let signature = self.signature;
        let how = match signature.factor {
            Factor::App => &words.with_app,
            Factor::MailedCode => &words.with_code,
        };
        let mut rows = vec![
            Fact::new(&words.place, signature.place.as_str()),
            Fact::new(&words.date, moment::day(speech, days::amsterdam(signature.at))),
            Fact::new(&words.signer, signature.name.as_str()).strong(),
            Fact::new(&words.how, how.as_str()),
            Fact::new(&words.at, moment::moment(speech, signature.at)),
        ];
        let first = match self.mandate.state {
            State::Active { signed_at, .. } => signed_at,
            State::Draft { .. } | State::Revoked { .. } | State::Lapsed { .. } | State::UsedUp { .. } => signature.at,
        };
        if first != signature.at {
            rows.push(Fact::new(&words.first_signed, moment::day(speech, days::amsterdam(first))));
        }
        Section::kept(&words.signature, vec![Block::Facts { rows }])
    }
}

fn creditor(words: &MandateWords, creditor: &CreditorOfMandate, speech: Speech) -> Section {
    let town = town(String::from(creditor.postcode.clone()), creditor.town.as_str());
    let rows = vec![
        Fact::new(&words.name, creditor.name.as_str()).strong(),
        Fact::new(
            &words.address,
            address(creditor.street.as_str(), &town, &String::from(creditor.country.clone()), speech),
        ),
        Fact::new(&words.creditor_id, creditor.creditor_id.as_str()).mono(),
    ];
    Section::kept(&words.creditor, vec![Block::Facts { rows }])
}

fn debtor(words: &MandateWords, debtor: &Debtor, speech: Speech) -> Section {
    let place = &debtor.address;
    let town = town(String::from(place.postcode.clone()), place.town.as_str());
    let mut rows = vec![
        Fact::new(&words.name, debtor.holder.as_str()).strong(),
        Fact::new(&words.address, address(place.street.as_str(), &town, &String::from(place.country.clone()), speech)),
        Fact::new(&words.iban, debtor.iban.printed()).mono(),
    ];
    if let Some(bank) = bank::name(&debtor.iban) {
        rows.push(Fact::new(&words.bank, bank));
    }
    Section::kept(&words.debtor, vec![Block::Facts { rows }])
}

fn town(postcode: String, town: &str) -> String {
    format!("{postcode} {town}")
}

/// An address on one line.
fn address(street: &str, town: &str, country: &str, speech: Speech) -> String {
    format!("{street}, {town}, {}", speech.country(country))
}
