//! Products of the register. An extract and a company profile are put together from what the published questions answer (domain.md 4.6); the
//! others the register's delivery service makes, as data or as a file, under `/v1/producten/{number}/{product}`.
//!
//! KvK publishes no description of that service; the shape is ours, kept to what every such product is: parts with a heading, entries of
//! labels and values, or a PDF. Errors are the documented ones.

use domain::kvk_number::KvkNumber;
use domain::order::{Entry, Filing, Row, Sheet, SheetSection, Value};
use domain::product::RegisterProduct;
use domain::register::{Company, LegalState, NoAnswer, Office, Official, Officials, Registered, Who};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::client::{Parts, Register};
use crate::trouble::Trouble;
use crate::{read, wire};

/// What the register delivers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivered {
    /// Data, to be shown and printed.
    Sheet(Sheet),
    /// A PDF, to be handed on as it is.
    File(Vec<u8>),
}

/// A document that was filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The register's name for it.
    pub filing: Filing,
    /// What it is, as a code of `shared/terms` (`sheet`).
    pub kind: String,
    /// When it was filed.
    pub on: Option<Date>,
    /// The financial year it is about.
    pub book_year: Option<i16>,
}

/// The most parts, entries and lines that are taken in; a product with more is a mistake.
const MOST: usize = 2_000;

impl Register {
    /// A product about a company; none when the register has nothing of the kind. `filing` names the document where the product is of one.
    ///
    /// # Errors
    /// When the register gives no answer, does not give it out, or delivers what cannot be read.
    pub async fn product(
        &self,
        number: &KvkNumber,
        product: RegisterProduct,
        filing: Option<&Filing>,
        now: Timestamp,
    ) -> Result<Option<Delivered>, NoAnswer> {
        let delivered = match product {
            RegisterProduct::Extract | RegisterProduct::CompanyProfile => {
                return self.parts(number).await?.map(|parts| composed(parts, product, now)).transpose();
            }
            RegisterProduct::CertifiedExtract
            | RegisterProduct::FiledDocument
            | RegisterProduct::CertifiedFiledDocument => {
                let named = filing.map_or_else(String::new, |filing| format!("/{}", filing.as_str()));
                let file = self.file(&format!("/v1/producten/{number}/{}{named}", product.code())).await;
                file.and_then(|bytes| match bytes.starts_with(b"%PDF-") {
                    true => Ok(Delivered::File(bytes)),
                    false => Err(NoAnswer::Failed.into()),
                })
            }
            RegisterProduct::History
            | RegisterProduct::GroupDirect
            | RegisterProduct::GroupWhole
            | RegisterProduct::AnnualAccounts
            | RegisterProduct::FilingList => {
                let data = self.get::<wire::ProductData>(&format!("/v1/producten/{number}/{}", product.code())).await;
                data.and_then(|data| Ok(Delivered::Sheet(sheet(data, now)?)))
            }
        };
        match delivered {
            Ok(delivered) => Ok(Some(delivered)),
            Err(Trouble::NothingFound) => Ok(None),
            Err(trouble) => Err(trouble.no_answer()),
        }
    }

    /// The documents that were filed of a company, the latest first: what can be ordered, not what is in them.
    ///
    /// # Errors
    /// When the register gives no answer.
    pub async fn filings(&self, number: &KvkNumber) -> Result<Vec<Filed>, NoAnswer> {
        match self.get::<wire::Filings>(&format!("/v1/producten/{number}/deponeringen")).await {
            Ok(filings) => Ok(filings.deponeringen.into_iter().filter_map(filed).collect()),
            Err(Trouble::NothingFound) => Ok(Vec::new()),
            Err(trouble) => Err(trouble.no_answer()),
        }
    }
}

