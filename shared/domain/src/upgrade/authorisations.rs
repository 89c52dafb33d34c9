//! What a means is to be used for (machtigingen), domain.md 2.1: single services, all services of a provider, or all services; for how long,
//! and at which discount.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, Provider, Service};
use crate::days;
use crate::edition;
use crate::level::AssuranceLevel;
use crate::means::{Means, Right, RightTo};
use crate::power::rules::PowerRules;
use crate::price::discount::Lookup;
use crate::price::{Bought, Code, NotPriced, PriceList, Quote};
use crate::upgrade::checklist::Check;
use crate::upgrade::refusal::{Fault, Refusal};
use crate::upgrade::rules::Need;
use crate::upgrade::rules::Section;
use crate::upgrade::{Deciding, Upgrade};

/// The most choices one upgrade takes.
pub const MOST_CHOICES: usize = 200;

/// The longest a right lasts, in years (domain.md 1.4).
pub const LONGEST_RIGHT_YEARS: i32 = 5;

/// What the customer chose. It is added to what the means already has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Authorisations {
    /// What is chosen, each once.
    #[schemars(length(min = 1, max = 200))]
    pub chosen: Vec<Chosen>,
    /// For how many years the contract is bought; absent keeps the present end date of the means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_years: Option<u8>,
    /// The discount code as it was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_code: Option<String>,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "scope", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Chosen {
    /// One service, by its id in the catalogue.
    Service {
        /// `urn:etoegang:DV:<OIN>:services:<4 digits>`, or one of Balie's own.
        service_id: String,
    },
    /// All services of a provider, also those that join later.
    Provider {
        /// The provider's id in the catalogue.
        provider_id: String,
    },
    /// All services of all providers, also those that join later; never above the level.
    All {},
}

/// The versions of the tables a case started with, beside its rules. It stays under them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Editions {
    /// The catalogue.
    #[serde(default)]
    pub catalogue: String,
    /// The price list.
    #[serde(default)]
    pub prices: String,
    /// Who and how many must sign.
    #[serde(default)]
    pub powers: String,
}

impl Editions {
    /// Those in force on a day.
    pub fn on(day: Date) -> Self {
        Self {
            catalogue: Catalogue::on(day).map(|catalogue| catalogue.version.clone()).unwrap_or_default(),
            prices: PriceList::on(day).map(|prices| prices.version.clone()).unwrap_or_default(),
            powers: edition::on::<PowerRules>(day).map(|powers| powers.version.clone()).unwrap_or_default(),
        }
    }
}

impl Chosen {
    /// Whether it takes in a service.
    pub fn covers(&self, provider: &Provider, service: &Service) -> bool {
        match self {
            Self::Service { service_id } => service.id.as_str() == service_id,
            Self::Provider { provider_id } => provider.id.as_str() == provider_id,
            Self::All {} => true,
        }
    }
}

impl Authorisations {
    /// Everything that is wrong with the choices themselves, for a means raised to `level` on a day.
    pub fn faults(&self, catalogue: &Catalogue, level: AssuranceLevel, day: Date) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.chosen.len() > MOST_CHOICES {
            faults.push(Fault::at("/authorisations/chosen", "too-many"));
        }
        for (place, one) in self.chosen.iter().enumerate() {
            let at = |field: &str| format!("/authorisations/chosen/{place}{field}");
            if self.chosen.iter().take(place).any(|other| other == one) {
                faults.push(Fault::at(at(""), "twice"));
            }
            match one {
                Chosen::Service { service_id } => match catalogue.service(service_id) {
                    None => faults.push(Fault::at(at("/serviceId"), "unknown-service")),
                    Some((_, service)) if !service.needs_means() => {
                        faults.push(Fault::at(at("/serviceId"), "needs-no-means").about(&service.name.nl));
                    }
                    Some((provider, service)) => {
                        if let Some(required) = service.required_on(day).filter(|required| *required > level) {
                            let about = format!("{}, {} ({required})", provider.name, service.name.nl);
                            faults.push(Fault::at(at("/serviceId"), "above-the-level").about(about));
                        }
                    }
                },
                Chosen::Provider { provider_id } => {
                    if catalogue.provider(provider_id).is_none() {
                        faults.push(Fault::at(at("/providerId"), "unknown-provider"));
                    }
                }
                Chosen::All {} => {}
            }
        }
        let known = PriceList::on(day).map(|prices| prices.terms.as_slice()).unwrap_or_default();
        if self.term_years.is_some_and(|term| !known.contains(&term)) {
            faults.push(Fault::at("/authorisations/termYears", "not-a-term"));
        }
        if self.discount_code.as_deref().is_some_and(|code| code.parse::<Code>().is_err()) {
            faults.push(Fault::at("/authorisations/discountCode", "discount-unknown"));
        }
        faults
    }

    /// The discount code, if one was typed that can be one.
    pub fn code(&self) -> Option<Code> {
        self.discount_code.as_deref()?.parse().ok()
    }

    /// The choices as rights. What is not in the catalogue any more gives none.
    fn rights<'a>(&'a self, catalogue: &'a Catalogue, until: Date) -> impl Iterator<Item = Right> + 'a {
        self.chosen.iter().filter_map(move |one| {
            let to = match one {
                Chosen::Service { service_id } => {
                    let (provider, service) = catalogue.service(service_id)?;
                    RightTo::Service {
                        provider: provider.name.clone(),
                        service: service.name.nl.clone(),
                        service_id: service_id.clone(),
                    }
                }
                Chosen::Provider { provider_id } => RightTo::Provider {
                    provider: catalogue.provider(provider_id)?.name.clone(),
                    provider_id: provider_id.clone(),
                },
                Chosen::All {} => RightTo::All {},
            };
            Some(Right { to, until })
        })
    }
}

