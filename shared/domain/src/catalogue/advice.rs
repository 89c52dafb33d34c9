//! Advice: which level is enough for what somebody wants to do, and why. Needs no account.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, Provider, ProviderId, Rise, Service, ServiceId, Text};
use crate::level::AssuranceLevel;
use crate::upgrade::authorisations::Chosen;

/// What somebody wants to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// The services; none when he does not know.
    pub chosen: Vec<Chosen>,
    /// Whether the means is to be bound to a branch.
    pub branch: bool,
    /// Whether he is a sole trader.
    pub sole_trader: bool,
}

/// What the level of an advice rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// On the services that were chosen: it is the lowest that is enough for all of them.
    Services,
    /// On no service in particular. The issuer advises EH3 then: the level that is chosen most and that nearly every service takes.
    Unsure,
}

/// An advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Advice {
    /// The level; none when nothing that was chosen needs a means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<AssuranceLevel>,
    /// What it rests on.
    pub basis: Basis,
    /// Whether it can be had here.
    pub offered: bool,
    /// Each service that was chosen, with what it asks.
    pub reasons: Vec<Reason>,
    /// How many services of the catalogue the level opens, of how many that need a means.
    pub opens: Opens,
    /// What to mind.
    pub warnings: Vec<Warning>,
}

/// How many services a level opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Opens {
    /// That many.
    pub services: usize,
    /// Of that many that need a means.
    pub of: usize,
}

/// What one service contributes to an advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "AdviceReason")]
#[serde(rename_all = "camelCase")]
pub struct Reason {
    /// Which service.
    pub service: ServiceName,
    /// What it asks today.
    pub level: AssuranceLevel,
    /// What it will ask within the shortest contract, when that is more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rises: Option<Rise>,
    /// Whether the advice is as high as it is because of it.
    pub decisive: bool,
}

/// A service, by id and names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceName {
    /// Its id.
    pub service_id: ServiceId,
    /// Its name.
    pub name: Text,
    /// Its provider's id.
    pub provider_id: ProviderId,
    /// Its provider's name.
    pub provider: String,
}

impl ServiceName {
    /// The names of a service.
    pub fn of(provider: &Provider, service: &Service) -> Self {
        Self {
            service_id: service.id.clone(),
            name: service.name.clone(),
            provider_id: provider.id.clone(),
            provider: provider.name.clone(),
        }
    }
}

/// Something to mind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "warning", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Warning {
    /// It refuses a means that is bound to a branch (domain.md 2.2).
    RefusesBranch {
        /// Which service.
        service: ServiceName,
    },
    /// Some of its parts ask more.
    SomePartsAskMore {
        /// Which service.
        service: ServiceName,
        /// How much.
        level: AssuranceLevel,
    },
    /// It said it will ask more, and not when.
    WillAskMore {
        /// Which service.
        service: ServiceName,
        /// How much.
        level: AssuranceLevel,
    },
    /// It needs no means at all.
    NeedsNoMeans {
        /// Which service.
        service: ServiceName,
    },
    /// A sole trader needs his citizen service number registered.
    AsksBsn {
        /// Which service.
        service: ServiceName,
    },
    /// The level cannot be had here.
    NotOffered {
        /// Which level.
        level: AssuranceLevel,
    },
    /// What was chosen is not in the catalogue.
    Unknown {
        /// The id as it was sent.
        id: String,
    },
}