fn filed(filed: wire::Filed) -> Option<Filed> {
    Some(Filed {
        filing: Filing::try_from(filed.kenmerk).ok()?,
        kind: Some(filed.soort).filter(|kind| is_code(kind))?,
        on: filed.datum.as_deref().and_then(read::date),
        book_year: filed.boekjaar,
    })
}

/// A code as `shared/terms` has them: nothing else reaches a page as one.
fn is_code(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// What was delivered as data. What is no code or says nothing is left out; too much of it is a failure.
fn sheet(data: wire::ProductData, now: Timestamp) -> Result<Sheet, NoAnswer> {
    let as_of = data.peilmoment.as_deref().and_then(read::moment).unwrap_or(now);
    let lines: usize = data.onderdelen.iter().flat_map(|part| &part.gegevens).map(|entry| entry.len().max(1)).sum();
    if lines > MOST || data.onderdelen.len() > MOST {
        return Err(NoAnswer::Failed);
    }
    let sections = data.onderdelen.into_iter().filter(|part| is_code(&part.kop)).map(|part| SheetSection {
        heading: part.kop,
        entries: part
            .gegevens
            .into_iter()
            .map(|facts| Entry { rows: facts.into_iter().filter_map(row).collect() })
            .filter(|entry| !entry.rows.is_empty())
            .collect(),
    });
    Ok(Sheet { as_of, sections: sections.filter(|section| !section.entries.is_empty()).collect() })
}

fn row(fact: wire::ProductFact) -> Option<Row> {
    let value = match (fact.tekst, fact.datum, fact.bedrag, fact.term) {
        (Some(text), None, None, None) => Value::Text { text },
        (None, Some(day), None, None) => Value::Day { day: read::date(&day)? },
        (None, None, Some(cents), None) => Value::Amount { cents },
        (None, None, None, Some(term)) => Value::Term { term: Some(term).filter(|term| is_code(term))? },
        _ => return None,
    };
    Some(Row { label: Some(fact.label).filter(|label| is_code(label))?, value })
}

/// An extract or a profile from what the published questions answered. Officials that are not told for now make it wait; ones that are not
/// given out are said to be so.
fn composed(parts: Parts, product: RegisterProduct, now: Timestamp) -> Result<Delivered, NoAnswer> {
    let head = Head::of(&parts.profile);
    let full = product == RegisterProduct::Extract;
    let company = read::company(parts.profile, parts.branches, parts.officials, now)?;
    let officials = match &company.officials {
        Officials::Listed { entries } => entries.iter().map(|one| official(one, full)).collect(),
        Officials::NotTold { why: NoAnswer::NotGivenOut } => vec![Entry::new().term("office", "not-told")],
        Officials::NotTold { why } => return Err(*why),
    };
    let sheet = Sheet::new(company.as_of)
        .with(if head.owner { "owner" } else { "legal-person" }, vec![head.company(&company)])
        .with("enterprise", vec![head.enterprise(full)])
        .with("activities", head.activities())
        .with("branches", branches(&company))
        .with("officials", officials);
    Ok(Delivered::Sheet(sheet))
}

/// What the profile tells beyond the facts rules go by.
struct Head {
    owner: bool,
    rsin: Option<String>,
    form: Option<String>,
    registered_on: Option<Date>,
    since: Option<Date>,
    trade_names: Vec<String>,
    employees: Option<u32>,
    activities: Vec<wire::Activity>,
}

impl Head {
    fn of(profile: &wire::Profile) -> Self {
        let owner = profile.embedded.as_ref().and_then(|embedded| embedded.eigenaar.as_ref());
        let started = profile.materiele_registratie.as_ref().and_then(|one| one.datum_aanvang.as_deref());
        Self {
            owner: profile.statutaire_naam.as_deref().is_none_or(str::is_empty),
            rsin: owner.and_then(|owner| owner.rsin.clone()),
            form: owner.and_then(|owner| owner.uitgebreide_rechtsvorm.clone().or_else(|| owner.rechtsvorm.clone())),
            registered_on: profile.formele_registratiedatum.as_deref().and_then(read::date),
            since: started.and_then(read::date),
            trade_names: profile.handelsnamen.iter().map(|name| name.naam.clone()).collect(),
            employees: profile.totaal_werkzame_personen,
            activities: profile.sbi_activiteiten.clone(),
        }
    }

    fn company(&self, company: &Company) -> Entry {
        let mut entry = Entry::new()
            .text("kvk-number", company.kvk_number.to_string())
            .text("rsin", self.rsin.clone())
            .text(if self.owner { "name" } else { "statutory-name" }, company.name.clone())
            .text("legal-form", self.form.clone())
            .day("registered-on", self.registered_on)
            .day("ended-on", company.ended_on);
        for state in &company.states {
            entry = entry.term("state", legal_state(*state));
        }
        entry
    }

    fn enterprise(&self, full: bool) -> Entry {
        let names = self.trade_names.iter().take(if full { MOST } else { 1 });
        let entry = names.fold(Entry::new(), |entry, name| entry.text("trade-name", name.clone()));
        entry.day("since", self.since).text("employees", self.employees.map(|count| count.to_string()))
    }

    fn activities(&self) -> Vec<Entry> {
        let each = self.activities.iter();
        each.map(|one| Entry::new().text("activity", format!("{} {}", one.sbi_code, one.sbi_omschrijving))).collect()
    }
}

fn branches(company: &Company) -> Vec<Entry> {
    let kind = |main, active| match (main, active) {
        (_, false) => "branch-ended",
        (true, true) => "main-branch",
        (false, true) => "branch",
    };
    let each = company.branches.iter().map(|branch| {
        let entry = Entry::new()
            .text("name", branch.name.clone())
            .term("kind", kind(branch.main, branch.active))
            .text("establishment-number", branch.establishment_number.to_string());
        match &branch.address {
            Some(address) => entry.text("address", address.clone()),
            None => entry.term("address", "shielded"),
        }
    });
    each.collect()
}

/// Somebody who acts for the company. An extract says when he was born (domain.md 4.4), a profile does not.
fn official(one: &Official, full: bool) -> Entry {
    let entry = match &one.who {
        Who::Person { person } => {
            Entry::new().text("name", person.full_name()).day("born-on", person.birth_date.filter(|_| full))
        }
        Who::Company { name, kvk_number } => {
            Entry::new().text("name", name.clone()).text("kvk-number", kvk_number.as_ref().map(ToString::to_string))
        }
    };
    let entry = entry.term("office", office(one.office)).text("title", one.title.clone());
    match &one.power {
        Registered::Owner | Registered::Alone => entry.term("power", "alone"),
        Registered::Joint { with_others: false } => entry.term("power", "joint"),
        Registered::Joint { with_others: true } => entry.term("power", "joint-with-others"),
        Registered::FullProxy => entry.term("power", "full-proxy"),
        Registered::Limited { up_to, covers } => {
            entry.term("power", "limited").text("limit", up_to.clone()).text("covers", covers.clone())
        }
        Registered::None => entry.term("power", "none"),
        Registered::Unsaid => entry.term("power", "unsaid"),
    }
}

const fn office(office: Office) -> &'static str {
    match office {
        Office::Owner => "owner",
        Office::Director => "director",
        Office::Partner => "partner",
        Office::SpecialState => "special-state",
        Office::PublicLaw => "public-law",
        Office::Proxy => "proxy",
        Office::Other => "other",
    }
}

const fn legal_state(state: LegalState) -> &'static str {
    match state {
        LegalState::Bankrupt => "bankrupt",
        LegalState::DebtRestructuring => "debt-restructuring",
        LegalState::SuspensionOfPayments => "suspension-of-payments",
        LegalState::Guardianship => "guardianship",
        LegalState::Administration => "administration",
        LegalState::Foreign => "foreign",
    }
}
