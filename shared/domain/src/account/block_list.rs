//! Passwords that are denied however long they are: common ones, Dutch and German ones, and their simple variations (S5).
//!
//! A Dutch favourite with a year behind it pleases every meter of strength, so the lists are the gate and no meter is. The lists are in
//! `data/`, with their sources.

/// Passwords found often, in lower case, sorted.
const PASSWORDS: &str = include_str!("../../data/common-passwords.txt");
/// Words passwords are built around, in lower-case letters, sorted.
const WORDS: &str = include_str!("../../data/common-words.txt");

/// Whether a password is common, or nothing but a common word or password with its usual ornaments: other case, digits for letters, a year
/// or signs before, behind or within it, or the same again and again.
pub fn is_common(password: &str) -> bool {
    let plain = plain(password);
    let unit = repeated_unit(&plain);
    let ends_trimmed = unit.trim_matches(|c: char| !c.is_alphabetic());
    is_listed(PASSWORDS, &plain)
        || is_listed(PASSWORDS, &unleet(&plain))
        || is_listed(PASSWORDS, &unleet(ends_trimmed))
        || (unit.chars().count() <= 6 && unit.len() < plain.len())
        || (unit.len() < plain.len() && is_listed(PASSWORDS, unit))
        || is_run(&plain)
        || is_around_one_word(&letters(&plain))
        || is_around_one_word(&letters(&unleet(ends_trimmed)))
}

/// Whether `password` holds one of `words` that say who or what it is for; shorter than four letters is no word (S5).
pub fn contains_context<'a>(password: &str, words: impl IntoIterator<Item = &'a str>) -> bool {
    let plain = plain(password);
    let unleet = unleet(&plain);
    words.into_iter().any(|word| {
        let word = self::plain(word);
        word.chars().count() >= 4 && (plain.contains(&word) || unleet.contains(&word))
    })
}

/// Lower case, accents written out or dropped.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' | 'æ' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            'à' | 'á' | 'â' => plain.push('a'),
            'è' | 'é' | 'ê' | 'ë' => plain.push('e'),
            'ì' | 'í' | 'î' | 'ï' => plain.push('i'),
            'ò' | 'ó' | 'ô' => plain.push('o'),
            'ù' | 'ú' | 'û' => plain.push('u'),
            c => plain.push(c),
        }
    }
    plain
}

/// The letters that digits and signs usually stand for.
fn unleet(plain: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        c => c,
    };
    plain.chars().map(letter).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

/// Whether what is left of a password is one listed word, once or several times.
fn is_around_one_word(letters: &str) -> bool {
    !letters.is_empty() && is_listed(WORDS, repeated_unit(letters))
}

/// The shortest piece whose repetition, the last time perhaps cut short, is the whole; the whole itself when nothing repeats.
fn repeated_unit(text: &str) -> &str {
    let half = text.len() / 2;
    text.char_indices()
        .map(|(end, c)| end + c.len_utf8())
        .take_while(|end| *end <= half)
        .find(|end| text.get(*end..).is_some_and(|rest| text.starts_with(rest)))
        .and_then(|end| text.get(..end))
        .unwrap_or(text)
}

/// Whether nearly every character follows from the one before it: one step up, one step down, the same again, or the next key on a row of
/// the keyboard. Two breaks are allowed for: there and back is still one thought.
fn is_run(plain: &str) -> bool {
    const ROWS: [&str; 6] = ["1234567890", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm"];
    let neighbours = |a: char, b: char| {
        ROWS.iter().any(|row| match (row.find(a), row.find(b)) {
            (Some(a), Some(b)) => a.abs_diff(b) == 1,
            (None, _) | (_, None) => false,
        })
    };
    let follows = |(a, b): (char, char)| u32::from(a).abs_diff(u32::from(b)) <= 1 || neighbours(a, b);
    let steps = plain.chars().zip(plain.chars().skip(1)).count();
    let breaks = plain.chars().zip(plain.chars().skip(1)).filter(|pair| !follows(*pair)).count();
    steps > 0 && breaks <= 2
}

/// Whether `line` is one of the lines of a sorted `list`.
fn is_listed(list: &str, line: &str) -> bool {
    let (mut low, mut high) = (0, list.len());
    while low < high {
        // A line begins after the last line break before the middle; both lists are plain ASCII, so every offset is a boundary.
        let middle = low + (high - low) / 2;
        let start = list.get(..middle).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let Some(rest) = list.get(start..) else { return false };
        let candidate = rest.split('\n').next().unwrap_or_default();
        match candidate.cmp(line) {
            std::cmp::Ordering::Equal => return !candidate.is_empty(),
            std::cmp::Ordering::Less => low = start + candidate.len() + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_every_line_is_found() {
        for list in [PASSWORDS, WORDS] {
            assert!(list.is_ascii() && list.lines().is_sorted());
            for line in list.lines() {
                assert!(is_listed(list, line), "{line}");
            }
            assert!(!is_listed(list, "") && !is_listed(list, "zzzzzzzzzzzzzzzzzzzzzz~") && !is_listed(list, " "));
        }
    }

    #[test]
    fn more_than_three_thousand_denied_passwords_are_long_enough_to_pass_otherwise() {
        let long: Vec<&str> = PASSWORDS.lines().filter(|line| line.len() >= 15).collect();
        assert!(long.len() >= 3000, "{}", long.len());
        assert!(long.iter().all(|line| is_common(line) && is_common(&line.to_uppercase())));
    }

    #[test]
    fn dutch_and_german_favourites_with_their_ornaments_are_denied() {
        for common in [
            "Wachtwoord2026!!",
            "W@chtw00rd!2026",
            "Welkom2026!Welkom2026!",
            "welkomwelkomwelkom",
            "Willkommen-2026-!",
            "Passwort12345678",
            "P4ssw0rt!P4ssw0rt!",
            "Frühling2026!!!!",
            "!!!!!Geheim12345",
            "123456789012345",
            "aaaaaaaaaaaaaaaa",
            "abcdefghijklmnopqrst",
            "qwertyuiopasdfghjkl",
            "1234567890987654321",
            "Ajax1Ajax1Ajax1Ajax1",
            "Waarschijnlijk1!",
        ] {
            assert!(is_common(common), "{common}");
        }
    }

    #[test]
    fn what_a_person_or_a_manager_of_passwords_makes_up_is_let_pass() {
        for fine in [
            "drie fietsen tegen de dijk",
            "kQ7vJx2mPf9LrT4w",
            "Purperen Walnoot Zeilt Langzaam",
            "sechs Störche im Nebel",
            "tulp-mortel-92-zadel",
            "📎🚲🧀🌷 op een rij",
        ] {
            assert!(!is_common(fine), "{fine}");
        }
    }

    proptest::proptest! {
        #[test]
        fn anything_can_be_judged(text in "\\PC{0,80}", unit in "[a-z0-9!é]{1,4}", times in 2_usize..40) {
            let _ = is_common(&text);
            let _ = contains_context(&text, [text.as_str()]);
            proptest::prop_assert!(is_common(&unit.repeat(times)), "a short piece again and again");
        }
    }

    #[test]
    fn what_it_is_for_is_no_password() {
        assert!(contains_context("mijn-B4lie-wachtzin-7", ["balie"]));
        assert!(contains_context("iets met P.Jansen erin", ["p.jansen"]));
        assert!(!contains_context("iets zonder wie dan ook", ["p.jansen", "op", ""]));
    }
}
