//! The contract: what the customer signs (domain.md 5, seed 001 step 4).

use domain::language::Language;
use domain::level::AssuranceLevel;
use jiff::civil::Date;

use crate::amount::euros;
use crate::layout::{Block, Change, Column, Fact, Foot, Section, Sheet, Side, SignatureBox};
use crate::words::{Opening, Speech, fill};
use crate::{PaperError, Tie, moment, typeset};

/// What stands on a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractSheet {
    /// What ties the paper to its case and its data.
    pub tie: Tie,
    /// The number of the means on paper.
    pub means: String,
    /// The level it has; none makes the contract an application.
    pub from_level: Option<AssuranceLevel>,
    /// The level it gets.
    pub target_level: AssuranceLevel,
    /// The person the means belongs to.
    pub user: User,
    /// The organisation it is used for.
    pub organisation: Organisation,
    /// Where it may be used.
    pub services: Services,
    /// For how many years it is bought; none keeps the present end date.
    pub term_years: Option<u8>,
    /// What it costs; none while nothing is charged.
    pub price: Option<Price>,
    /// Which version of the general terms is accepted.
    pub terms: String,
    /// Who may sign; each gets a box. None when nobody has to.
    pub signers: Vec<Signer>,
    /// How many of them must.
    pub needed: usize,
    /// Where the signed paper goes by post, line by line.
    pub post_to: Vec<String>,
}

/// The person the means belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// First names, infix and surname.
    pub name: String,
    /// Date of birth.
    pub birth_date: Date,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// E-mail address.
    pub email: String,
    /// Mobile number.
    pub mobile: String,
    /// Whether the person works for the organisation.
    pub employed: bool,
}

/// The organisation the means is used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its name in the register.
    pub name: String,
    /// Its number in the register.
    pub kvk_number: String,
    /// The branch the means is bound to.
    pub establishment_number: Option<String>,
}

/// Where the means may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Services {
    /// Nothing is added to what it has.
    Unchanged,
    /// Everywhere up to its level.
    All,
    /// At these.
    These(Vec<Service>),
}

/// One service, or all of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Whose it is.
    pub provider: String,
    /// What it is called; none for all services of the provider.
    pub name: Option<String>,
    /// The level it asks, where it is known.
    pub level: Option<AssuranceLevel>,
}

/// What it costs, in whole cents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// What is counted.
    pub lines: Vec<PriceLine>,
    /// The sum excluding VAT.
    pub net_cents: i64,
    /// The rate of the VAT.
    pub vat_percent: u8,
    /// The VAT on it.
    pub vat_cents: i64,
    /// The sum to pay.
    pub gross_cents: i64,
}

/// One line of a price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceLine {
    /// The stable code of what is counted.
    pub item: String,
    /// How many.
    pub count: u32,
    /// The discount code that gives it, if one does.
    pub code: Option<String>,
    /// In cents, excluding VAT; negative for a discount.
    pub net_cents: i64,
}

/// Somebody who may sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// First names, infix and surname.
    pub name: String,
    /// The function in the register.
    pub function: String,
}

/// The contract as PDF in a language.
pub fn contract(sheet: &ContractSheet, language: Language) -> Result<Vec<u8>, PaperError> {
    let speech = Speech::of(language)?;
    let words = &speech.words.contract;
    let opening = sheet.opening(speech);
    let (to, meaning) = speech.terms.level(sheet.target_level);
    let from = sheet.from_level.map(|level| speech.terms.level(level));
    let statement =
        fill(&opening.statement, &[("means", &sheet.means), ("from", from.map_or("", |(name, _)| name)), ("to", to)]);
    let side = |label: &str, level: &str, meaning: &str| Side {
        label: label.to_owned(),
        level: level.to_owned(),
        meaning: meaning.to_owned(),
    };
    let (from, from_meaning) = from.unwrap_or((&words.nothing, &words.nothing_meaning));
    let printed = Sheet {
        language: language.code(),
        author: speech.words.frame.office.clone(),
        title: opening.title.clone(),
        statement,
        code_alt: fill(&speech.words.frame.code_alt, &[("code", sheet.tie.code.as_deref().unwrap_or_default())]),
        change: Some(Change { from: side(&words.now, from, from_meaning), to: side(&opening.after, to, meaning) }),
        sections: vec![
            sheet.about_the_user(speech),
            sheet.about_the_organisation(speech),
            sheet.about_services(speech),
            sheet.about_the_price(speech),
            sheet.about_the_terms(speech),
        ]
        .into_iter()
        .chain(sheet.about_signing(speech))
        .collect(),
        foot: Foot::new(speech, &sheet.tie),
    };
    typeset::pdf(&printed, &sheet.tie)
}