impl Upgrade {
    /// The catalogue this case stays under.
    pub fn catalogue(&self) -> Result<&'static Catalogue, Refusal> {
        let named = Catalogue::named(&self.editions.catalogue);
        // A case from before cases kept it.
        let started = || self.editions.catalogue.is_empty().then(|| Catalogue::on(days::amsterdam(self.started_at)));
        named.or_else(|| started().flatten()).ok_or(Refusal::RulesUnknown)
    }

    /// The price list this case stays under.
    pub fn prices(&self) -> Result<&'static PriceList, Refusal> {
        let named = PriceList::named(&self.editions.prices);
        let started = || self.editions.prices.is_empty().then(|| PriceList::on(days::amsterdam(self.started_at)));
        named.or_else(|| started().flatten()).ok_or(Refusal::RulesUnknown)
    }

    /// The table of signatures this case stays under.
    pub fn power_rules(&self) -> Option<&'static PowerRules> {
        let version = if self.editions.powers.is_empty() { &self.rules } else { &self.editions.powers };
        PowerRules::of(version)
    }

    /// What keeps the choices from being handed in on a day: what is wrong with them, and what the rules ask and is not there.
    pub(super) fn authorisation_faults(&self, discount: &Lookup, day: Date) -> Result<Vec<Fault>, Refusal> {
        let asked = |field: &str| {
            let mut fields = self.rules()?.fields(self.target_level);
            let row = fields.find(|(rule, _)| rule.section == Section::Authorisations && rule.field == field);
            Ok(row.is_some_and(|(_, need)| need == Need::Required))
        };
        let Some(chosen) = self.data.authorisations.as_ref().filter(|chosen| !chosen.chosen.is_empty()) else {
            let missing = asked("services")?;
            return Ok(missing.then(|| Fault::at("/authorisations", "missing")).into_iter().collect());
        };
        let mut faults = chosen.faults(self.catalogue()?, self.target_level, day);
        // Raising a means keeps its end date unless a term is bought; a first application has none to keep.
        if self.from_level.is_none() && chosen.term_years.is_none() && asked("term")? {
            faults.push(Fault::at("/authorisations/termYears", "missing"));
        }
        if chosen.discount_code.is_some()
            && let Err(code) = discount.usable(self.from_level, self.target_level, chosen.term_years, &self.id, day)
        {
            faults.push(Fault::at("/authorisations/discountCode", code));
        }
        Ok(faults)
    }

    /// What it costs on a day with `authorisations`, as it stands now. A code that may not be used takes nothing off.
    pub fn priced(
        &self,
        means: &Means,
        authorisations: &Authorisations,
        discount: &Lookup,
        day: Date,
    ) -> Result<Result<Quote, NotPriced>, Refusal> {
        let (catalogue, term_years) = (self.catalogue()?, authorisations.term_years);
        let held = |right: &Right| means.rights.iter().any(|known| known.to == right.to && known.until >= day);
        let new = authorisations.rights(catalogue, day).filter(|right| !held(right)).count();
        let kept = means.rights.iter().filter(|right| right.until >= day).count();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let days_left = days::between(day, means.valid_until).max(0);
        let bought = Bought {
            from: self.from_level,
            to: self.target_level,
            term_years,
            years_left: u8::try_from(days_left / 366 + 1).unwrap_or(u8::MAX),
            rights: count(kept + new),
            new_rights: count(new),
            identification: self.rules()?.needs(Check::Identification, &self.circumstances()),
        };
        let code = authorisations
            .discount_code
            .as_ref()
            .and_then(|_| discount.usable(self.from_level, self.target_level, term_years, &self.id, day).ok());
        Ok(self.prices()?.quote(&bought, code))
    }
}