impl Catalogue {
    /// The lowest level that is enough for a wish on a day, of the levels that can be had; with the reason of each service.
    ///
    /// "Enough" looks twelve months ahead: the shortest contract. A level that a dated rise makes useless within that time is not enough.
    pub fn advise(&self, wish: &Wish, offered: &[AssuranceLevel], day: Date) -> Advice {
        let horizon = day.saturating_add(1.year());
        let specific: Vec<Chosen> = wish.chosen.iter().filter(|one| **one != Chosen::All {}).cloned().collect();
        let unsure = specific.len() < wish.chosen.len() || wish.chosen.is_empty();
        let named: Vec<(&Provider, &Service)> = self
            .services()
            .filter(|(provider, service)| specific.iter().any(|one| one.covers(provider, service)))
            .collect();

        let needed = named.iter().filter_map(|(_, service)| service.required_through(day, horizon)).max();
        let wanted = if unsure { needed.max(Some(AssuranceLevel::Eh3)) } else { needed };
        let level =
            wanted.map(|wanted| offered.iter().copied().filter(|level| *level >= wanted).min().unwrap_or(wanted));

        let reasons = named.iter().filter_map(|(provider, service)| {
            let through = service.required_through(day, horizon)?;
            Some(Reason {
                service: ServiceName::of(provider, service),
                level: service.required_on(day)?,
                rises: service.next_rise(day).filter(|rise| rise.from <= horizon),
                decisive: !unsure && Some(through) == needed,
            })
        });
        let with_means = || self.services().filter(|(_, service)| service.required_on(day).is_some());
        let opened = with_means().filter(|(_, service)| service.required_on(day) <= level).count();
        let offered = level.is_none_or(|level| offered.contains(&level));
        let mut warnings = self.warnings(&named, wish);
        warnings.extend(level.filter(|_| !offered).map(|level| Warning::NotOffered { level }));
        warnings.extend(self.unknown(&specific));
        Advice {
            level,
            basis: if unsure { Basis::Unsure } else { Basis::Services },
            offered,
            reasons: reasons.collect(),
            opens: Opens { services: opened, of: with_means().count() },
            warnings,
        }
    }

    fn warnings(&self, named: &[(&Provider, &Service)], wish: &Wish) -> Vec<Warning> {
        let mut warnings = Vec::new();
        for (provider, service) in named {
            let name = || ServiceName::of(provider, service);
            if !service.needs_means() {
                warnings.push(Warning::NeedsNoMeans { service: name() });
                continue;
            }
            if wish.branch && !service.accepts_branch {
                warnings.push(Warning::RefusesBranch { service: name() });
            }
            if wish.sole_trader && service.asks_bsn {
                warnings.push(Warning::AsksBsn { service: name() });
            }
            warnings.extend(service.up_to.map(|level| Warning::SomePartsAskMore { service: name(), level }));
            warnings.extend(service.announced.map(|level| Warning::WillAskMore { service: name(), level }));
        }
        warnings
    }

