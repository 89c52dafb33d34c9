//! Owners, directors, partners and proxies with their powers, in the words of both layouts (domain.md 4.4, 4.5).

use domain::extract::{Office, Official, OfficialPower};

use super::labels::{Label, Row};
use super::{moment, numbered};

/// The most officials that are read; the largest partnerships list hundreds, and such a case goes before a person.
const MOST: usize = 200;

/// Every official, in the order of the page. A name under a heading of officials begins one; what follows is about him.
pub(super) fn officials(rows: &[Row]) -> Vec<Official> {
    let (mut officials, mut office): (Vec<Official>, Option<Office>) = (Vec::new(), None);
    for row in rows {
        match (row.label, office) {
            (Label::Owner, _) => office = Some(Office::Owner),
            (Label::Directors, _) => office = Some(Office::Director),
            (Label::Partners, _) => office = Some(Office::Partner),
            (Label::Proxies, _) => office = Some(Office::Proxy),
            (Label::OtherOfficials, _) => office = Some(Office::Other),
            (Label::Elsewhere, _) => office = None,
            (Label::Name, Some(office)) if officials.len() < MOST => officials.push(named(&row.value, office)),
            (_, Some(_)) => {
                if let Some(official) = officials.last_mut() {
                    tell(official, row);
                }
            }
            (_, None) => {}
        }
    }
    officials
}

fn named(name: &str, office: Office) -> Official {
    Official {
        office,
        name: name.to_owned(),
        kvk_number: None,
        birth_date: None,
        title: None,
        since: None,
        // An owner needs no words: the trade is his. Of others the extract must say.
        power: if office == Office::Owner { OfficialPower::Alone } else { OfficialPower::Unknown },
        power_text: None,
    }
}

fn tell(official: &mut Official, row: &Row) {
    let value = || (!row.value.is_empty()).then(|| row.value.clone());
    let date = || moment::dated(&row.value.to_lowercase()).map(|(date, _)| date);
    match row.label {
        Label::KvkNumber => official.kvk_number = numbered(row, Label::KvkNumber),
        Label::Birth => official.birth_date = date(),
        Label::Since => official.since = date(),
        Label::Title => official.title = value(),
        Label::Power | Label::Proxy => {
            official.power = power(&row.value, official.office);
            official.power_text = value();
        }
        Label::ProxyContents => {
            if official.power == OfficialPower::Unknown {
                official.power = power(&row.value, official.office);
            }
            // A full proxy with contents is not full.
            if official.power == OfficialPower::FullProxy && is_limit(&row.value) {
                official.power = OfficialPower::Limited;
            }
            official.power_text = match (official.power_text.take(), value()) {
                (Some(power), Some(contents)) => Some(format!("{power}; {contents}")),
                (power, contents) => power.or(contents),
            };
        }
        Label::LegalForm
        | Label::StatutoryName
        | Label::TradeName
        | Label::BranchNumber
        | Label::Name
        | Label::Aside
        | Label::Owner
        | Label::Directors
        | Label::Partners
        | Label::Proxies
        | Label::OtherOfficials
        | Label::Elsewhere => {}
    }
}

/// How far a power reaches, by the words it is printed in. Words not known here are a person's to read.
fn power(text: &str, office: Office) -> OfficialPower {
    let text = text.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    let proxy = office == Office::Proxy;
    if begins(&["niet bevoegd", "onbevoegd", "not authorised", "no power"]) {
        OfficialPower::None
    } else if begins(&["gezamenlijk", "jointly"]) {
        OfficialPower::Joint
    } else if begins(&["beperkt", "limited", "partially", "partial"]) || is_limit(&text) {
        OfficialPower::Limited
    } else if begins(&["volledige volmacht", "full proxy", "full power"]) || (proxy && begins(&["volledig", "full"])) {
        OfficialPower::FullProxy
    } else if begins(&[
        "alleen",
        "zelfstandig",
        "solely",
        "independently",
        "onbeperkt bevoegd",
        "fully authorised",
        "unlimited",
    ]) {
        OfficialPower::Alone
    } else {
        OfficialPower::Unknown
    }
}

