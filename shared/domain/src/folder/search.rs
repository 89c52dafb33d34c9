//! Finding files by name without reading every name: each word of a name is kept under its first letters. Names are personal (S58), so what is kept is a
//! keyed hash of these letters, made where the keys are; here it is decided which letters.

/// How many letters a word is kept under: the longest that a question has decides which.
const LENGTHS: [usize; 2] = [3, 6];
/// How many words of a name are kept.
const MOST_WORDS: usize = 12;

/// The words of a name or a question, without capitals and accents.
pub fn words(text: &str) -> Vec<String> {
    let folded: String = text.chars().flat_map(char::to_lowercase).map(fold).collect();
    let mut words: Vec<String> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.truncate(MOST_WORDS);
    words
}

/// A name as it is compared with others: two names that differ in capitals alone are one.
pub fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn fold(c: char) -> String {
    let plain = match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ç' => "c",
        'ñ' => "n",
        'ß' => "ss",
        // The accent of a letter that came in two characters.
        '\u{300}'..='\u{36f}' => "",
        other => return other.to_string(),
    };
    plain.to_owned()
}

/// The beginnings a name is kept under, each once.
pub fn beginnings(name: &str) -> Vec<String> {
    let mut all: Vec<String> = words(name).iter().flat_map(|word| LENGTHS.map(|length| begin(word, length))).collect();
    all.sort();
    all.dedup();
    all
}

/// The beginning a question is looked up under: of its longest word. `None` when there is no word in it.
pub fn looked_up(question: &str) -> Option<String> {
    let words = words(question);
    let word = words.iter().max_by_key(|word| word.chars().count())?;
    let letters = word.chars().count();
    let [short, long] = LENGTHS;
    // A word shorter than that is kept whole, so it finds whole words only.
    Some(begin(word, if letters >= long { long } else { short }))
}

fn begin(word: &str, length: usize) -> String {
    word.chars().take(length).collect()
}

/// Whether a name answers a question: each word asked for begins one of its words.
pub fn answers(name: &str, question: &str) -> bool {
    let of_name = words(name);
    words(question).iter().all(|asked| of_name.iter().any(|word| word.starts_with(asked.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_answers_a_question_is_kept_under_the_beginning_it_is_looked_up_by() {
        for (name, question) in [
            ("Gebührenbescheid 2026.pdf", "gebuhren"),
            ("Gebührenbescheid 2026.pdf", "GEB 2026"),
            ("Prüfung_Lackierer-Frühjahr.docx", "lackier fru"),
            ("IK.pdf", "ik"),
            ("straße.png", "strasse"),
        ] {
            assert!(answers(name, question), "{name} {question}");
            assert!(beginnings(name).contains(&looked_up(question).unwrap()), "{name} {question}");
        }
        assert!(!answers("Rechnung.pdf", "Mahnung"));
        assert_eq!(looked_up(" .. "), None);
    }

    #[test]
    fn a_long_name_is_kept_under_few_beginnings() {
        let name = (0..50).map(|n| format!("wort{n:02}")).collect::<Vec<_>>().join(" ");
        assert!(beginnings(&name).len() <= MOST_WORDS * LENGTHS.len());
    }
}
