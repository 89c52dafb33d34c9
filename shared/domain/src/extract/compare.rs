//! The representatives somebody names, held against the officials of an extract: names with their infixes, accents, initials and order, dates
//! of birth, and powers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Office, Official, OfficialPower};
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}

impl Compared {
    /// Whether he is who and what the extract says.
    pub fn matches(&self) -> bool {
        self.differences.is_empty()
    }
}

/// How somebody named differs from what the extract says of him.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Difference {
    /// Nobody on the extract resembles him.
    NotOnTheExtract,
    /// The first names differ.
    FirstNames,
    /// The infix differs.
    Infix,
    /// The surname differs.
    Surname,
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
    pub const ALL: [Self; 9] = [
        Self::NotOnTheExtract,
        Self::FirstNames,
        Self::Infix,
        Self::Surname,
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
    let own = PersonName::of_representative(named);
    let best = officials
        .iter()
        .enumerate()
        .filter(|(_, official)| official.kvk_number.is_none())
        .filter_map(|(place, official)| {
            let differences = differences(&own, named, official);
            // Another name and another date of birth is another person.
            let stranger = differences.contains(&Difference::Surname)
                && (differences.contains(&Difference::BirthDate) || differences.contains(&Difference::FirstNames));
            (!stranger).then_some((place, official.office, differences))
        })
        .min_by_key(|(_, office, differences)| (who(differences), weight(*office), differences.len()));
    match best {
        Some((place, _, differences)) => Compared { representative: at, official: Some(place), differences },
        None => Compared { representative: at, official: None, differences: vec![Difference::NotOnTheExtract] },
    }
}

/// How many of the differences are about who somebody is, and not about what he may do.
fn who(differences: &[Difference]) -> usize {
    differences
        .iter()
        .filter(|difference| match difference {
            Difference::Power | Difference::NotAuthorised | Difference::PowerNotReadable => false,
            Difference::NotOnTheExtract
            | Difference::FirstNames
            | Difference::Infix
            | Difference::Surname
            | Difference::BirthDate
            | Difference::BirthDateNotGiven => true,
        })
        .count()
}

const fn weight(office: Office) -> u8 {
    match office {
        Office::Owner | Office::Director | Office::Partner => 0,
        Office::Other => 1,
        Office::Proxy => 2,
    }
}

