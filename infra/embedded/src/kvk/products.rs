//! The products the register sells: made of what it knows of a company, and of what `products.json` adds to it. Certified ones carry the seal of
//! the test authority, which `balie serve` and the tests believe and nobody else does.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use extract::samples::{printed_pages, sealed_pages};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::Deserialize;
use serde_json::{Value, json};

use super::shapes::{Company, Official};
use super::{EmbeddedRegister, Refused, error};

/// What is known of a company besides its registration.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(super) struct Products {
    /// Products that are answered with an error.
    errors: BTreeMap<String, String>,
    events: Vec<Event>,
    filings: Vec<Filing>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    on: String,
    what: String,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filing {
    name: String,
    kind: String,
    on: String,
    year: Option<i16>,
    assets: Option<i64>,
    equity: Option<i64>,
    result: Option<i64>,
}

/// The moment the data left the register, as everywhere in this register.
const AS_OF: &str = "2026-11-20 06:00:00.000";
/// The day everything in it was registered.
const REGISTERED: &str = "2015-01-01";

type Fact = Value;

fn text(label: &str, text: &str) -> Fact {
    json!({"label": label, "tekst": text})
}

fn day(label: &str, day: &str) -> Fact {
    json!({"label": label, "datum": day})
}

fn term(label: &str, term: &str) -> Fact {
    json!({"label": label, "term": term})
}

/// A product that is data. One without anything in it is not there.
fn data(heading: &str, entries: &[Vec<Fact>]) -> Result<Response, Refused> {
    if entries.is_empty() {
        return Err(error("IPD5200"));
    }
    Ok(Json(json!({"peilmoment": AS_OF, "onderdelen": [{"kop": heading, "gegevens": entries}]})).into_response())
}

fn pdf(bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response()
}

