//! Whether two names are one person's: what people type, what the register has and what stands on a document differ in accents, in where the
//! infix stands, in initials. What differs is explained, so that it can be mended with one click instead of refused.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A name in its parts.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// First names, or initials.
    pub first_names: &'a str,
    /// What stands before the surname.
    pub infix: Option<&'a str>,
    /// Surname.
    pub surname: &'a str,
}

/// How two names differ that are one person's all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "NameDifference")]
#[serde(rename_all = "kebab-case")]
pub enum Difference {
    /// Accents or umlauts.
    Accents,
    /// Hyphens, dots or spaces.
    Spacing,
    /// The infix stands within the surname on one side.
    InfixPlace,
    /// The infix is missing on one side.
    InfixMissing,
    /// Initials on one side, names on the other.
    Initials,
    /// Fewer first names on one side.
    FewerFirstNames,
    /// The same first names in another order.
    FirstNameOrder,
}

impl Difference {
    /// Every difference, for the list the client has words for.
    pub const ALL: [Self; 7] = [
        Self::Accents,
        Self::Spacing,
        Self::InfixPlace,
        Self::InfixMissing,
        Self::Initials,
        Self::FewerFirstNames,
        Self::FirstNameOrder,
    ];
}

/// How two names differ, in the order above; `None` when they are two people's.
pub fn compare(one: Parts<'_>, other: Parts<'_>) -> Option<Vec<Difference>> {
    let mut differences = surnames(one, other)?;
    differences.extend(first_names(one.first_names, other.first_names)?);
    let text =
        |name: Parts<'_>| [name.first_names, name.infix.unwrap_or_default(), name.surname].join(" ").to_lowercase();
    let plain = |text: String| text.chars().filter(|c| c.is_ascii_alphabetic()).collect::<String>();
    let marked = |name| text(name).chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let initials = differences.contains(&Difference::Initials) || differences.contains(&Difference::FewerFirstNames);
    if !initials && !differences.contains(&Difference::FirstNameOrder) && marked(one) != marked(other) {
        // What is left between the letters are accents, unless an infix is missing.
        if !differences.contains(&Difference::InfixMissing) || plain(text(one)) == plain(text(other)) {
            differences.push(Difference::Accents);
        }
    }
    differences.sort_unstable();
    differences.dedup();
    Some(differences)
}

fn surnames(one: Parts<'_>, other: Parts<'_>) -> Option<Vec<Difference>> {
    let whole = |name: Parts<'_>| format!("{} {}", name.infix.unwrap_or_default(), name.surname);
    let infix = |name: Parts<'_>| words(name.infix.unwrap_or_default(), plain);
    if same_words(&whole(one), &whole(other)) {
        let placed = infix(one) != infix(other);
        return Some(if placed { vec![Difference::InfixPlace] } else { hyphens(one.surname, other.surname) });
    }
    if same_letters(&whole(one), &whole(other)) {
        return Some(vec![Difference::Spacing]);
    }
    let missing = infix(one).is_empty() != infix(other).is_empty();
    (missing && same_words(one.surname, other.surname)).then(|| vec![Difference::InfixMissing])
}

fn hyphens(one: &str, other: &str) -> Vec<Difference> {
    let marks = |text: &str| {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        words.chars().filter(|c| !c.is_alphanumeric()).collect::<String>()
    };
    if marks(one) == marks(other) { Vec::new() } else { vec![Difference::Spacing] }
}

fn first_names(one: &str, other: &str) -> Option<Vec<Difference>> {
    if same_words(one, other) {
        return Some(hyphens(one, other));
    }
    if same_letters(one, other) {
        return Some(vec![Difference::Spacing]);
    }
    let (one, other) = (words(one, plain), words(other, plain));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    if short.is_empty() {
        return None;
    }
    let (mut sorted, mut sorted_other) = (one.clone(), other.clone());
    sorted.sort_unstable();
    sorted_other.sort_unstable();
    if sorted == sorted_other {
        return Some(vec![Difference::FirstNameOrder]);
    }
    if is_initials(&one) != is_initials(&other) {
        let letters = |names: &[String]| names.iter().flat_map(|name| name.chars().take(1)).collect::<String>();
        let (initials, names) = if is_initials(&one) { (&one, &other) } else { (&other, &one) };
        let (initials, names) = (initials.concat(), letters(names));
        return (initials.starts_with(&names) || names.starts_with(&initials)).then(|| vec![Difference::Initials]);
    }
    long.starts_with(short).then(|| vec![Difference::FewerFirstNames])
}

/// Initials: each word a single letter, or all of it capital letters with dots, `P.M.`.
fn is_initials(words: &[String]) -> bool {
    words.iter().all(|word| word.chars().count() == 1)
}

fn same_words(one: &str, other: &str) -> bool {
    words(one, plain) == words(other, plain) || words(one, german) == words(other, german)
}

fn same_letters(one: &str, other: &str) -> bool {
    words(one, plain).concat() == words(other, plain).concat()
}

