//! Editions: dated, versioned tables (catalogue, prices, rules, signatures) that change without a release of the functions.
//!
//! A table comes in versions. Some are compiled in; later ones are published by staff and kept as items. An edition is never changed once
//! it is published, so that learning of one at any moment changes no decision that names another: this registry only ever grows. What a
//! case started with it names, and finds again by that name.
//!
//! A process learns what was published at the edge. An edition is known by name as soon as it was read, and is chosen for new cases only
//! [`SETTLES`] after it was published: by then every process has read it, so that none meets a case under an edition it does not know.

use std::any::Any;
use std::sync::{PoisonError, RwLock};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::apprenticeship;
use crate::catalogue::Catalogue;
use crate::ids::AccountId;
use crate::invoice::PaymentTerms;
use crate::mandate::Creditor;
use crate::power::rules::PowerRules;
use crate::price::PriceList;
use crate::product::ProductList;
use crate::upgrade::rules::Rules;

/// How long a process goes without asking for new editions.
pub const LEARNED_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// How long after its publishing an edition is chosen for new cases: longer than [`LEARNED_EVERY`], with room for clocks that differ.
pub const SETTLES: SignedDuration = SignedDuration::from_secs(90);

/// The tables that come in editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TableName {
    /// Providers, services, the levels they ask.
    Catalogue,
    /// The price list.
    Prices,
    /// Checks, and the table of data for each level.
    Rules,
    /// Who and how many must sign at which level.
    Powers,
    /// Products of the business register and their prices.
    Products,
    /// Until when invoices are paid, and what follows if they are not.
    PaymentTerms,
    /// Who collects by direct debit.
    Creditor,
    /// Rules of apprenticeship contracts: the least pay by year of start, and what else the law sets.
    Apprenticeships,
}

impl TableName {
    /// Every table.
    pub const ALL: [Self; 8] = [
        Self::Catalogue,
        Self::Prices,
        Self::Rules,
        Self::Powers,
        Self::Products,
        Self::PaymentTerms,
        Self::Creditor,
        Self::Apprenticeships,
    ];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Catalogue => "catalogue",
            Self::Prices => "prices",
            Self::Rules => "rules",
            Self::Powers => "powers",
            Self::Products => "products",
            Self::PaymentTerms => "payment-terms",
            Self::Creditor => "creditor",
            Self::Apprenticeships => "apprenticeships",
        }
    }
}

/// A table that comes in editions. Its JSON has `version` and `validFrom` beside its own fields.
pub trait Dated: DeserializeOwned + Send + Sync + 'static {
    /// Which.
    const TABLE: TableName;

    /// The name of this version.
    fn version(&self) -> &str;

    /// The first day on which a case starts under it.
    fn valid_from(&self) -> Date;

    /// The versions that are compiled in, oldest first.
    fn compiled() -> &'static [Self];

    /// What is wrong with it, beyond what its shape says; such an edition is not published.
    fn complaints(&self) -> Vec<Complaint>;
}

/// What is wrong with the content of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// JSON pointer within the content.
    pub pointer: String,
    /// What is wrong, as a stable code.
    pub code: &'static str,
}

impl Complaint {
    /// A complaint at a pointer.
    pub fn at(pointer: impl Into<String>, code: &'static str) -> Self {
        Self { pointer: pointer.into(), code }
    }
}

/// A published edition, without its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// Of which table.
    pub table: TableName,
    /// Its name: `e0001`, `e0002` and so on for each table.
    pub version: String,
    /// The first day on which a case starts under it.
    pub valid_from: Date,
    /// When it was published.
    pub published_at: Timestamp,
    /// By whom.
    pub published_by: AccountId,
    /// What changed, in the publisher's words.
    pub note: String,
}

/// A published edition, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Edition {
    /// Everything but the content.
    pub head: Head,
    /// The table's own fields as JSON, without `version` and `validFrom`.
    pub content: String,
}

