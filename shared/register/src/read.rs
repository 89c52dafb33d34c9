//! From the register's shapes to the facts rules go by.

use domain::kvk_number::KvkNumber;
use domain::register::{
    Branch, Company, LegalForm, LegalState, NoAnswer, Office, Official, Officials, Person, Registered, Suspension, Who,
};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::wire;

/// The most entries that are taken in; a company with more is for a person to look at, with an extract.
const MOST_OFFICIALS: usize = 150;

/// A company from its parts. `officials` is why they are missing when the register does not tell.
pub(crate) fn company(
    profile: wire::Profile,
    branches: wire::Branches,
    officials: Result<wire::Officials, NoAnswer>,
    now: Timestamp,
) -> Result<Company, NoAnswer> {
    let kvk_number: KvkNumber = profile.kvk_nummer.parse().map_err(|_| NoAnswer::Failed)?;
    let owner = profile.embedded.and_then(|embedded| embedded.eigenaar);
    let form = owner.and_then(|owner| owner.uitgebreide_rechtsvorm.or(owner.rechtsvorm));
    let mut ended_on = profile.materiele_registratie.and_then(|registration| ended(&registration));
    let (mut states, mut as_of) = (Vec::new(), now);
    let officials = match officials {
        Err(why) => Officials::NotTold { why },
        Ok(told) => {
            let end = told.datum_uitschrijving.as_deref().or(told.registratie_einde.as_deref()).and_then(date);
            ended_on = ended_on.or(end);
            states.extend(told.bijzondere_rechtstoestand.as_ref().and_then(|state| legal_state(&state.soort)));
            states.extend(told.buitenlandse_rechtstoestand.as_ref().map(|_| LegalState::Foreign));
            as_of = told.peilmoment.as_deref().and_then(moment).unwrap_or(now);
            entries(told)
        }
    };
    Ok(Company {
        kvk_number,
        name: profile.statutaire_naam.filter(|name| !name.is_empty()).unwrap_or(profile.naam),
        legal_form: form.map_or(LegalForm::Other, |words| LegalForm::read(&words)),
        ended_on,
        states,
        branches: read_branches(branches),
        officials,
        as_of,
    })
}

fn ended(registration: &wire::Registration) -> Option<Date> {
    registration.datum_einde.as_deref().and_then(date)
}

fn read_branches(branches: wire::Branches) -> Vec<Branch> {
    let read = |branch: wire::Branch| {
        Some(Branch {
            establishment_number: branch.vestigingsnummer.parse().ok()?,
            name: branch.eerste_handelsnaam,
            main: is_yes(branch.ind_hoofdvestiging.as_deref()),
            address: branch.volledig_adres.filter(|_| !is_yes(branch.ind_adres_afgeschermd.as_deref())),
            active: branch.materiele_registratie.as_ref().and_then(ended).is_none(),
        })
    };
    let mut read: Vec<Branch> = branches.vestigingen.into_iter().filter_map(read).collect();
    read.sort_by_key(|branch| !branch.main);
    read
}

fn entries(told: wire::Officials) -> Officials {
    let groups = [
        (Office::Owner, told.eigenaar.into_iter().collect()),
        (Office::Director, told.bestuurders),
        (Office::Partner, told.aansprakelijken),
        (Office::SpecialState, told.functionarissen_bijzondere_rechtstoestand),
        (Office::PublicLaw, told.publiekrechtelijke_functionarissen),
        (Office::Proxy, told.gevolmachtigden),
        (Office::Other, told.overige_functionarissen),
    ];
    let all = groups.into_iter().flat_map(|(office, group)| group.into_iter().map(move |one| (office, one)));
    let mut read = Vec::new();
    for (key, (office, one)) in (1..).zip(all) {
        // One entry that cannot be read makes the list one that cannot be relied on: a majority of five is not one of four.
        let Some(official) = official(key, office, one).filter(|_| read.len() < MOST_OFFICIALS) else {
            return Officials::NotTold { why: NoAnswer::Failed };
        };
        read.push(official);
    }
    Officials::Listed { entries: read }
}

fn official(key: u16, office: Office, one: wire::Official) -> Option<Official> {
    let who = match (one.natuurlijk_persoon, one.rechtspersoon) {
        (Some(person), _) => Who::Person { person: read_person(person)? },
        (None, Some(company)) => {
            Who::Company { name: company.naam, kvk_number: company.kvk_nummer.and_then(|number| number.parse().ok()) }
        }
        (None, None) => return None,
    };
    Some(Official {
        key,
        who,
        office,
        title: one.functietitel.filter(|title| !title.is_empty()),
        power: power(office, one.functie.as_ref(), one.bevoegdheid, one.volmacht),
        suspension: one.schorsing.map(|suspension| Suspension {
            // A suspension without a readable beginning has begun: what blocks is never read away.
            from: suspension.aanvang.as_deref().and_then(date).unwrap_or(Date::MIN),
            until: suspension.einde.as_deref().and_then(date),
        }),
        branches: one.vestigingsnummers.iter().filter_map(|number| number.parse().ok()).collect(),
    })
}

fn read_person(person: wire::Person) -> Option<Person> {
    let states = [person.bijzondere_rechtstoestand, person.beperking_in_rechtshandeling];
    Some(Person {
        first_names: person.voornamen,
        infix: person.voorvoegsel_geslachtsnaam.filter(|infix| !infix.is_empty()),
        surname: Some(person.geslachtsnaam).filter(|name| !name.is_empty())?,
        birth_date: person.geboortedatum.as_deref().and_then(date),
        died_on: match person.overlijdensdatum.as_deref() {
            None | Some("") => None,
            // Dead on a day that cannot be read is dead.
            Some(text) => Some(date(text).unwrap_or(Date::MIN)),
        },
        states: states.into_iter().flatten().filter_map(|state| legal_state(&state.soort)).collect(),
        emancipated: is_yes(person.handlichting.as_deref()),
    })
}

