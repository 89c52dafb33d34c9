//! Amounts of money as a person writes them: whole cents in, never a fraction of one.

use crate::language::Language;

/// `€ 1.234,50`, `1.234,50 €`, `€1,234.50`; a discount has a minus sign, not a hyphen.
pub fn euros(language: Language, cents: i64) -> String {
    let (thousand, decimal) = match language {
        Language::Dutch | Language::German => ('.', ','),
        Language::English => (',', '.'),
    };
    let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let digits = whole.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(thousand);
        }
        grouped.push(digit);
    }
    let minus = if cents < 0 { "\u{2212}" } else { "" };
    match language {
        Language::Dutch => format!("{minus}€\u{a0}{grouped}{decimal}{rest:02}"),
        Language::German => format!("{minus}{grouped}{decimal}{rest:02}\u{a0}€"),
        Language::English => format!("{minus}€{grouped}{decimal}{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_each_language_does() {
        assert_eq!(euros(Language::Dutch, 123_450), "€\u{a0}1.234,50");
        assert_eq!(euros(Language::German, -7), "\u{2212}0,07\u{a0}€");
        assert_eq!(euros(Language::English, 100_000_000), "€1,000,000.00");
        assert_eq!(euros(Language::Dutch, i64::MIN).len(), "\u{2212}€\u{a0}92.233.720.368.547.758,08".len());
    }
}
