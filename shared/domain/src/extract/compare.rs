//! The representatives somebody names, held against the officials of an extract: names, dates of birth, and powers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Office, Official, OfficialPower};
use crate::power::names::{self, Parts};
use crate::upgrade::data::Representative;

/// One named representative, compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Compared {
    /// His place in the list of representatives.
    pub representative: usize,
    /// The place of the official he was held against, when there is one that resembles him.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<usize>,
    /// What differs; nothing when he is as the extract says.
    #[serde(default)]
    pub differences: Vec<Difference>,
    /// How the names are written differently, one person's all the same.
    #[serde(default)]
    pub name_differs: Vec<names::Difference>,
}

impl Compared {
    /// Whether he is who and what the extract says.
    pub fn matches(&self) -> bool {
        self.differences.is_empty()
    }
}

/// How somebody named differs from what the extract says of him.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ExtractDifference")]
#[serde(rename_all = "kebab-case")]
pub enum Difference {
    /// Nobody on the extract resembles him.
    NotOnTheExtract,
    /// The date of birth is that of somebody on the extract, the name is not.
    Name,
    /// The date of birth differs.
    BirthDate,
    /// The extract gives no date of birth.
    BirthDateNotGiven,
    /// The extract gives another power.
    Power,
    /// The extract gives no power at all.
    NotAuthorised,
    /// How far the power reaches cannot be told from the extract.
    PowerNotReadable,
}

impl Difference {
    /// Every one, for the words the client has for them.
    pub const ALL: [Self; 7] = [
        Self::NotOnTheExtract,
        Self::Name,
        Self::BirthDate,
        Self::BirthDateNotGiven,
        Self::Power,
        Self::NotAuthorised,
        Self::PowerNotReadable,
    ];
}

/// Holds every representative against the official who resembles him most. Who has several entries counts with the weightiest: an office
/// goes before a proxy (domain.md 4.5).
pub fn compare(named: &[Representative], officials: &[Official]) -> Vec<Compared> {
    named.iter().enumerate().map(|(at, one)| compare_one(at, one, officials)).collect()
}

fn compare_one(at: usize, named: &Representative, officials: &[Official]) -> Compared {
    let people = officials.iter().enumerate().filter(|(_, official)| official.kvk_number.is_none());
    let alike = people.filter_map(|(place, official)| {
        let name = same_name(named, &official.name);
        let same_day = official.birth_date == Some(named.birth_date);
        // Another name and another date of birth is another person.
        (name.is_some() || same_day).then(|| {
            let compared = Compared {
                representative: at,
                official: Some(place),
                differences: differences(named, official, name.is_some()),
                name_differs: name.unwrap_or_default(),
            };
            (doubts_who(&compared.differences), weight(official.office), compared)
        })
    });
    let nobody = || Compared {
        representative: at,
        official: None,
        differences: vec![Difference::NotOnTheExtract],
        name_differs: Vec::new(),
    };
    alike
        .min_by_key(|(doubts, weight, compared)| (*doubts, *weight, compared.differences.len()))
        .map_or_else(nobody, |(.., compared)| compared)
}

/// How many of the differences are about who somebody is, and not about what he may do.
fn doubts_who(differences: &[Difference]) -> usize {
    let who = [Difference::Name, Difference::BirthDate, Difference::BirthDateNotGiven];
    differences.iter().filter(|difference| who.contains(difference)).count()
}

const fn weight(office: Office) -> u8 {
    match office {
        Office::Owner | Office::Director | Office::Partner => 0,
        Office::Other => 1,
        Office::Proxy => 2,
    }
}

fn differences(named: &Representative, official: &Official, same_name: bool) -> Vec<Difference> {
    let mut differences = Vec::new();
    if !same_name {
        differences.push(Difference::Name);
    }
    match official.birth_date {
        Some(date) if date == named.birth_date => {}
        Some(_) => differences.push(Difference::BirthDate),
        None => differences.push(Difference::BirthDateNotGiven),
    }
    match official.power {
        OfficialPower::None => differences.push(Difference::NotAuthorised),
        OfficialPower::Unknown => differences.push(Difference::PowerNotReadable),
        OfficialPower::Alone | OfficialPower::Joint | OfficialPower::Limited | OfficialPower::FullProxy => {
            if official.power.as_power() != Some(named.power) {
                differences.push(Difference::Power);
            }
        }
    }
    differences
}

