//! The catalogue of services (overzicht van dienstverleners), domain.md 2.3 and 3: who asks which level for what, and since when.

pub mod advice;
pub mod edit;
mod ids;
pub mod rise;

use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::edition::{self, Complaint, Dated, TableName};
use crate::language::Language;
use crate::level::AssuranceLevel;

pub use ids::{NotAProviderId, NotAServiceId, NotAnOin, Oin, ProviderId, ServiceId};

/// The longest name of a provider or service the scheme's catalogue takes (domain.md 2.3).
pub const LONGEST_NAME: usize = 64;
/// The longest description it takes.
pub const LONGEST_DESCRIPTION: usize = 1024;
/// The longest address it takes.
pub const LONGEST_URL: usize = 512;

static VERSIONS: LazyLock<Vec<Catalogue>> = LazyLock::new(|| {
    [include_str!("editions/2026-11.json")].iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
});

/// One version of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Catalogue {
    /// Its name.
    pub version: String,
    /// The first day on which a case starts under it.
    pub valid_from: Date,
    /// Who offers services.
    pub providers: Vec<Provider>,
}

/// Somebody who offers services (dienstverlener).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Provider {
    /// Its id here.
    pub id: ProviderId,
    /// Its name.
    #[schemars(length(min = 1, max = 64))]
    pub name: String,
    /// Its official number, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oin: Option<Oin>,
    /// Its services.
    pub services: Vec<Service>,
}

/// One service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Service {
    /// Its id: official, or marked as ours by its form.
    pub id: ServiceId,
    /// The ServiceUUID on which rights hang in the scheme, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "uuid"))]
    pub uuid: Option<String>,
    /// Its name.
    pub name: Text,
    /// What one does there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// The levels it takes, with the days on which it does. Where several overlap, a provider takes both for a while: the lower one is
    /// then enough. None at all for a service that needs no means.
    #[serde(default)]
    pub levels: Vec<DatedLevel>,
    /// Whether the level is the provider's own statement.
    pub level_mark: Mark,
    /// The highest level some of its parts ask, where they differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<AssuranceLevel>,
    /// A level it said it will ask, without a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<AssuranceLevel>,
    /// Whether a means that is bound to a branch may be used (domain.md 2.2).
    pub accepts_branch: bool,
    /// Whether that is the provider's own statement.
    pub branch_mark: Mark,
    /// Whether a sole trader needs his citizen service number (BSN) registered to use it (domain.md 1.1).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asks_bsn: bool,
    /// Where this was found.
    #[serde(default)]
    #[schemars(length(max = 10))]
    pub sources: Vec<String>,
}

/// A level that is taken from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DatedLevel {
    /// The lowest level that is enough.
    pub level: AssuranceLevel,
    /// The first day.
    pub from: Date,
    /// The last day; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl DatedLevel {
    fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// Where a statement comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// A provider or issuer said so.
    Stated,
    /// It is our own assumption.
    Assumed,
}

/// A text in Dutch, and in German and English where it differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In Dutch.
    pub nl: String,
    /// In German.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub de: Option<String>,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Text {
    fn each(&self) -> impl Iterator<Item = &str> {
        [Some(self.nl.as_str()), self.de.as_deref(), self.en.as_deref()].into_iter().flatten()
    }

    /// It in a language; in Dutch where nothing else is known.
    pub fn in_language(&self, language: Language) -> &str {
        let known = match language {
            Language::Dutch => None,
            Language::German => self.de.as_deref(),
            Language::English => self.en.as_deref(),
        };
        known.unwrap_or(&self.nl)
    }

    /// Whether one of its languages has these words in it, whatever the case.
    pub fn mentions(&self, words: &str) -> bool {
        self.each().any(|text| text.to_lowercase().contains(words))
    }
}

/// A day on which a service begins to ask a higher level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Rise {
    /// The first day on which the present level is no longer enough.
    pub from: Date,
    /// The level that is enough then.
    pub level: AssuranceLevel,
}

impl Service {
    /// Whether one logs in to it with a means at all.
    pub fn needs_means(&self) -> bool {
        !self.levels.is_empty()
    }

    /// The lowest level that is enough on a day; none when it needs no means, or does not exist yet or any more on that day.
    pub fn required_on(&self, day: Date) -> Option<AssuranceLevel> {
        self.levels.iter().filter(|dated| dated.holds_on(day)).map(|dated| dated.level).min()
    }

