//! Rises that are announced: a service will ask a higher level than it asks now, and some means that open it today will not any more
//! (domain.md 3: warn owners of rights that will fall short).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, Provider, Service, ServiceId, Text};
use crate::level::AssuranceLevel;
use crate::means::Means;

/// One step up of a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AnnouncedRise {
    /// Which service.
    pub service: ServiceId,
    /// What is enough until then.
    pub was: AssuranceLevel,
    /// What is enough from then on.
    pub level: AssuranceLevel,
    /// The first day on which `was` is no longer enough.
    pub from: Date,
}

/// A service that a means opens today and will not open any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Shortfall {
    /// Who offers it.
    pub provider: String,
    /// The service.
    pub service: Text,
    /// The level it will ask.
    pub level: AssuranceLevel,
    /// The first day on which the means is not enough.
    pub from: Date,
}

impl Catalogue {
    /// Every step up that is to come when this catalogue follows on `present`, which is in force on `today`. A service that is new asks
    /// what it asks: nobody falls short of it by a rise.
    pub fn rises<'a>(&'a self, present: &'a Self, today: Date) -> impl Iterator<Item = AnnouncedRise> + 'a {
        self.services().flat_map(move |(_, service)| {
            let known = present.service(service.id.as_str()).and_then(|(_, known)| known.required_on(today));
            known.map(|now| service.rises(now, today.max(self.valid_from), today)).unwrap_or_default()
        })
    }

    /// The steps up that this catalogue brings and `present` did not know: what its publication announces.
    pub fn announces(&self, present: &Self, today: Date) -> Vec<AnnouncedRise> {
        let known: Vec<_> = present.rises(present, today).collect();
        self.rises(present, today).filter(|rise| !known.contains(rise)).collect()
    }
}

impl Service {
    /// The steps up from `now`, what it asks today, as this entry has them from its first day on.
    fn rises(&self, now: AssuranceLevel, first: Date, today: Date) -> Vec<AnnouncedRise> {
        let mut days: Vec<Date> = self.boundaries().filter(|day| *day > first).chain([first]).collect();
        days.sort_unstable();
        let (mut was, mut rises) = (now, Vec::new());
        for day in days {
            if let Some(level) = self.required_on(day).filter(|level| *level > was) {
                rises.push(AnnouncedRise { service: self.id.clone(), was, level, from: day.max(today) });
                was = level;
            }
        }
        rises
    }
}

impl Means {
    /// Whether it opens a service until it rises and not any more from then on: some right takes the service in on that day, and the level
    /// that was enough is not. One that is on its way to a level that is enough falls short of nothing.
    pub fn falls_short(&self, provider: &Provider, service: &Service, rise: &AnnouncedRise, today: Date) -> bool {
        let covered = self.rights.iter().any(|right| right.until >= rise.from && right.to.covers(provider, service));
        let enough_till_then = self.level.is_some_and(|level| rise.was <= level && level < rise.level);
        let on_its_way = self.open_upgrade.as_ref().is_some_and(|open| open.target_level >= rise.level);
        let branch = self.registration.establishment_number.is_none() || service.accepts_branch;
        covered && enough_till_then && branch && !on_its_way && self.works_on(today)
    }

    /// Of which services it will fall short, soonest first, as far as it is known today.
    pub fn shortfalls(&self, today: Date) -> Vec<Shortfall> {
        // The latest edition there is, in force already or not: what was published is known.
        let (Some(present), Some(latest)) = (Catalogue::on(today), Catalogue::on(Date::MAX)) else { return Vec::new() };
        let mut found: Vec<Shortfall> = latest
            .rises(present, today)
            .filter_map(|rise| {
                let (provider, service) = latest.service(rise.service.as_str())?;
                self.falls_short(provider, service, &rise, today).then(|| Shortfall {
                    provider: provider.name.clone(),
                    service: service.name.clone(),
                    level: rise.level,
                    from: rise.from,
                })
            })
            .collect();
        found.sort_by(|one, other| (one.from, &one.service.nl).cmp(&(other.from, &other.service.nl)));
        found
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::catalogue::tests::{id, seed};
    use crate::means::tests::petras;
    use crate::means::{OpenUpgrade, RightTo};
    use crate::upgrade::StageName;

    const TODAY: Date = date(2026, 11, 22);
    const DAY: Date = date(2027, 7, 1);

    /// The catalogue with Mijn RVO light asking EH3 and later EH4.
    fn risen() -> (Provider, Service, Catalogue) {
        let (provider, light) = seed().service(&id("rvo:mijn-rvo-light")).unwrap();
        let light = light.rising_to(AssuranceLevel::Eh3, DAY).rising_to(AssuranceLevel::Eh4, date(2028, 7, 1));
        (provider.clone(), light.clone(), seed().with_service(provider.clone(), light))
    }

    #[test]
    fn a_publication_announces_each_step_once() {
        let (_, _, catalogue) = risen();
        let announced = catalogue.announces(seed(), TODAY);
        let steps: Vec<_> = announced.iter().map(|rise| (rise.was, rise.level, rise.from)).collect();
        use AssuranceLevel::{Eh2Plus, Eh3, Eh4};
        assert_eq!(steps, [(Eh2Plus, Eh3, DAY), (Eh3, Eh4, date(2028, 7, 1))]);
        assert_eq!(catalogue.announces(&catalogue, TODAY), [], "what was known is not announced again");
        assert_eq!(catalogue.announces(&catalogue, date(2027, 8, 1)), []);
    }

    #[test]
    fn an_edition_that_begins_later_raises_on_its_first_day_at_the_earliest() {
        let (provider, light, _) = risen();
        let at_once = light.rising_to(AssuranceLevel::Eh3, date(2020, 1, 1));
        let later = Catalogue { valid_from: DAY, ..seed().with_service(provider, at_once) };
        let announced = later.announces(seed(), TODAY);
        assert_eq!(announced.iter().map(|rise| rise.from).collect::<Vec<_>>(), [DAY]);
    }

    #[test]
    fn whoever_is_enough_until_then_and_not_after_falls_short() {
        let (provider, light, catalogue) = risen();
        let rises = catalogue.announces(seed(), TODAY);
        let [first, second] = rises.as_slice() else { panic!("two rises") };
        let short = |means: &Means, rise| means.falls_short(&provider, &light, rise, TODAY);
        assert!(short(&petras(), first), "EH2+");
        assert!(!short(&petras(), second), "one mail at a time: the first step is hers");
        assert!(short(&petras().raised_to(AssuranceLevel::Eh3), second));
        assert!(!short(&petras().raised_to(AssuranceLevel::Eh4), second));

        let mut everything = petras();
        everything.rights[0].to = RightTo::All {};
        assert!(short(&everything, first));
        everything.rights[0].until = date(2027, 6, 30);
        assert!(!short(&everything, first), "the right ends before the level rises");
        let open = OpenUpgrade {
            upgrade_id: "upg_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            stage: StageName::Draft,
            target_level: AssuranceLevel::Eh3,
        };
        assert!(!short(&Means { open_upgrade: Some(open), ..petras() }, first), "on its way");
        assert!(!short(&petras().suspend().unwrap(), first));
    }
}
