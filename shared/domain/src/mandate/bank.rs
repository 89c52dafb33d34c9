//! What a bank is called, by its code within an account number. A dated list ("bank/2026-10.tsv" says where it comes from); a bank that is not in
//! it is no mistake of whoever types.

use super::Iban;

const LIST: &str = include_str!("bank/2026-10.tsv");

/// The name of the bank an account is held with, where the list knows it.
pub fn name(iban: &Iban) -> Option<&'static str> {
    let code = iban.bank_code()?;
    LIST.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut fields = line.split('\t');
        let (country, name, codes) = (fields.next()?, fields.next()?, fields.next()?);
        (country == iban.country() && codes.split(' ').any(|known| known == code)).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn banks_of_both_countries_are_known_and_others_are_not() {
        let name = |iban: &str| name(&iban.parse().unwrap());
        assert_eq!(name("NL91ABNA0417164300"), Some("ABN AMRO BANK N.V."));
        assert_eq!(name("DE89370400440532013000"), Some("Commerzbank"));
        assert_eq!(name("BE68539007547034"), None);
    }

    #[test]
    fn each_line_is_a_country_a_name_and_codes_and_no_code_stands_twice() {
        let mut codes = Vec::new();
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<_> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "{line}");
            assert!(matches!(fields[0], "NL" | "DE") && !fields[1].is_empty(), "{line}");
            codes.extend(fields[2].split(' ').map(|code| (fields[0], code)));
        }
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all);
        assert!(all > 3_000, "{all}");
    }
}