/// Whether words name a limit in money.
fn is_limit(text: &str) -> bool {
    let text = text.to_lowercase();
    ["tot eur", "up to eur", "tot \u{20ac}", "up to \u{20ac}", "beperkt", "limited"]
        .iter()
        .any(|word| text.contains(word))
        && !text.starts_with("onbeperkt")
        && !text.starts_with("unlimited")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::labels::rows;
    use jiff::civil::date;

    fn read(text: &str) -> Vec<Official> {
        officials(&rows(&text.lines().map(str::to_owned).collect::<Vec<_>>()))
    }

    #[test]
    fn every_printed_power_comes_to_what_it_says() {
        use OfficialPower::{Alone, FullProxy, Joint, Limited, None, Unknown};
        for (text, office, expected) in [
            ("Alleen/zelfstandig bevoegd", Office::Director, Alone),
            ("Gezamenlijk bevoegd (met andere bestuurder(s), zie statuten)", Office::Director, Joint),
            ("Gezamenlijk bevoegd (met een of meer anderen)", Office::Director, Joint),
            ("Niet bevoegd", Office::Director, None),
            ("Onbeperkt bevoegd", Office::Partner, Alone),
            ("Beperkt bevoegd (tot EUR 25.000,00)", Office::Partner, Limited),
            ("Volledige volmacht", Office::Proxy, FullProxy),
            ("Beperkte volmacht", Office::Proxy, Limited),
            ("Solely/independently authorised", Office::Director, Alone),
            ("Jointly authorised (with other board member(s), see articles)", Office::Director, Joint),
            ("Limited, up to EUR 10,000.00", Office::Proxy, Limited),
            ("Full proxy", Office::Proxy, FullProxy),
            ("Full proxy up to EUR 5,000", Office::Proxy, Limited),
            ("Zie statuten", Office::Director, Unknown),
        ] {
            assert_eq!(power(text, office), expected, "{text}");
        }
    }

    #[test]
    fn labels_beside_or_above_their_values_and_values_over_two_lines_read_the_same() {
        let beside = read(
            "Bestuurders\nNaam de Vries, Jan\nGeboortedatum en -plaats 01-02-1975, Utrecht\nTitel Voorzitter\nBevoegdheid Gezamenlijk bevoegd (met\nandere bestuurder(s), zie statuten)",
        );
        let above = read(
            "Bestuurders\nNaam\nde Vries, Jan\nGeboortedatum en -plaats\n01-02-1975, Utrecht\nTitel\nVoorzitter\nBevoegdheid\nGezamenlijk bevoegd (met\nandere bestuurder(s), zie statuten)",
        );
        assert_eq!(beside, above);
        assert_eq!((beside[0].birth_date, beside[0].power), (Some(date(1975, 2, 1)), OfficialPower::Joint));
        assert_eq!(
            beside[0].power_text.as_deref(),
            Some("Gezamenlijk bevoegd (met andere bestuurder(s), zie statuten)")
        );
    }

    #[test]
    fn who_is_no_official_is_none_and_a_company_has_its_number() {
        let text = "Onderneming\nNaam De Zaak\nBestuurders\nNaam Holding B.V.\nKvK-nummer 90004760\nBevoegdheid Alleen/zelfstandig bevoegd\n\
                    Gevolmachtigden\nNaam Bos, A.\nVolmacht Volledige volmacht\nInhoud volmacht Tot EUR 10.000,00\nVestiging\nNaam Winkel";
        let read = read(text);
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].kvk_number.as_ref().unwrap().as_str(), "90004760");
        assert_eq!((read[1].office, read[1].power), (Office::Proxy, OfficialPower::Limited));
    }
}