    fn unknown(&self, chosen: &[Chosen]) -> Vec<Warning> {
        let ids = chosen.iter().filter_map(|one| match one {
            Chosen::Service { service_id } => self.service(service_id).is_none().then(|| service_id.clone()),
            Chosen::Provider { provider_id } => self.provider(provider_id).is_none().then(|| provider_id.clone()),
            Chosen::All {} => None,
        });
        ids.map(|id| Warning::Unknown { id }).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::catalogue::DatedLevel;
    use crate::catalogue::tests::{id, seed};

    const TODAY: Date = date(2026, 11, 22);
    const OFFERED: [AssuranceLevel; 3] = [AssuranceLevel::Eh2Plus, AssuranceLevel::Eh3, AssuranceLevel::Eh4];

    fn service(short: &str) -> Chosen {
        Chosen::Service { service_id: id(short) }
    }

    fn wish(chosen: Vec<Chosen>) -> Wish {
        Wish { chosen, ..Wish::default() }
    }

    #[test]
    fn the_advice_is_what_the_most_demanding_service_asks_and_says_which_that_is() {
        let chosen = vec![service("rvo:mijn-rvo-light"), service("uwv:werkgeversportaal")];
        let advice = seed().advise(&wish(chosen), &OFFERED, TODAY);
        assert_eq!((advice.level, advice.basis), (Some(AssuranceLevel::Eh3), Basis::Services));
        let decisive: Vec<_> =
            advice.reasons.iter().map(|reason| (reason.service.provider.as_str(), reason.decisive)).collect();
        assert_eq!(decisive, [("UWV", true), ("RVO", false)]);
        let light = seed().advise(&wish(vec![service("rvo:mijn-rvo-light")]), &OFFERED, TODAY);
        assert_eq!(light.level, Some(AssuranceLevel::Eh2Plus));
        let old = seed().advise(&wish(vec![service("dordrecht:p-loket")]), &OFFERED, TODAY);
        assert_eq!(old.level, Some(AssuranceLevel::Eh2Plus), "EH2 is no longer sold: the lowest that can be had");
    }

    #[test]
    fn unsure_is_eh3_unless_something_chosen_asks_more() {
        for chosen in [vec![], vec![Chosen::All {}]] {
            let advice = seed().advise(&wish(chosen), &OFFERED, TODAY);
            assert_eq!((advice.level, advice.basis), (Some(AssuranceLevel::Eh3), Basis::Unsure));
            assert!(
                advice.opens.services * 10 >= advice.opens.of * 9,
                "EH3 opens nearly everything: {:?}",
                advice.opens
            );
        }
        let advice =
            seed().advise(&wish(vec![Chosen::All {}, service("octrooicentrum:octrooi-indienen")]), &OFFERED, TODAY);
        assert_eq!(advice.level, Some(AssuranceLevel::Eh4));
    }

    #[test]
    fn what_is_to_be_minded_is_named_per_service() {
        let chosen =
            vec![service("uwv:werkgeversportaal"), service("logius:digipoort"), service("rotterdam:ondernemersloket")];
        let asked = Wish { chosen, branch: true, sole_trader: true };
        let advice = seed().advise(&asked, &OFFERED, TODAY);
        let names: Vec<_> = advice
            .warnings
            .iter()
            .map(|warning| serde_json::to_value(warning).unwrap()["warning"].to_string())
            .collect();
        for expected in ["refuses-branch", "asks-bsn", "needs-no-means", "will-ask-more"] {
            assert!(names.iter().any(|name| name.contains(expected)), "{expected} in {names:?}");
        }
        let only = seed().advise(&wish(vec![service("logius:digipoort")]), &OFFERED, TODAY);
        assert_eq!((only.level, only.offered), (None, true));
        let odd = seed().advise(&wish(vec![service("nobody:nothing")]), &OFFERED, TODAY);
        assert_eq!(odd.warnings, [Warning::Unknown { id: "urn:balie:service:nobody:nothing".to_owned() }]);
        let not_here = seed().advise(&wish(vec![service("octrooicentrum:octrooi-indienen")]), &OFFERED[..2], TODAY);
        assert_eq!(not_here.warnings, [Warning::NotOffered { level: AssuranceLevel::Eh4 }]);
    }

    #[test]
    fn a_rise_within_the_shortest_contract_counts_and_a_later_one_does_not() {
        let mut catalogue = seed().clone();
        let rise = |catalogue: &mut Catalogue, from: Date| {
            let found = catalogue.providers.iter_mut().flat_map(|provider| &mut provider.services);
            let service = found.into_iter().find(|service| service.id.as_str() == id("rvo:mijn-rvo-light")).unwrap();
            let until = from.yesterday().ok();
            service.levels = vec![
                DatedLevel { level: AssuranceLevel::Eh2Plus, from: date(2020, 1, 1), until },
                DatedLevel { level: AssuranceLevel::Eh3, from, until: None },
            ];
        };
        rise(&mut catalogue, date(2027, 7, 1));
        let advice = catalogue.advise(&wish(vec![service("rvo:mijn-rvo-light")]), &OFFERED, TODAY);
        assert_eq!(advice.level, Some(AssuranceLevel::Eh3));
        assert_eq!(advice.reasons[0].level, AssuranceLevel::Eh2Plus);
        assert_eq!(advice.reasons[0].rises, Some(Rise { from: date(2027, 7, 1), level: AssuranceLevel::Eh3 }));
        rise(&mut catalogue, date(2028, 7, 1));
        let advice = catalogue.advise(&wish(vec![service("rvo:mijn-rvo-light")]), &OFFERED, TODAY);
        assert_eq!(advice.level, Some(AssuranceLevel::Eh2Plus));
    }

    proptest! {
        #[test]
        fn the_advice_is_enough_for_every_service_and_no_lower_level_on_offer_is(
            places in prop::collection::btree_set(0usize..40, 1..8),
        ) {
            let all: Vec<_> = seed().services().collect();
            let picked: Vec<_> = places.into_iter().filter_map(|place| all.get(place)).collect();
            prop_assume!(picked.iter().any(|(_, service)| service.needs_means()));
            let chosen = picked.iter().map(|(_, service)| Chosen::Service { service_id: service.id.to_string() }).collect();
            let level = seed().advise(&wish(chosen), &OFFERED, TODAY).level.unwrap();
            let enough = |level| picked.iter().all(|(_, service)| service.required_on(TODAY) <= Some(level));
            prop_assert!(enough(level));
            prop_assert!(OFFERED.into_iter().filter(|lower| *lower < level).all(|lower| !enough(lower)));
        }
    }
}