/// How a name differs from one printed on an extract that is the same person's: `de Vries, Jan`, `Vries, Jan de` or `Jan de Vries`.
fn same_name(named: &Representative, printed: &str) -> Option<Vec<names::Difference>> {
    let own = Parts {
        first_names: named.first_names.as_str(),
        infix: named.infix.as_ref().map(|infix| infix.as_str()),
        surname: named.surname.as_str(),
    };
    let Some((surname, first)) = printed.split_once(',') else {
        // Without a comma the surname is however many of the last words make it the same.
        let spaces = printed.char_indices().filter(|(_, letter)| *letter == ' ').map(|(at, _)| at);
        return spaces
            .filter_map(|at| printed.split_at_checked(at))
            .find_map(|(first_names, surname)| names::compare(own, Parts { first_names, infix: None, surname }));
    };
    let plain = Parts { first_names: first, infix: None, surname };
    names::compare(own, plain).or_else(|| {
        // `Vries, Jan de`: what stands last among the first names, in small letters, is the infix.
        let at = first.char_indices().filter(|(_, letter)| *letter == ' ').map(|(at, _)| at);
        let mut parted = at.filter_map(|at| first.split_at_checked(at));
        parted.find_map(|(first_names, infix)| {
            let small = infix.chars().any(char::is_lowercase) && !infix.chars().any(char::is_uppercase);
            small.then(|| names::compare(own, Parts { first_names, infix: Some(infix), surname })).flatten()
        })
    })
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::upgrade::data::Power;

    pub(crate) fn named(first: &str, infix: &str, surname: &str) -> Representative {
        serde_json::from_value(serde_json::json!({
            "firstNames": first, "infix": (!infix.is_empty()).then_some(infix), "surname": surname, "birthDate": "1975-02-01",
            "function": "directeur", "email": "p@example.org", "mobile": "+31612345678", "power": "alone", "isUser": false,
        }))
        .unwrap()
    }

    pub(crate) fn official(name: &str) -> Official {
        Official {
            office: Office::Director,
            name: name.to_owned(),
            kvk_number: None,
            birth_date: Some(date(1975, 2, 1)),
            title: None,
            since: None,
            power: OfficialPower::Alone,
            power_text: None,
        }
    }

    fn differ(one: Representative, printed: &str) -> Vec<Difference> {
        compare(&[one], &[official(printed)]).remove(0).differences
    }

    #[test]
    fn names_are_the_same_whatever_their_infix_accents_initials_and_order() {
        for (first, infix, surname, printed) in [
            ("Petra Maria", "", "Jansen", "Jansen, Petra Maria"),
            ("Petra Maria", "", "Jansen", "JANSEN, P.M."),
            ("P.M.", "", "Jansen", "Jansen, Petra Maria"),
            ("Petra", "", "Jansen", "Jansen, Petra Maria"),
            ("Petra Maria", "", "Jansen", "Petra Maria Jansen"),
            ("Jan", "de", "Vries", "de Vries, Jan"),
            ("Jan", "de", "Vries", "Vries, Jan de"),
            ("Jan", "van der", "Vries", "Vries, Jan van der"),
            ("Jan", "de", "Vries", "Jan de Vries"),
            ("Jan", "", "de Vries", "de Vries, Jan"),
            ("S\u{f6}ren", "van den", "Berg", "van den Berg, Soren"),
            ("Ren\u{e9}e", "", "\u{c9}tienne-Dubois", "Etienne Dubois, Renee"),
            ("Anna", "van 't", "Hof", "van 't Hof, Anna"),
        ] {
            assert_eq!(differ(named(first, infix, surname), printed), [], "{first} {infix} {surname} = {printed}");
        }
    }

    #[test]
    fn a_difference_is_named() {
        for (first, infix, surname, printed) in [
            ("Petra", "", "Jansen", "Jansen, Pauline"),
            ("Petra", "de", "Jansen", "van Jansen, Petra"),
            ("Petra", "", "Jansen", "Janssen, Petra"),
            ("Jan", "", "Jansen", "Jansen, Jaap"),
        ] {
            assert_eq!(
                differ(named(first, infix, surname), printed),
                [Difference::Name],
                "{first} {surname} / {printed}"
            );
        }
        let elsewhere = Official { birth_date: Some(date(1980, 1, 1)), ..official("Bakker, Wim") };
        let compared = compare(&[named("Petra", "", "Jansen")], &[elsewhere]).remove(0);
        assert_eq!((compared.official, compared.differences), (None, vec![Difference::NotOnTheExtract]));
    }

    #[test]
    fn dates_of_birth_and_powers_must_be_the_same() {
        let petra = || named("Petra Maria", "", "Jansen");
        let with = |change: fn(&mut Official)| {
            let mut official = official("Jansen, Petra Maria");
            change(&mut official);
            compare(&[petra()], &[official]).remove(0).differences
        };
        assert_eq!(with(|one| one.birth_date = Some(date(1975, 2, 2))), [Difference::BirthDate]);
        assert_eq!(with(|one| one.birth_date = None), [Difference::BirthDateNotGiven]);
        assert_eq!(with(|one| one.power = OfficialPower::Joint), [Difference::Power]);
        assert_eq!(with(|one| one.power = OfficialPower::None), [Difference::NotAuthorised]);
        assert_eq!(with(|one| one.power = OfficialPower::Unknown), [Difference::PowerNotReadable]);
        assert_eq!(with(|one| one.kvk_number = "69599084".parse().ok()), [Difference::NotOnTheExtract]);
    }

    #[test]
    fn an_office_goes_before_a_proxy_and_the_right_person_before_a_namesake() {
        let proxy =
            Official { office: Office::Proxy, power: OfficialPower::Limited, ..official("Jansen, Petra Maria") };
        let namesake = Official { birth_date: Some(date(1999, 1, 1)), ..official("Jansen, Petra Maria") };
        let compared =
            compare(&[named("Petra Maria", "", "Jansen")], &[namesake, proxy, official("Jansen, Petra Maria")]);
        assert_eq!((compared[0].official, compared[0].matches()), (Some(2), true));
        assert_eq!(named("P", "", "J").power, Power::Alone);
    }
}