pub(super) async fn product(
    State(register): State<EmbeddedRegister>,
    Path((number, product)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let company = register.company(&headers, &number)?;
    let more = register.more(&number, &product)?;
    match product.as_str() {
        "history" => data("events", &history(company, more)),
        "group-direct" => data("relations", &register.relations(company, false)),
        "group-whole" => data("relations", &register.relations(company, true)),
        "annual-accounts" => data("accounts", &accounts(more)),
        "filing-list" => data("filings", &filing_list(more)),
        "certified-extract" => Ok(pdf(certified(company))),
        _ => Err(error("IPD0001")),
    }
}

pub(super) async fn filings(
    State(register): State<EmbeddedRegister>,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refused> {
    register.company(&headers, &number)?;
    let more = register.more(&number, "filings")?;
    let filings = more.into_iter().flat_map(|more| &more.filings).map(
        |filing| json!({"kenmerk": filing.name, "soort": filing.kind, "datum": filing.on, "boekjaar": filing.year}),
    );
    let filings: Vec<Value> = filings.collect();
    if filings.is_empty() { Err(error("IPD5200")) } else { Ok(Json(json!({"deponeringen": filings}))) }
}

pub(super) async fn filed(
    State(register): State<EmbeddedRegister>,
    Path((number, product, name)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let company = register.company(&headers, &number)?;
    let more = register.more(&number, &product)?;
    let filing = more.and_then(|more| more.filings.iter().find(|filing| filing.name == name));
    let filing = filing.ok_or_else(|| error("IPD5200"))?;
    let pages = [filed_page(company, filing)];
    match product.as_str() {
        "filed-document" => Ok(pdf(printed_pages(&pages))),
        "certified-filed-document" => Ok(pdf(sealed_pages(&pages, now().timestamp()))),
        _ => Err(error("IPD0001")),
    }
}

impl EmbeddedRegister {
    /// What is known besides, unless this product is answered with an error.
    fn more(&self, number: &str, product: &str) -> Result<Option<&Products>, Refused> {
        let more = self.products.get(number);
        match more.and_then(|more| more.errors.get(product)) {
            Some(code) => Err(error(code)),
            None => Ok(more),
        }
    }

    /// The companies above and below, of those that direct each other; directly, or all of them.
    fn relations(&self, company: &Company, whole: bool) -> Vec<Vec<Fact>> {
        let mut known = BTreeSet::from([company.number.clone()]);
        let mut entries = Vec::new();
        let mut at = vec![(company, true, true)];
        while let Some((one, upward, downward)) = at.pop() {
            let above = upward.then(|| parents(one)).into_iter().flatten();
            let above = above.filter_map(|number| Some((self.companies.get(&number)?, "parent")));
            let below = self.companies.values().filter(|other| downward && parents(other).contains(&one.number));
            let found: Vec<_> = above.chain(below.map(|other| (other, "subsidiary"))).collect();
            for (other, relation) in found {
                if known.insert(other.number.clone()) {
                    entries.push(vec![
                        text("name", &other.name),
                        text("kvk-number", &other.number),
                        term("relation", relation),
                        text("place", &other.place),
                    ]);
                    if whole {
                        at.push((other, true, true));
                    }
                }
            }
        }
        entries
    }
}

/// The companies that direct one.
fn parents(company: &Company) -> Vec<String> {
    company.officials.iter().filter_map(|official| official.company_number.clone()).collect()
}

fn history(company: &Company, more: Option<&Products>) -> Vec<Vec<Fact>> {
    let mut events = vec![(REGISTERED.to_owned(), vec![term("what", "registration"), text("to", &company.name)])];
    for event in more.into_iter().flat_map(|more| &more.events) {
        let mut facts = vec![term("what", &event.what)];
        facts.extend(event.from.as_deref().map(|from| text("from", from)));
        facts.extend(event.to.as_deref().map(|to| text("to", to)));
        events.push((event.on.clone(), facts));
    }
    for branch in &company.branches {
        let ended = branch.ended.iter();
        events.extend(ended.map(|on| (on.clone(), vec![term("what", "branch-ended"), text("from", &branch.name)])));
    }
    let ended = company.struck_off.iter().chain(&company.ended);
    events.extend(ended.map(|on| (on.clone(), vec![term("what", "struck-off"), text("from", &company.name)])));
    events.sort_by(|one, other| one.0.cmp(&other.0));
    events.into_iter().map(|(on, facts)| [vec![day("on", &on)], facts].concat()).collect()
}

fn accounts(more: Option<&Products>) -> Vec<Vec<Fact>> {
    let filings = more.into_iter().flat_map(|more| &more.filings).filter(|filing| filing.assets.is_some());
    let amount = |label: &str, cents: Option<i64>| json!({"label": label, "bedrag": cents.unwrap_or_default()});
    filings
        .take(3)
        .map(|filing| {
            vec![
                text("book-year", &filing.year.unwrap_or_default().to_string()),
                day("filed-on", &filing.on),
                amount("assets", filing.assets),
                amount("equity", filing.equity),
                amount("result", filing.result),
            ]
        })
        .collect()
}

fn filing_list(more: Option<&Products>) -> Vec<Vec<Fact>> {
    let filings = more.into_iter().flat_map(|more| &more.filings).map(|filing| {
        let mut facts = vec![day("filed-on", &filing.on), term("kind", &filing.kind), text("document", &filing.name)];
        facts.extend(filing.year.map(|year| text("book-year", &year.to_string())));
        facts
    });
    filings.collect()
}

#[expect(clippy::disallowed_methods, reason = "the register has a clock of its own, as KvK has")]
fn now() -> Zoned {
    Timestamp::now().to_zoned(TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC))
}

type Line = (String, String);

fn line(label: &str, value: &str) -> Line {
    (label.to_owned(), value.to_owned())
}

/// A certified extract in the Dutch layout (domain.md 4.4), sealed now.
fn certified(company: &Company) -> Vec<u8> {
    let made = now();
    let mut first = vec![
        line("Uittreksel Handelsregister Kamer van Koophandel", ""),
        line("KvK-nummer", &company.number),
        line("Pagina 1 (van 2)", ""),
    ];
    if company.is_legal_person() {
        first.push(line("Rechtspersoon", ""));
        first.push(line("Rechtsvorm", &company.form));
        first.push(line("Statutaire naam", &company.name));
        first.push(line("Statutaire zetel", &company.place));
    }
    first.push(line("Onderneming", ""));
    first.push(line("Handelsnaam", &company.name));
    first.push(line("Startdatum onderneming", "01-01-2015"));
    for branch in company.branches.iter().filter(|branch| branch.main) {
        let place = branch.place.as_ref().unwrap_or(&company.place);
        first.push(line("Vestiging", ""));
        first.push(line("Vestigingsnummer", &branch.number));
        let address = if branch.shielded { "Afgeschermd".to_owned() } else { format!("{}, {place}", branch.street) };
        first.push(line("Bezoekadres", &address));
    }
    let mut second = vec![line("KvK-nummer", &company.number), line("Pagina 2 (van 2)", "")];
    let groups = [
        ("eigenaar", "Eigenaar"),
        ("bestuurders", "Bestuurders"),
        ("aansprakelijken", "Vennoten"),
        ("gevolmachtigden", "Gevolmachtigden"),
    ];
    for (group, heading) in groups {
        let mut members = company.officials.iter().filter(|official| official.group == group).peekable();
        if company.officials_error.is_none() && members.peek().is_some() {
            second.push(line(heading, ""));
            members.for_each(|official| second.extend(official_lines(official)));
        }
    }
    let moment = made.strftime("%d-%m-%Y om %H.%M uur");
    second.push(line(&format!("Dit uittreksel is vervaardigd op {moment}."), ""));
    sealed_pages(&[first, second], made.timestamp())
}

fn official_lines(official: &Official) -> Vec<Line> {
    let mut lines = match &official.company {
        Some(company) => vec![line("Naam", company)],
        None => {
            let surname = [official.infix.as_deref(), official.last.as_deref()].into_iter().flatten();
            let surname = surname.collect::<Vec<_>>().join(" ");
            vec![line("Naam", &format!("{surname}, {}", official.first.as_deref().unwrap_or_default()))]
        }
    };
    if official.company.is_some() {
        lines.extend(official.company_number.as_deref().map(|number| line("KvK-nummer", number)));
    }
    lines.extend(official.born.as_deref().and_then(|born| {
        let mut parts = born.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        Some(line("Geboortedatum", &format!("{day}-{month}-{year}")))
    }));
    lines.extend(official.title.as_deref().map(|title| line("Titel", title)));
    let (label, power) = match official.power.as_deref() {
        Some("azb" | "ob") => ("Bevoegdheid", "Alleen/zelfstandig bevoegd"),
        Some("gb") if official.with_others => ("Bevoegdheid", "Gezamenlijk bevoegd (met een of meer anderen)"),
        Some("gb") => ("Bevoegdheid", "Gezamenlijk bevoegd (met andere bestuurder(s), zie statuten)"),
        Some("bb") => ("Bevoegdheid", "Beperkt bevoegd"),
        Some("v") => ("Volmacht", "Volledige volmacht"),
        Some("b") => ("Volmacht", "Beperkte volmacht"),
        Some("nb") => ("Bevoegdheid", "Niet bevoegd"),
        _ => return lines,
    };
    lines.push(line(label, power));
    lines
}

fn filed_page(company: &Company, filing: &Filing) -> Vec<Line> {
    let amount = |cents: i64| {
        let sign = if cents < 0 { "-" } else { "" };
        format!("EUR {sign}{},{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
    };
    let title = match filing.kind.as_str() {
        "annual-account" => "Jaarrekening",
        "deed" => "Akte van oprichting en statuten",
        _ => "Gedeponeerd stuk",
    };
    let mut lines = vec![
        line(title, ""),
        line("KvK-nummer", &company.number),
        line("Statutaire naam", &company.name),
        line("Kenmerk", &filing.name),
        line("Gedeponeerd op", &filing.on),
    ];
    lines.extend(filing.year.map(|year| line("Boekjaar", &year.to_string())));
    let figures = [("Balanstotaal", filing.assets), ("Eigen vermogen", filing.equity), ("Resultaat", filing.result)];
    lines.extend(figures.into_iter().filter_map(|(label, cents)| Some(line(label, &amount(cents?)))));
    lines
}