/// Why an edition is not published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotPublished {
    /// Another edition came after the one the publisher had before him.
    #[error("another edition was published meanwhile")]
    BasedOnAnOlderOne,
    /// It would begin in the past: cases would have started under another one.
    #[error("it would begin in the past")]
    InThePast,
    /// It would begin before the latest one, which would then take its changes back on its own first day.
    #[error("it would begin before the latest edition")]
    BeforeTheLatest,
    /// The content does not read as this table.
    #[error("the content does not read as this table: {0}")]
    Unreadable(String),
    /// The content reads, and is wrong.
    #[error("{} places in the content are wrong", .0.len())]
    Wrong(Vec<Complaint>),
}

/// What a new edition is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Of which table.
    pub table: TableName,
    /// The version it was made from.
    pub based_on: String,
    /// The first day on which a case is to start under it.
    pub valid_from: Date,
    /// What changed.
    pub note: String,
    /// The table's own fields as JSON.
    pub content: String,
}

/// Makes an edition of a proposal. `published` are the heads there are of this table, in any order.
pub fn publish(
    proposal: Proposal,
    published: &[Head],
    by: &AccountId,
    today: Date,
    now: Timestamp,
) -> Result<Edition, NotPublished> {
    let latest = latest(proposal.table, published);
    if proposal.based_on != latest.0 {
        return Err(NotPublished::BasedOnAnOlderOne);
    }
    if proposal.valid_from < today {
        return Err(NotPublished::InThePast);
    }
    if proposal.valid_from < latest.1 {
        return Err(NotPublished::BeforeTheLatest);
    }
    let number = published.iter().filter(|head| head.table == proposal.table).count() + 1;
    let head = Head {
        table: proposal.table,
        version: format!("e{number:04}"),
        valid_from: proposal.valid_from,
        published_at: now,
        published_by: by.clone(),
        note: proposal.note,
    };
    let edition = Edition { head, content: proposal.content };
    let complaints = match edition.head.table {
        TableName::Catalogue => read::<Catalogue>(&edition)?.complaints(),
        TableName::Prices => read::<PriceList>(&edition)?.complaints(),
        TableName::Rules => read::<Rules>(&edition)?.complaints(),
        TableName::Powers => read::<PowerRules>(&edition)?.complaints(),
        TableName::Products => read::<ProductList>(&edition)?.complaints(),
        TableName::PaymentTerms => read::<PaymentTerms>(&edition)?.complaints(),
        TableName::Creditor => read::<Creditor>(&edition)?.complaints(),
        TableName::Apprenticeships => read::<apprenticeship::Rules>(&edition)?.complaints(),
    };
    if complaints.is_empty() { Ok(edition) } else { Err(NotPublished::Wrong(complaints)) }
}

/// The newest version of a table there is, compiled in or among these heads, whether it is in force already or not: what staff edit.
pub fn newest(table: TableName, published: &[Head]) -> String {
    latest(table, published).0
}

fn latest(table: TableName, published: &[Head]) -> (String, Date) {
    let mut latest = latest_compiled(table);
    for head in published.iter().filter(|head| head.table == table) {
        if head.valid_from > latest.1 || (head.valid_from == latest.1 && *head.version > *latest.0) {
            latest = (head.version.clone(), head.valid_from);
        }
    }
    latest
}

fn latest_compiled(table: TableName) -> (String, Date) {
    fn last<T: Dated>() -> (String, Date) {
        T::compiled()
            .last()
            .map_or((String::new(), Date::MIN), |table| (table.version().to_owned(), table.valid_from()))
    }
    match table {
        TableName::Catalogue => last::<Catalogue>(),
        TableName::Prices => last::<PriceList>(),
        TableName::Rules => last::<Rules>(),
        TableName::Powers => last::<PowerRules>(),
        TableName::Products => last::<ProductList>(),
        TableName::PaymentTerms => last::<PaymentTerms>(),
        TableName::Creditor => last::<Creditor>(),
        TableName::Apprenticeships => last::<apprenticeship::Rules>(),
    }
}