/// The words of a name in small plain letters; hyphens, dots and apostrophes part words.
fn words(text: &str, fold: fn(char, &mut String)) -> Vec<String> {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() { c.to_lowercase().for_each(|c| fold(c, &mut folded)) } else { folded.push(' ') }
    }
    folded.split_whitespace().map(str::to_owned).collect()
}

/// Letters without their marks.
fn plain(c: char, to: &mut String) {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => to.push('a'),
        'ç' | 'ć' | 'č' => to.push('c'),
        'ď' | 'đ' | 'ð' => to.push('d'),
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => to.push('e'),
        'ğ' => to.push('g'),
        'ì'..='ï' | 'ī' | 'į' | 'ı' => to.push('i'),
        'ł' => to.push('l'),
        'ñ' | 'ń' | 'ň' => to.push('n'),
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => to.push('o'),
        'ř' => to.push('r'),
        'ś' | 'š' | 'ş' | 'ș' => to.push('s'),
        'ť' | 'ţ' | 'ț' => to.push('t'),
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => to.push('u'),
        'ý' | 'ÿ' => to.push('y'),
        'ź' | 'ż' | 'ž' => to.push('z'),
        'æ' => to.push_str("ae"),
        'œ' => to.push_str("oe"),
        'ß' => to.push_str("ss"),
        'ĳ' => to.push_str("ij"),
        // The dot that a capital İ leaves behind.
        '\u{307}' => {}
        _ => to.push(c),
    }
}

/// As Germans write umlauts without them: ä is ae.
fn german(c: char, to: &mut String) {
    match c {
        'ä' => to.push_str("ae"),
        'ö' => to.push_str("oe"),
        'ü' => to.push_str("ue"),
        _ => plain(c, to),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts<'a>(first_names: &'a str, infix: &'a str, surname: &'a str) -> Parts<'a> {
        Parts { first_names, infix: Some(infix).filter(|infix| !infix.is_empty()), surname }
    }

    #[test]
    fn what_differs_between_two_ways_to_write_one_name_is_explained() {
        let cases = [
            (parts("Petra Maria", "", "Jansen"), parts("petra  maria", "", "JANSEN"), vec![]),
            (parts("José", "da", "Silva"), parts("Jose", "da", "Silva"), vec![Difference::Accents]),
            (parts("Rene", "", "Mueller"), parts("René", "", "Müller"), vec![Difference::Accents]),
            (parts("Aylin", "", "Ozturk"), parts("Aylin", "", "Öztürk"), vec![Difference::Accents]),
            (parts("Jan", "", "de Vries"), parts("Jan", "de", "Vries"), vec![Difference::InfixPlace]),
            (parts("Jan", "", "Vries"), parts("Jan", "de", "Vries"), vec![Difference::InfixMissing]),
            (parts("Jan", "van den", "Berg"), parts("Jan", "", "Vandenberg"), vec![Difference::Spacing]),
            (parts("Emma", "", "Beek Ruiter"), parts("Emma", "", "Beek-Ruiter"), vec![Difference::Spacing]),
            (parts("P.M.", "", "Jansen"), parts("Petra Maria", "", "Jansen"), vec![Difference::Initials]),
            (parts("P.", "", "Jansen"), parts("Petra Maria", "", "Jansen"), vec![Difference::Initials]),
            (parts("Petra", "", "Jansen"), parts("Petra Maria", "", "Jansen"), vec![Difference::FewerFirstNames]),
            (parts("Maria Petra", "", "Jansen"), parts("Petra Maria", "", "Jansen"), vec![Difference::FirstNameOrder]),
        ];
        for (one, other, differences) in cases {
            assert_eq!(compare(one, other), Some(differences.clone()), "{one:?} {other:?}");
            assert_eq!(compare(other, one), Some(differences), "{other:?} {one:?}");
        }
    }

    #[test]
    fn two_people_are_two_people() {
        for (one, other) in [
            (parts("Petra", "", "Jansen"), parts("Petra", "", "Janssen")),
            (parts("Petra", "", "Jansen"), parts("Paula", "", "Jansen")),
            (parts("Petra", "van", "Dijk"), parts("Petra", "de", "Dijk")),
            (parts("J.", "", "Jansen"), parts("Petra", "", "Jansen")),
            (parts("", "", "Jansen"), parts("Petra", "", "Jansen")),
            (parts("Maria", "", "Jansen"), parts("Petra Maria", "", "Jansen")),
        ] {
            assert_eq!(compare(one, other), None, "{one:?} {other:?}");
        }
    }

    proptest! {
        #[test]
        fn every_name_is_its_own_and_either_side_may_stand_first(
            first in "[A-Za-zéöçı'.-]{1,12}( [A-Z][a-zëñ]{0,8}){0,2}", infix in "(van|van der|de|)", last in "[A-Z][a-zäßø-]{1,14}",
            other_first in "[A-Z][a-z]{0,8}", other_last in "[A-Z][a-z]{0,8}",
        ) {
            let (name, other) = (parts(&first, &infix, &last), parts(&other_first, "", &other_last));
            if first.chars().any(char::is_alphanumeric) {
                prop_assert_eq!(compare(name, name), Some(vec![]));
            }
            prop_assert_eq!(compare(name, other), compare(other, name));
        }
    }
}