    /// The next day after `day` on which it asks more than it does on `day`.
    pub fn next_rise(&self, day: Date) -> Option<Rise> {
        let now = self.required_on(day)?;
        let rises = self.boundaries().filter(|from| *from > day).filter_map(|from| {
            let level = self.required_on(from)?;
            (level > now).then_some(Rise { from, level })
        });
        rises.min_by_key(|rise| rise.from)
    }

    /// The lowest level that is enough from one day through another.
    pub fn required_through(&self, day: Date, last: Date) -> Option<AssuranceLevel> {
        let later = self.boundaries().filter(|from| day < *from && *from <= last);
        later.chain([day]).filter_map(|day| self.required_on(day)).max()
    }

    /// The days on which what it asks may change.
    pub(crate) fn boundaries(&self) -> impl Iterator<Item = Date> {
        let ends = self.levels.iter().filter_map(|dated| dated.until?.tomorrow().ok());
        self.levels.iter().map(|dated| dated.from).chain(ends)
    }

    fn complaints(&self, at: &str, complaints: &mut Vec<Complaint>) {
        let mut complain = |field: &str, code| complaints.push(Complaint::at(format!("{at}/{field}"), code));
        if self.name.each().any(|name| name.trim().is_empty() || name.chars().count() > LONGEST_NAME) {
            complain("name", "too-long");
        }
        if self.description.iter().flat_map(Text::each).any(|text| text.chars().count() > LONGEST_DESCRIPTION) {
            complain("description", "too-long");
        }
        if self.uuid.as_ref().is_some_and(|uuid| uuid::Uuid::try_parse(uuid).is_err()) {
            complain("uuid", "invalid");
        }
        if self.sources.iter().any(|source| source.len() > LONGEST_URL) {
            complain("sources", "too-long");
        }
        for (number, dated) in self.levels.iter().enumerate() {
            if dated.until.is_some_and(|until| until < dated.from) {
                complain(&format!("levels/{number}/until"), "before-it-begins");
            }
        }
        // No day without a level between the first and the end of the last.
        let first = self.levels.iter().map(|dated| dated.from).min();
        let open = self.levels.iter().any(|dated| dated.until.is_none());
        let end = self.levels.iter().filter_map(|dated| dated.until).max();
        let gap = self.boundaries().any(|day| {
            first.is_some_and(|first| first <= day)
                && (open || end.is_some_and(|end| day <= end))
                && self.required_on(day).is_none()
        });
        if gap {
            complain("levels", "gap");
        }
    }
}

impl Catalogue {
    /// The catalogue in force on a day.
    pub fn on(day: Date) -> Option<&'static Self> {
        edition::on(day)
    }

    /// The catalogue of a version, for a case that started under it.
    pub fn named(version: &str) -> Option<&'static Self> {
        edition::named(version)
    }

    /// Every service with its provider.
    pub fn services(&self) -> impl Iterator<Item = (&Provider, &Service)> {
        self.providers.iter().flat_map(|provider| provider.services.iter().map(move |service| (provider, service)))
    }

    /// A service by its id.
    pub fn service(&self, id: &str) -> Option<(&Provider, &Service)> {
        self.services().find(|(_, service)| service.id.as_str() == id)
    }

    /// A provider by its id.
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id.as_str() == id)
    }

    /// The services that refuse a means which is bound to a branch, out of a choice (domain.md 2.2).
    pub fn refuse_branch<'a>(
        &'a self,
        chosen: &'a [crate::upgrade::authorisations::Chosen],
    ) -> impl Iterator<Item = (&'a Provider, &'a Service)> {
        let among =
            move |provider: &Provider, service: &Service| chosen.iter().any(|one| one.covers(provider, service));
        self.services().filter(move |(provider, service)| {
            service.needs_means() && !service.accepts_branch && among(provider, service)
        })
    }
}

impl Dated for Catalogue {
    const TABLE: TableName = TableName::Catalogue;

    fn version(&self) -> &str {
        &self.version
    }

    fn valid_from(&self) -> Date {
        self.valid_from
    }