/// The code of a power (domain.md 4.5). A code nobody documented says nothing, so that it never lets anybody through.
fn power(
    office: Office,
    function: Option<&wire::Coded>,
    power: Option<wire::Power>,
    proxy: Option<wire::Proxy>,
) -> Registered {
    if let Some(proxy) = proxy {
        return match proxy.type_volmacht.code.to_lowercase().as_str() {
            "v" => Registered::FullProxy,
            "b" => limited_proxy(proxy.beperkte_volmacht),
            _ => Registered::Unsaid,
        };
    }
    let Some(power) = power else {
        let owner = office == Office::Owner && function.is_none_or(|function| function.code != "12");
        return if owner { Registered::Owner } else { Registered::Unsaid };
    };
    match power.soort.code.to_lowercase().as_str() {
        "azb" | "ob" => Registered::Alone,
        "gb" => Registered::Joint { with_others: is_yes(power.is_bevoegd_met_andere_personen.as_deref()) },
        "bb" => Registered::Limited { up_to: power.beperking_in_geld.map(amount), covers: None },
        "nb" => Registered::None,
        _ => Registered::Unsaid,
    }
}

fn limited_proxy(limits: Option<wire::LimitedProxy>) -> Registered {
    let Some(limits) = limits else { return Registered::Limited { up_to: None, covers: None } };
    let covers: Vec<String> =
        limits.beperking_in_handeling.into_iter().chain(limits.omschrijving_overige_volmacht).collect();
    Registered::Limited {
        up_to: limits.beperking_in_geld.map(amount),
        covers: (!covers.is_empty()).then(|| covers.join("; ")),
    }
}

fn amount(amount: wire::Amount) -> String {
    format!("{} {}", amount.valuta, amount.waarde)
}

fn is_yes(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.eq_ignore_ascii_case("ja") || text.eq_ignore_ascii_case("true"))
}

/// A legal state from the register's words. One in words we do not know still blocks: it is taken for the heaviest.
fn legal_state(words: &str) -> Option<LegalState> {
    let words = words.to_lowercase();
    let has = |part: &str| words.contains(part);
    if words.is_empty() || has("geen") {
        None
    } else if has("schuldsanering") {
        Some(LegalState::DebtRestructuring)
    } else if has("surs") {
        Some(LegalState::SuspensionOfPayments)
    } else if has("curatele") {
        Some(LegalState::Guardianship)
    } else if has("bewind") {
        Some(LegalState::Administration)
    } else if has("buitenland") {
        Some(LegalState::Foreign)
    } else {
        Some(LegalState::Bankrupt)
    }
}

/// A date as the register writes it: `20150622`, `2015-06-22` or `22-06-2015`. One without a day or month is none.
pub(crate) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    let (year, month, day) = match text.len() {
        8 => (number(0, 4)?, number(4, 6)?, number(6, 8)?),
        10 if text.get(4..5) == Some("-") => (number(0, 4)?, number(5, 7)?, number(8, 10)?),
        10 => (number(6, 10)?, number(3, 5)?, number(0, 2)?),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A moment as the register writes it, `2026-11-22 10:15:00.000`, in Dutch time.
pub(crate) fn moment(text: &str) -> Option<Timestamp> {
    let local: DateTime = text.trim().replace(' ', "T").parse().ok()?;
    Some(local.to_zoned(TimeZone::get("Europe/Amsterdam").ok()?).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_each_of_the_registers_ways() {
        for text in ["20150622", "2015-06-22", "22-06-2015"] {
            assert_eq!(date(text), Some(Date::constant(2015, 6, 22)), "{text}");
        }
        for text in ["20150000", "2015", "", "99-99-2015", "é0150622"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(moment("2026-11-22 10:15:00.000"), Some("2026-11-22T09:15:00Z".parse().unwrap()));
    }

    #[test]
    fn what_blocks_is_never_read_away() {
        assert_eq!(legal_state("Faillissement"), Some(LegalState::Bankrupt));
        assert_eq!(legal_state("Surseance van betaling"), Some(LegalState::SuspensionOfPayments));
        assert_eq!(legal_state("Schuldsanering natuurlijke personen"), Some(LegalState::DebtRestructuring));
        assert_eq!(legal_state("Onder curatele gesteld"), Some(LegalState::Guardianship));
        assert_eq!(legal_state("Iets wat niemand kent"), Some(LegalState::Bankrupt));
        assert_eq!(legal_state("geen"), None);
    }

    #[test]
    fn a_code_nobody_documented_gives_no_power() {
        let coded = |code: &str| wire::Coded { code: code.to_owned() };
        let with = |code: &str| wire::Power {
            soort: coded(code),
            is_bevoegd_met_andere_personen: None,
            beperking_in_geld: None,
        };
        assert_eq!(power(Office::Director, None, Some(with("azb")), None), Registered::Alone);
        assert_eq!(power(Office::Director, None, Some(with("xyz")), None), Registered::Unsaid);
        assert_eq!(power(Office::Director, None, None, None), Registered::Unsaid);
        assert_eq!(power(Office::Owner, None, None, None), Registered::Owner);
        assert_eq!(power(Office::Owner, Some(&coded("12")), None, None), Registered::Unsaid);
    }
}
