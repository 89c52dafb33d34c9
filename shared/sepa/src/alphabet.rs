//! The banks' alphabet (EPC217-08: the basic Latin character set of the schemes): letters, digits and some marks.

/// A text in it: what it lacks is spelt out as far as there is a way to, so that no bank turns a message down for a name.
pub(crate) fn latin(value: &str) -> String {
    let mut spelt = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            _ if c.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(c) => spelt.push(c),
            _ => spelt.push_str(letters(c)),
        }
    }
    // A slash at either end, or two in a row, would separate parts of a message.
    while spelt.contains("//") {
        spelt = spelt.replace("//", "/");
    }
    spelt.trim_matches('/').to_owned()
}

const fn letters(c: char) -> &'static str {
    match c {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' => "oe",
        'ü' => "ue",
        'Ä' | 'Æ' => "Ae",
        'Ö' | 'Œ' => "Oe",
        'Ü' => "Ue",
        'ß' => "ss",
        'ẞ' => "SS",
        '&' => "+",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ą' | 'ă' => "a",
        'À' | 'Á' | 'Â' | 'Ã' | 'Å' | 'Ą' | 'Ă' => "A",
        'ç' | 'ć' | 'č' => "c",
        'Ç' | 'Ć' | 'Č' => "C",
        'ď' | 'đ' | 'ð' => "d",
        'Ď' | 'Đ' => "D",
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => "e",
        'È' | 'É' | 'Ê' | 'Ë' | 'Ę' | 'Ě' => "E",
        'ğ' => "g",
        'Ğ' => "G",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'Ì' | 'Í' | 'Î' | 'Ï' | 'İ' => "I",
        'ł' | 'ľ' => "l",
        'Ł' | 'Ľ' => "L",
        'ñ' | 'ń' | 'ň' => "n",
        'Ñ' | 'Ń' | 'Ň' => "N",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ő' => "o",
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ø' | 'Ő' => "O",
        'ř' => "r",
        'Ř' => "R",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'Ś' | 'Š' | 'Ş' | 'Ș' => "S",
        'ť' | 'ţ' | 'ț' => "t",
        'Ť' | 'Ţ' | 'Ț' => "T",
        'ù' | 'ú' | 'û' | 'ů' | 'ű' => "u",
        'Ù' | 'Ú' | 'Û' | 'Ů' | 'Ű' => "U",
        'ý' | 'ÿ' => "y",
        'Ý' => "Y",
        'ź' | 'ż' | 'ž' => "z",
        'Ź' | 'Ż' | 'Ž' => "Z",
        '\u{a0}' => " ",
        '–' | '—' | '_' => "-",
        '’' | '‘' | '`' => "'",
        '€' => "EUR",
        _ => ".",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelt_with_what_banks_can_read() {
        assert_eq!(latin("Bäckerei Müller & Söhne, Łódź"), "Baeckerei Mueller + Soehne, Lodz");
        assert_eq!(latin("Straße 5 – Şişli <x> 5€ \u{4e2d}"), "Strasse 5 - Sisli .x. 5EUR .");
        assert_eq!(latin("//a///b/"), "a/b");
    }
}
