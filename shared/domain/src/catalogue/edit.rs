//! Staff change the catalogue: each change makes a new edition of it.

use jiff::civil::Date;

use crate::catalogue::{Catalogue, DatedLevel, Provider, Service};
use crate::level::AssuranceLevel;

impl Catalogue {
    /// The catalogue with a service put in the place of the one with its id, or added to its provider; a provider that is not there yet is
    /// added too. A service that stood under another provider moves.
    pub fn with_service(&self, provider: Provider, service: Service) -> Self {
        let mut changed = self.clone();
        let id = service.id.clone();
        for other in changed.providers.iter_mut().filter(|other| other.id != provider.id) {
            other.services.retain(|known| known.id != id);
        }
        match changed.providers.iter_mut().find(|known| known.id == provider.id) {
            Some(known) => {
                known.name = provider.name;
                known.oin = provider.oin;
                match known.services.iter_mut().find(|known| known.id == id) {
                    Some(known) => *known = service,
                    None => known.services.push(service),
                }
            }
            None => changed.providers.push(Provider { services: vec![service], ..provider }),
        }
        changed.providers.retain(|provider| !provider.services.is_empty());
        changed
    }

    /// The content of an edition: the table's own fields as JSON.
    pub fn content(&self) -> String {
        serde_json::json!({ "providers": self.providers }).to_string()
    }
}

impl Service {
    /// The service asking `level` from a day on: what it asked until then ends the day before.
    pub fn rising_to(&self, level: AssuranceLevel, from: Date) -> Self {
        let mut service = self.clone();
        service.levels.retain(|dated| dated.from < from);
        for dated in service.levels.iter_mut().filter(|dated| dated.until.is_none_or(|until| from <= until)) {
            dated.until = from.yesterday().ok();
        }
        service.levels.push(DatedLevel { level, from, until: None });
        service
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::catalogue::tests::{id, seed};
    use crate::edition::Dated;

    #[test]
    fn a_service_is_changed_in_its_place_added_or_moved() {
        let uwv = id("uwv:werkgeversportaal");
        let (provider, service) = seed().service(&uwv).unwrap();
        let risen = service.rising_to(AssuranceLevel::Eh4, date(2027, 7, 1));
        assert_eq!(risen.required_on(date(2027, 6, 30)), Some(AssuranceLevel::Eh3));
        assert_eq!(risen.required_on(date(2027, 7, 1)), Some(AssuranceLevel::Eh4));
        let changed = seed().with_service(provider.clone(), risen.clone());
        assert_eq!(changed.service(&uwv).unwrap().1, &risen);
        assert_eq!(changed.services().count(), seed().services().count());
        assert_eq!(changed.complaints(), []);

        let new = Provider { id: "nieuw".parse().unwrap(), name: "Nieuw".to_owned(), oin: None, services: vec![] };
        let moved = seed().with_service(new, service.clone());
        assert_eq!(moved.service(&uwv).unwrap().0.name, "Nieuw");
        assert_eq!(moved.services().count(), seed().services().count());
        assert_eq!(moved.complaints(), []);
    }
}