    fn compiled() -> &'static [Self] {
        &VERSIONS
    }

    fn complaints(&self) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        for (number, provider) in self.providers.iter().enumerate() {
            let at = format!("/providers/{number}");
            if self.providers.iter().take(number).any(|other| other.id == provider.id) {
                complaints.push(Complaint::at(format!("{at}/id"), "twice"));
            }
            if provider.name.trim().is_empty() || provider.name.chars().count() > LONGEST_NAME {
                complaints.push(Complaint::at(format!("{at}/name"), "too-long"));
            }
            for (place, service) in provider.services.iter().enumerate() {
                let at = format!("{at}/services/{place}");
                let same = self.services().filter(|(_, other)| other.id == service.id).count();
                if same > 1 {
                    complaints.push(Complaint::at(format!("{at}/id"), "twice"));
                }
                let stated = provider.oin.as_ref().map(Oin::as_str);
                if service.id.oin().is_some_and(|oin| stated.is_some_and(|stated| stated != oin)) {
                    complaints.push(Complaint::at(format!("{at}/id"), "of-another-provider"));
                }
                service.complaints(&at, &mut complaints);
            }
        }
        complaints
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;

    use super::*;

    /// The catalogue of November 2026.
    pub(crate) fn seed() -> &'static Catalogue {
        Catalogue::named("2026-11").unwrap()
    }

    pub(crate) fn id(short: &str) -> String {
        format!("urn:balie:service:{short}")
    }

    fn level(level: AssuranceLevel, from: Date, until: Option<Date>) -> DatedLevel {
        DatedLevel { level, from, until }
    }

    #[test]
    fn every_edition_that_is_compiled_in_reads_and_is_right() {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalogue/editions")).unwrap().count();
        assert_eq!(VERSIONS.len(), files, "an edition of the catalogue cannot be read");
        for catalogue in VERSIONS.iter() {
            assert_eq!(catalogue.complaints(), [], "{}", catalogue.version);
            assert!(catalogue.services().count() >= 35);
        }
    }

    #[test]
    fn what_was_not_stated_is_marked_as_ours() {
        for (_, service) in seed().services() {
            assert!(
                !service.sources.is_empty()
                    || (service.level_mark == Mark::Assumed && service.branch_mark == Mark::Assumed),
                "{} states something nobody said",
                service.id
            );
            assert!(!service.id.is_official(), "{}: no official id is known to us as fact", service.id);
        }
        let (_, uwv) = seed().service(&id("uwv:werkgeversportaal")).unwrap();
        assert!(!uwv.accepts_branch && uwv.branch_mark == Mark::Stated);
        let (_, digipoort) = seed().service(&id("logius:digipoort")).unwrap();
        assert!(!digipoort.needs_means() && digipoort.required_on(date(2026, 11, 22)).is_none());
    }

    #[test]
    fn a_transition_window_takes_both_levels_and_the_rise_is_the_day_after_it() {
        use AssuranceLevel::{Eh2Plus, Eh3};
        let (_, rbg) = seed().service(&id("rbg:mijn-rbg")).unwrap();
        let last = date(2022, 3, 31);
        assert_eq!(rbg.required_on(last), Some(Eh2Plus));
        assert_eq!(rbg.required_on(date(2022, 4, 1)), Some(Eh3));
        assert_eq!(rbg.next_rise(date(2022, 1, 1)), Some(Rise { from: date(2022, 4, 1), level: Eh3 }));
        assert_eq!(rbg.next_rise(date(2026, 11, 22)), None);
        assert_eq!(rbg.required_through(date(2022, 3, 1), last), Some(Eh2Plus));
        assert_eq!(rbg.required_through(date(2022, 3, 1), date(2022, 4, 1)), Some(Eh3));
    }

    #[test]
    fn gaps_and_doubles_are_complained_of() {
        use AssuranceLevel::Eh3;
        let mut catalogue = seed().clone();
        let provider = catalogue.providers.first_mut().unwrap();
        let service = provider.services.first_mut().unwrap();
        service.levels = vec![
            level(Eh3, date(2026, 1, 1), Some(date(2026, 6, 30))),
            level(Eh3, date(2026, 7, 2), None),
            level(Eh3, date(2027, 1, 1), Some(date(2026, 1, 1))),
        ];
        service.name.nl = "x".repeat(65);
        let twin = service.clone();
        provider.services.push(twin);
        let codes: Vec<_> = catalogue.complaints().into_iter().map(|complaint| complaint.code).collect();
        for code in ["gap", "twice", "too-long", "before-it-begins"] {
            assert!(codes.contains(&code), "{code} in {codes:?}");
        }
    }
}