impl ContractSheet {
    fn opening(&self, speech: Speech) -> &'static Opening {
        let words = &speech.words.contract;
        if self.from_level.is_some() { &words.upgrade } else { &words.application }
    }

    fn about_the_user(&self, speech: Speech) -> Section {
        let (words, user) = (&speech.words.contract, &self.user);
        let date = moment::day(speech, user.birth_date);
        let born = match &user.birth_place {
            Some(place) => fill(&words.facts.born_at, &[("date", &date), ("place", place)]),
            None => date,
        };
        let frame = &speech.words.frame;
        let rows = vec![
            Fact::new(&words.facts.name, &user.name).strong(),
            Fact::new(&words.facts.born, born),
            Fact::new(&words.facts.email, &user.email),
            Fact::new(&words.facts.mobile, &user.mobile),
            Fact::new(&words.facts.employed, if user.employed { &frame.yes } else { &frame.no }),
        ];
        Section::new(&words.headings.user, vec![Block::Facts { rows }])
    }

    fn about_the_organisation(&self, speech: Speech) -> Section {
        let (words, organisation) = (&speech.words.contract, &self.organisation);
        let rows = vec![
            Fact::new(&words.facts.name, &organisation.name).strong(),
            Fact::new(&words.facts.kvk, &organisation.kvk_number).mono(),
            match &organisation.establishment_number {
                Some(number) => Fact::new(&words.facts.establishment, number).mono(),
                None => Fact::new(&words.facts.establishment, &words.facts.no_establishment),
            },
        ];
        Section::new(&words.headings.organisation, vec![Block::Facts { rows }])
    }

    fn about_services(&self, speech: Speech) -> Section {
        let words = &speech.words.contract.services;
        let intro = || Block::sticky(words.intro.clone());
        let blocks = match &self.services {
            Services::Unchanged => vec![Block::text(&words.none)],
            Services::All => {
                let all = fill(&words.all, &[("to", speech.terms.level(self.target_level).0)]);
                vec![intro(), Block::Points { points: vec![all] }]
            }
            Services::These(services) => {
                let columns =
                    vec![Column::wide(&words.service), Column::wide(&words.provider), Column::narrow(&words.level)];
                let rows = services.iter().map(|service| {
                    let level = service.level.map_or("", |level| speech.terms.level(level).0);
                    let name = service.name.as_ref().unwrap_or(&words.all_of_provider);
                    vec![name.clone(), service.provider.clone(), level.to_owned()]
                });
                vec![intro(), Block::Table { columns, rows: rows.collect(), totals: false }]
            }
        };
        Section::new(&speech.words.contract.headings.services, blocks)
    }

    fn about_the_price(&self, speech: Speech) -> Section {
        let words = &speech.words.contract;
        let term = self.term_years.map(|years| speech.words.frame.years.say(usize::from(years)));
        let term = Fact::new(&words.facts.term, term.as_ref().unwrap_or(&words.facts.same_term));
        let mut blocks = vec![Block::Facts { rows: vec![term] }];
        if let Some(price) = &self.price {
            let money = |cents| euros(speech.language, cents);
            let mut rows: Vec<Vec<String>> =
                price.lines.iter().map(|line| vec![self.said(line, speech), money(line.net_cents)]).collect();
            rows.push(vec![words.price.net.clone(), money(price.net_cents)]);
            rows.push(vec![
                fill(&words.price.vat, &[("percent", &price.vat_percent.to_string())]),
                money(price.vat_cents),
            ]);
            rows.push(vec![words.price.gross.clone(), money(price.gross_cents)]);
            let columns = vec![Column::wide(&words.price.description), Column::amounts(&words.price.amount)];
            blocks.push(Block::Table { columns, rows, totals: true });
            blocks.push(Block::Small { text: words.price.billed.clone() });
        }
        Section::kept(&words.headings.price, blocks)
    }

    /// What a line of the price is for: its name, how many when it is more than one, the discount code.
    fn said(&self, line: &PriceLine, speech: Speech) -> String {
        let name = speech.words.items.get(&line.item).unwrap_or(&speech.words.contract.price.other);
        let mut said = fill(name, &[("level", speech.terms.level(self.target_level).0)]);
        if line.count > 1 {
            said.push_str(&format!(" × {}", line.count));
        }
        if let Some(code) = &line.code {
            said.push_str(&format!(" ({code})"));
        }
        said
    }

    fn about_the_terms(&self, speech: Speech) -> Section {
        let words = &speech.words.contract;
        let points = words.terms.iter().map(|term| fill(term, &[("terms", &self.terms)])).collect();
        Section::kept(&words.headings.terms, vec![Block::Points { points }])
    }

    fn about_signing(&self, speech: Speech) -> Vec<Section> {
        if self.signers.is_empty() {
            let words = &speech.words.contract;
            return vec![Section::kept(&words.headings.signatures, vec![Block::text(&words.how.nobody)])];
        }
        vec![self.how_to_sign(speech), self.to_sign(speech)]
    }

    fn how_to_sign(&self, speech: Speech) -> Section {
        let words = &speech.words.contract;
        let blocks = vec![
            Block::Steps { points: words.how.steps.clone() },
            Block::Address { lines: self.post_to.clone() },
            Block::Small { text: words.how.online.clone() },
        ];
        Section::new(&words.headings.how, blocks)
    }

    fn to_sign(&self, speech: Speech) -> Section {
        let words = &speech.words.contract;
        let all = self.needed >= self.signers.len();
        let many =
            if all { words.how.signers_all.say(self.signers.len()) } else { words.how.signers_some.say(self.needed) };
        let signers = self
            .signers
            .iter()
            .map(|signer| SignatureBox { name: signer.name.clone(), detail: signer.function.clone() })
            .collect();
        let blocks = vec![Block::sticky(many), Block::Signatures { words: words.signature.clone(), signers }];
        Section::new(&words.headings.signatures, blocks)
    }
}