fn read<T: Dated>(edition: &Edition) -> Result<T, NotPublished> {
    let unreadable = |error: serde_json::Error| NotPublished::Unreadable(error.to_string());
    let mut json: Value = serde_json::from_str(&edition.content).map_err(unreadable)?;
    let Value::Object(fields) = &mut json else { return Err(NotPublished::Unreadable("not an object".to_owned())) };
    fields.insert("version".to_owned(), edition.head.version.clone().into());
    fields.insert("validFrom".to_owned(), edition.head.valid_from.to_string().into());
    serde_json::from_value(json).map_err(unreadable)
}

/// An edition this process has learned of.
struct Known {
    table: TableName,
    version: String,
    valid_from: Date,
    published_at: Timestamp,
    settled: bool,
    value: &'static (dyn Any + Send + Sync),
}

/// What was published, as far as this process has learned. It only grows; each edition is kept for the life of the process.
static PUBLISHED: RwLock<Vec<Known>> = RwLock::new(Vec::new());

/// Whether this process knows an edition.
pub fn knows(table: TableName, version: &str) -> bool {
    let known = PUBLISHED.read().unwrap_or_else(PoisonError::into_inner);
    known.iter().any(|known| known.table == table && known.version == version)
}

/// Learns of an edition. One that this build cannot read is an error, and is left aside.
pub fn learn(edition: &Edition) -> Result<(), NotPublished> {
    let value: &'static (dyn Any + Send + Sync) = match edition.head.table {
        TableName::Catalogue => Box::leak(Box::new(read::<Catalogue>(edition)?)),
        TableName::Prices => Box::leak(Box::new(read::<PriceList>(edition)?)),
        TableName::Rules => Box::leak(Box::new(read::<Rules>(edition)?)),
        TableName::Powers => Box::leak(Box::new(read::<PowerRules>(edition)?)),
        TableName::Products => Box::leak(Box::new(read::<ProductList>(edition)?)),
        TableName::PaymentTerms => Box::leak(Box::new(read::<PaymentTerms>(edition)?)),
        TableName::Creditor => Box::leak(Box::new(read::<Creditor>(edition)?)),
        TableName::Apprenticeships => Box::leak(Box::new(read::<apprenticeship::Rules>(edition)?)),
    };
    let Head { table, version, valid_from, published_at, .. } = edition.head.clone();
    let mut known = PUBLISHED.write().unwrap_or_else(PoisonError::into_inner);
    if !known.iter().any(|known| known.table == table && known.version == version) {
        known.push(Known { table, version, valid_from, published_at, settled: false, value });
    }
    Ok(())
}

/// From now on, new cases start under what was published long enough ago.
pub fn settle(now: Timestamp) {
    let mut known = PUBLISHED.write().unwrap_or_else(PoisonError::into_inner);
    for known in known.iter_mut().filter(|known| now.duration_since(known.published_at) >= SETTLES) {
        known.settled = true;
    }
}

/// The version of a table that is in force on a day: the one with the latest first day, of those compiled in and those published; the
/// oldest when the day lies before all of them.
pub fn on<T: Dated>(day: Date) -> Option<&'static T> {
    let compiled = T::compiled();
    let built = compiled.iter().rev().find(|table| table.valid_from() <= day).or_else(|| compiled.first());
    let known = PUBLISHED.read().unwrap_or_else(PoisonError::into_inner);
    let published = known
        .iter()
        .filter(|known| known.table == T::TABLE && known.settled && known.valid_from <= day)
        .max_by(|one, other| (one.valid_from, &one.version).cmp(&(other.valid_from, &other.version)))
        .and_then(|known| known.value.downcast_ref::<T>());
    match (built, published) {
        (Some(built), Some(published)) if built.valid_from() > published.valid_from() => Some(built),
        (built, None) => built,
        (_, published) => published,
    }
}