impl Deciding {
    /// Fixes the price: what was shown is what is billed, once it is activated.
    pub(super) fn fix_price(&mut self, means: &Means, discount: &Lookup, day: Date) -> Result<(), Refusal> {
        let Some(authorisations) = &self.upgrade.data.authorisations else { return Ok(()) };
        let quote = self.upgrade.priced(means, authorisations, discount, day)?;
        self.upgrade.quote = Some(quote.map_err(|not| Refusal::Incomplete(vec![Fault::from(not)]))?);
        Ok(())
    }
}

impl From<NotPriced> for Fault {
    fn from(not: NotPriced) -> Self {
        match not {
            NotPriced::TermMissing => Self::at("/authorisations/termYears", "missing"),
            NotPriced::NoSuchTerm => Self::at("/authorisations/termYears", "not-a-term"),
            NotPriced::NotSold => Self::at("/authorisations", "not-sold"),
        }
    }
}

impl Means {
    /// The means as an upgrade that is activated leaves it: with a bought contract from today, and what was chosen added to what it has.
    /// Nothing it had is taken away; a right it had already lasts at least as long as before.
    pub fn authorised(self, authorisations: Option<&Authorisations>, catalogue: &Catalogue, today: Date) -> Self {
        let Some(authorisations) = authorisations else { return self };
        let bought = authorisations.term_years.map(|years| today.saturating_add(i32::from(years).years()));
        let valid_until = bought.map_or(self.valid_until, |bought| bought.max(self.valid_until));
        let until = valid_until.min(today.saturating_add(LONGEST_RIGHT_YEARS.years()));
        let mut means = Self { valid_until, ..self };
        for right in authorisations.rights(catalogue, until) {
            match means.rights.iter_mut().find(|known| known.to == right.to) {
                Some(known) => known.until = known.until.max(right.until),
                None => means.rights.push(right),
            }
        }
        means
    }