fn differences(own: &PersonName, named: &Representative, official: &Official) -> Vec<Difference> {
    let mut differences = own.differences(&official.name);
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

/// A name in comparable words: lower case, without accents, apostrophes or full stops, hyphens parting words.
struct PersonName {
    first: Vec<String>,
    infix: Vec<String>,
    surname: Vec<String>,
}

impl PersonName {
    fn of_representative(named: &Representative) -> Self {
        let mut surname = words(named.surname.as_str());
        let mut infix = named.infix.as_ref().map(|infix| words(infix.as_str())).unwrap_or_default();
        // Somebody may have written the infix into the surname's field.
        infix.append(&mut leading_infix(&mut surname));
        Self { first: words(named.first_names.as_str()), infix, surname }
    }

    /// How this name differs from one on an extract: `de Vries, Jan`, `Vries, Jan de`, or `Jan de Vries`.
    fn differences(&self, printed: &str) -> Vec<Difference> {
        let other = match printed.split_once(',') {
            Some((surname, first)) => {
                let (mut surname, mut first) = (words(surname), words(first));
                let mut infix = leading_infix(&mut surname);
                infix.append(&mut trailing_infix(&mut first));
                Self { first, infix, surname }
            }
            None => self.split_like(words(printed)),
        };
        let mut differences = Vec::new();
        if self.surname != other.surname {
            differences.push(Difference::Surname);
        }
        if !same_infix(&self.infix, &other.infix) {
            differences.push(Difference::Infix);
        }
        if !same_first_names(&self.first, &other.first) {
            differences.push(Difference::FirstNames);
        }
        differences
    }

    /// A name printed without a comma is parted where this one's surname begins.
    fn split_like(&self, mut all: Vec<String>) -> Self {
        let surname = all.split_off(all.len().saturating_sub(self.surname.len()));
        let infix = trailing_infix(&mut all);
        Self { first: all, infix, surname }
    }
}

fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match letter {
            '\'' | '\u{2019}' | '\u{2018}' | '`' => {}
            '\u{df}' => plain.push_str("ss"),
            '\u{e6}' => plain.push_str("ae"),
            '\u{153}' => plain.push_str("oe"),
            '\u{f8}' => plain.push('o'),
            '\u{142}' => plain.push('l'),
            '\u{111}' | '\u{f0}' => plain.push('d'),
            '\u{131}' => plain.push('i'),
            letter if letter.is_alphanumeric() => plain.push(letter),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().map(str::to_owned).collect()
}

/// What stands between first name and surname, in Dutch registers; `v` and `d` are how it is cut short.
const INFIXES: [&str; 34] = [
    "van", "de", "der", "den", "het", "t", "ten", "ter", "te", "op", "aan", "in", "bij", "onder", "uit", "over",
    "voor", "von", "vom", "zu", "zum", "zur", "la", "le", "les", "du", "des", "di", "da", "do", "dos", "del", "v", "d",
];

fn is_infix(word: &String) -> bool {
    INFIXES.contains(&word.as_str())
}

fn leading_infix(surname: &mut Vec<String>) -> Vec<String> {
    // A surname of nothing but infixes ("In 't Veld" has one, "Op" has none) keeps its last word.
    let count = surname.iter().take_while(|word| is_infix(word)).count().min(surname.len().saturating_sub(1));
    surname.drain(..count).collect()
}

fn trailing_infix(first: &mut Vec<String>) -> Vec<String> {
    let count = first.iter().rev().take_while(|word| is_infix(word)).count().min(first.len().saturating_sub(1));
    first.split_off(first.len() - count)
}

fn same_infix(one: &[String], other: &[String]) -> bool {
    let same = |a: &str, b: &str| a == b || short_for(a, b) || short_for(b, a);
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
}

fn short_for(short: &str, long: &str) -> bool {
    matches!((short, long), ("v", "van" | "von") | ("d", "de" | "der" | "den") | ("t", "het"))
}

/// First names are the same when they go together word by word, an initial standing for any name it begins; one of the two may stop
/// earlier, since registers and people leave later names out.
fn same_first_names(one: &[String], other: &[String]) -> bool {
    let pairs = || spelled(one, other).into_iter().zip(spelled(other, one));
    !one.is_empty() && !other.is_empty() && pairs().all(|(a, b)| a == b || initial_of(&a, &b) || initial_of(&b, &a))
}

/// `PM` beside `Petra Maria` is two initials written as one word.
fn spelled(own: &[String], beside: &[String]) -> Vec<String> {
    match own {
        [one] if beside.len() > 1 && one.chars().count() == beside.len() => one.chars().map(String::from).collect(),
        _ => own.to_vec(),
    }
}

fn initial_of(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::upgrade::data::Power;

    fn named(first: &str, infix: &str, surname: &str) -> Representative {
        serde_json::from_value(serde_json::json!({
            "firstNames": first, "infix": (!infix.is_empty()).then_some(infix), "surname": surname, "birthDate": "1975-02-01",
            "function": "directeur", "email": "p@example.org", "mobile": "+31612345678", "power": "alone", "isUser": false,
        }))
        .unwrap()
    }

    fn official(name: &str) -> Official {
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
            ("Petra Maria", "", "Jansen", "Jansen, PM"),
            ("P.M.", "", "Jansen", "Jansen, Petra Maria"),
            ("Petra", "", "Jansen", "Jansen, Petra Maria"),
            ("Petra Maria", "", "Jansen", "Petra Maria Jansen"),
            ("Jan", "de", "Vries", "de Vries, Jan"),
            ("Jan", "de", "Vries", "Vries, Jan de"),
            ("Jan", "de", "Vries", "Jan de Vries"),
            ("Jan", "", "de Vries", "de Vries, Jan"),
            ("S\u{f6}ren", "van den", "Berg", "v.d. Berg, Soren"),
            ("Ren\u{e9}e", "", "\u{c9}tienne-Dubois", "Etienne Dubois, Renee"),
            ("Rene\u{301}e", "", "\u{c9}tienne-Dubois", "\u{c9}tienne-Dubois, Ren\u{e9}e"),
            ("Anna", "van 't", "Hof", "van \u{2019}t Hof, Anna"),
            ("Anna", "van het", "Hof", "van 't Hof, Anna"),
            ("Stra\u{df}e", "", "\u{141}\u{f8}venskiold", "Lovenskiold, Strasse"),
        ] {
            assert_eq!(differ(named(first, infix, surname), printed), [], "{first} {infix} {surname} = {printed}");
        }
    }

    #[test]
    fn a_difference_is_named() {
        use Difference::{FirstNames, Infix, NotOnTheExtract, Surname};
        for (first, infix, surname, printed, expected) in [
            ("Petra", "", "Jansen", "Jansen, Pauline", vec![FirstNames]),
            ("Petra Maria", "", "Jansen", "Jansen, P.A.", vec![FirstNames]),
            ("Petra", "", "Jansen", "van Jansen, Petra", vec![Infix]),
            ("Petra", "de", "Jansen", "van Jansen, Petra", vec![Infix]),
            ("Petra", "", "Jansen", "Janssen, Petra", vec![Surname]),
            ("Petra", "", "Jansen", "Bakker, Wim", vec![NotOnTheExtract]),
            ("Jan", "", "Jansen", "Jansen, Jaap", vec![FirstNames]),
        ] {
            assert_eq!(
                differ(named(first, infix, surname), printed),
                expected,
                "{first} {infix} {surname} / {printed}"
            );
        }
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