/// The version of a table by its name, for a case that started under it.
pub fn named<T: Dated>(version: &str) -> Option<&'static T> {
    if let Some(built) = T::compiled().iter().find(|table| table.version() == version) {
        return Some(built);
    }
    let known = PUBLISHED.read().unwrap_or_else(PoisonError::into_inner);
    let found = known.iter().find(|known| known.table == T::TABLE && known.version == version);
    found.and_then(|known| known.value.downcast_ref::<T>())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn by() -> AccountId {
        "acc_01jdc5bbbbbbbbbbbbbbbbbbbb".parse().unwrap()
    }

    fn noon(day: Date) -> Timestamp {
        day.at(12, 0, 0, 0).in_tz("UTC").unwrap().timestamp()
    }

    fn prices() -> Value {
        serde_json::from_str(include_str!("price/editions/2026-11.json")).unwrap()
    }

    fn proposal(based_on: &str, valid_from: Date) -> Proposal {
        let mut content = prices();
        content.as_object_mut().unwrap().remove("version");
        Proposal {
            table: TableName::Prices,
            based_on: based_on.to_owned(),
            valid_from,
            note: "test".to_owned(),
            content: content.to_string(),
        }
    }

    #[test]
    fn an_edition_follows_the_latest_one_and_never_begins_before_it_or_in_the_past() {
        let today = date(2026, 11, 22);
        let first = publish(proposal("2026-11", date(2027, 1, 1)), &[], &by(), today, noon(today)).unwrap();
        assert_eq!(first.head.version, "e0001");
        let heads = [first.head];
        let again = |based_on: &str, day| publish(proposal(based_on, day), &heads, &by(), today, noon(today));
        assert_eq!(again("2026-11", date(2027, 2, 1)), Err(NotPublished::BasedOnAnOlderOne));
        assert_eq!(again("e0001", date(2026, 12, 1)), Err(NotPublished::BeforeTheLatest));
        assert_eq!(again("e0001", date(2027, 1, 1)).unwrap().head.version, "e0002");
        let past = publish(proposal("2026-11", date(2026, 11, 21)), &[], &by(), today, noon(today));
        assert_eq!(past, Err(NotPublished::InThePast));
        let mut odd = proposal("2026-11", today);
        odd.content = r#"{"terms": []}"#.to_owned();
        assert!(matches!(publish(odd, &[], &by(), today, noon(today)), Err(NotPublished::Unreadable(_))));
    }

    #[test]
    fn what_is_compiled_in_could_be_published() {
        fn sound<T: Dated>() -> bool {
            !T::compiled().is_empty() && T::compiled().iter().all(|table| table.complaints().is_empty())
        }
        assert!(sound::<Catalogue>() && sound::<PriceList>() && sound::<Rules>() && sound::<PowerRules>());
        assert!(sound::<PaymentTerms>());
        assert!(sound::<Creditor>());
        assert!(sound::<apprenticeship::Rules>());
        assert!(sound::<ProductList>());
        for table in TableName::ALL {
            assert_eq!(serde_json::to_value(table).unwrap(), table.name());
        }
    }

    #[test]
    fn an_edition_is_known_by_name_at_once_and_chosen_for_new_cases_when_everybody_knows_it() {
        // Far off, so that no other test in this process meets it.
        let (today, day) = (date(2026, 11, 22), date(2199, 1, 1));
        let edition = publish(proposal("2026-11", day), &[], &by(), today, noon(today)).unwrap();
        let edition = Edition { head: Head { version: "e9999".to_owned(), ..edition.head }, ..edition };
        assert!(!knows(TableName::Prices, "e9999"));
        learn(&edition).unwrap();
        settle(noon(today));
        assert!(knows(TableName::Prices, "e9999"));
        assert_eq!(named::<PriceList>("e9999").unwrap().version(), "e9999");
        assert_eq!(on::<PriceList>(day).unwrap().version(), "2026-11", "not everybody can know it yet");
        settle(noon(today) + SETTLES);
        assert_eq!(on::<PriceList>(day).unwrap().version(), "e9999");
        assert_eq!(on::<PriceList>(today).unwrap().version(), "2026-11", "a case keeps what it started with");
        assert_eq!(named::<PriceList>("2026-11").unwrap().version(), "2026-11");
    }
}