    /// Whether it opens a service on a day: some right takes it in, and the level is enough. A right to everything never reaches above the
    /// level (domain.md 2.1).
    pub fn opens(&self, provider: &Provider, service: &Service, day: Date) -> bool {
        let covered = self.rights.iter().any(|right| right.until >= day && right.to.covers(provider, service));
        let enough = service.required_on(day).is_some_and(|required| Some(required) <= self.level);
        let branch = self.registration.establishment_number.is_none() || service.accepts_branch;
        covered && enough && branch && self.works_on(day)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;
    use crate::catalogue::tests::{id, seed};
    use crate::means::tests::petras;
    use crate::price::discount::tests::upgrade30;

    const TODAY: Date = date(2026, 11, 22);

    fn service(short: &str) -> Chosen {
        Chosen::Service { service_id: id(short) }
    }

    fn choosing(chosen: Vec<Chosen>) -> Authorisations {
        Authorisations { chosen, term_years: None, discount_code: None }
    }

    fn upgrade() -> Upgrade {
        let now: Timestamp = "2026-11-22T14:00:00Z".parse().unwrap();
        let chance = crate::upgrade::tests::Counting::default();
        let started = crate::upgrade::start(&petras(), AssuranceLevel::Eh3, &petras().holder, now, &chance);
        started.unwrap().upgrade
    }

    #[test]
    fn a_choice_that_cannot_be_is_named_with_the_service_and_its_level() {
        let chosen = vec![
            service("uwv:werkgeversportaal"),
            service("octrooicentrum:octrooi-indienen"),
            service("nobody:nothing"),
            service("logius:digipoort"),
            service("uwv:werkgeversportaal"),
            Chosen::Provider { provider_id: "nobody".to_owned() },
            Chosen::All {},
        ];
        let odd = Authorisations { term_years: Some(2), discount_code: Some("?".to_owned()), ..choosing(chosen) };
        let faults = odd.faults(seed(), AssuranceLevel::Eh3, TODAY);
        let found: Vec<_> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        assert_eq!(
            found,
            [
                ("/authorisations/chosen/1/serviceId", "above-the-level"),
                ("/authorisations/chosen/2/serviceId", "unknown-service"),
                ("/authorisations/chosen/3/serviceId", "needs-no-means"),
                ("/authorisations/chosen/4", "twice"),
                ("/authorisations/chosen/5/providerId", "unknown-provider"),
                ("/authorisations/termYears", "not-a-term"),
                ("/authorisations/discountCode", "discount-unknown"),
            ]
        );
        assert_eq!(faults[0].about.as_deref(), Some("Octrooicentrum Nederland, Octrooi indienen (EH4)"));
    }

    #[test]
    fn what_is_chosen_is_added_and_what_was_there_stays() {
        let mut chosen = choosing(vec![
            service("rvo:mijn-rvo-light"),
            service("uwv:werkgeversportaal"),
            Chosen::Provider { provider_id: "duo".to_owned() },
        ]);
        let kept = petras().authorised(Some(&chosen), seed(), TODAY);
        assert_eq!(kept.valid_until, petras().valid_until, "without a bought term the end date stays");
        assert_eq!(kept.rights.len(), 3);
        assert_eq!(kept.rights[0], petras().rights[0]);

        chosen.term_years = Some(5);
        let bought = petras().authorised(Some(&chosen), seed(), TODAY);
        assert_eq!(bought.valid_until, date(2031, 11, 22));
        assert!(bought.rights.iter().all(|right| right.until == date(2031, 11, 22)), "five years at the most");
        assert_eq!(petras().authorised(None, seed(), TODAY), petras());
    }

    #[test]
    fn a_right_to_everything_opens_what_joins_later_and_never_what_asks_more() {
        let means =
            petras().raised_to(AssuranceLevel::Eh3).authorised(Some(&choosing(vec![Chosen::All {}])), seed(), TODAY);
        let opens = |short: &str| {
            let (provider, service) = seed().service(&id(short)).unwrap();
            means.opens(provider, service, TODAY)
        };
        assert!(opens("belastingdienst:mijn-belastingdienst-zakelijk"));
        assert!(!opens("octrooicentrum:octrooi-indienen"), "EH4");
        let bound = Means {
            registration: crate::means::Registration {
                establishment_number: Some("000037178598".parse().unwrap()),
                ..means.registration.clone()
            },
            ..means.clone()
        };
        let (provider, uwv) = seed().service(&id("uwv:werkgeversportaal")).unwrap();
        assert!(means.opens(provider, uwv, TODAY) && !bound.opens(provider, uwv, TODAY), "a branch is refused there");
    }

    #[test]
    fn a_price_counts_what_is_new_and_takes_a_code_off_only_when_it_may_be_used() {
        let chosen = vec![service("rvo:mijn-rvo-light"), service("uwv:werkgeversportaal")];
        let mut wish = Authorisations { discount_code: Some("upgrade30".to_owned()), ..choosing(chosen) };
        let known = Lookup { code: Some(upgrade30()), used: None };
        let price = |wish: &Authorisations, lookup: &Lookup| upgrade().priced(&petras(), wish, lookup, TODAY).unwrap();
        let quote = price(&wish, &known).unwrap();
        let items: Vec<_> = quote.lines.iter().map(|line| (line.item.as_str(), line.net_cents)).collect();
        assert_eq!(items, [("upgrade", 2500), ("identification", 1000), ("discount", -750)]);
        assert_eq!(price(&wish, &Lookup::default()).unwrap().discount_code, None);
        wish.term_years = Some(4);
        assert_eq!(price(&wish, &known), Err(NotPriced::NoSuchTerm));
    }

    #[test]
    fn what_is_handed_in_must_say_what_for_and_a_code_must_hold() {
        let faults = |authorisations: Option<Authorisations>, lookup: &Lookup| {
            let mut upgrade = upgrade();
            upgrade.data.authorisations = authorisations;
            let faults = upgrade.authorisation_faults(lookup, TODAY).unwrap();
            faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect::<Vec<_>>()
        };
        assert_eq!(faults(None, &Lookup::default()), [("/authorisations".to_owned(), "missing")]);
        let wish = Authorisations { discount_code: Some("UPGRADE30".to_owned()), ..choosing(vec![Chosen::All {}]) };
        let at = "/authorisations/discountCode".to_owned();
        assert_eq!(faults(Some(wish.clone()), &Lookup::default()), [(at, "discount-unknown")]);
        assert_eq!(faults(Some(wish), &Lookup { code: Some(upgrade30()), used: None }), []);
    }
}
