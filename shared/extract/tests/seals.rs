//! Every sample that an independent tool made (samples-src), honest or broken, with the verdict it must get.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use domain::document::ContentType;
use domain::extract::{Alteration, Doubt, Office, OfficialPower, SealVerdict};
use extract::samples::{Sample, SealedBy, TRUST_LIST};
use extract::{TrustList, check_seal, inspect, read_extract};
use jiff::civil::{date, time};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples")
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(folder().join(name).with_extension("pdf")).unwrap()
}

fn trust() -> TrustList {
    TrustList::parse(TRUST_LIST).unwrap()
}

enum Expected {
    Intact { shown: bool },
    Unsealed,
    Altered(Alteration),
    Doubt(Doubt),
}

const NOT_SHOWN: Expected = Expected::Intact { shown: false };
const SHOWN: Expected = Expected::Intact { shown: true };
const CHANGED_AFTER: Expected = Expected::Altered(Alteration::ChangedAfterSealing);
const BYTES: Expected = Expected::Altered(Alteration::SealedBytesChanged);
const MISFIT: Expected = Expected::Altered(Alteration::NotWhollyCovered);

const TABLE: &[(&str, Expected)] = &[
    ("good-nl-rsa-t", NOT_SHOWN),
    ("good-nl-rsa-lt", SHOWN),
    ("good-nl-rsa-lta", SHOWN),
    ("good-nl-stacked-p256-t", NOT_SHOWN),
    ("good-en-pss-t", NOT_SHOWN),
    ("good-en-packed-p384-lta", SHOWN),
    ("good-en-rsa-sha512-t", NOT_SHOWN),
    ("good-nl-sole-trader-pss-lta", SHOWN),
    ("good-nl-partnership-p256-t", NOT_SHOWN),
    ("good-validation-data-later", NOT_SHOWN),
    ("good-with-unused-object", NOT_SHOWN),
    ("unsealed-nl", Expected::Unsealed),
    ("unsealed-en-packed", Expected::Unsealed),
    ("altered-flipped-byte", BYTES),
    ("altered-flipped-title", BYTES),
    ("altered-text-appended", CHANGED_AFTER),
    ("altered-text-replaced", CHANGED_AFTER),
    ("altered-annotation-added", CHANGED_AFTER),
    ("altered-pages-swapped", CHANGED_AFTER),
    ("altered-page-dropped", CHANGED_AFTER),
    ("altered-catalogue-changed", CHANGED_AFTER),
    ("altered-seal-stripped", CHANGED_AFTER),
    ("altered-resaved", MISFIT),
    ("altered-appended-bytes", CHANGED_AFTER),
    ("altered-range-shrunk", MISFIT),
    ("altered-range-with-hole", MISFIT),
    ("altered-range-of-three", MISFIT),
    ("altered-range-beyond", MISFIT),
    ("altered-second-contents", MISFIT),
    ("altered-signature-flipped", Expected::Altered(Alteration::SealChanged)),
    ("altered-padding-used", Expected::Doubt(Doubt::SealUnreadable)),
    ("altered-dss-with-more", CHANGED_AFTER),
    ("altered-archived-text-appended", CHANGED_AFTER),
    ("altered-archived-annotation-added", CHANGED_AFTER),
    ("altered-transplanted-seal", BYTES),
    ("altered-second-seal", CHANGED_AFTER),
    ("altered-shadow", CHANGED_AFTER),
    ("doubt-lookalike-authority", Expected::Doubt(Doubt::UnknownAuthority)),
    ("doubt-self-signed", Expected::Doubt(Doubt::UnknownAuthority)),
    ("doubt-issued-by-seal", Expected::Doubt(Doubt::UnknownAuthority)),
    ("doubt-other-organisation", Expected::Doubt(Doubt::OtherOrganisation)),
    ("doubt-name-resembles", Expected::Doubt(Doubt::OtherOrganisation)),
    ("doubt-tls-server", Expected::Doubt(Doubt::WrongUsage)),
    ("doubt-personal-certificate", Expected::Doubt(Doubt::WrongUsage)),
    ("doubt-encryption-only", Expected::Doubt(Doubt::WrongUsage)),
    ("doubt-expired-at-sealing", Expected::Doubt(Doubt::CertificateNotValidThen)),
    ("doubt-no-timestamp", Expected::Doubt(Doubt::NoTimeOfSealing)),
    ("doubt-lookalike-timestamp", Expected::Doubt(Doubt::TimestampNotTrusted)),
    ("doubt-revoked", Expected::Doubt(Doubt::CertificateRevoked)),
    ("doubt-sha1", Expected::Doubt(Doubt::MethodNotAccepted)),
];

#[test]
fn every_sample_gets_its_verdict() {
    let trust = trust();
    let mut wrong = Vec::new();
    for (name, expected) in TABLE {
        let bytes = sample(name);
        let verdict = check_seal(&bytes, &trust).verdict;
        let right = match (expected, &verdict) {
            (Expected::Intact { shown }, SealVerdict::Intact { sealed }) => {
                let said = (sealed.by.as_str(), sealed.issued_under.as_str(), sealed.at.to_string());
                assert_eq!(
                    said,
                    ("Kamer van Koophandel", "Balie proefautoriteit", "2026-03-12T09:15:30Z".to_owned()),
                    "{name}"
                );
                sealed.not_revoked_shown == *shown
            }
            (Expected::Unsealed, SealVerdict::Unsealed) => true,
            (Expected::Altered(expected), SealVerdict::Altered { alteration }) => alteration == expected,
            (Expected::Doubt(expected), SealVerdict::NotEstablished { doubt }) => doubt == expected,
            _ => false,
        };
        if !right {
            wrong.push(format!("{name}: {verdict:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_table_names_every_sample() {
    let named: BTreeSet<String> = TABLE.iter().map(|(name, _)| format!("{name}.pdf")).collect();
    let there: BTreeSet<String> =
        fs::read_dir(folder()).unwrap().map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(named, there);
}

#[test]
fn without_a_trust_list_no_seal_is_believed_and_none_is_called_altered() {
    let nobody = TrustList::nobody();
    for (name, _) in TABLE.iter().filter(|(_, expected)| matches!(expected, Expected::Intact { .. })) {
        let verdict = check_seal(&sample(name), &nobody).verdict;
        assert_eq!(verdict, SealVerdict::NotEstablished { doubt: Doubt::UnknownAuthority }, "{name}");
    }
}

#[test]
fn what_is_sealed_is_read_as_it_was_sealed() {
    let trust = trust();
    for name in ["good-nl-rsa-t", "good-nl-rsa-lta", "good-nl-stacked-p256-t", "good-validation-data-later"] {
        let bytes = sample(name);
        let read = read_extract(check_seal(&bytes, &trust).readable).unwrap().read;
        assert_eq!(
            (read.kvk_number.as_str(), read.made_on, read.made_at),
            ("68750110", date(2026, 3, 12), Some(time(10, 15, 0, 0))),
            "{name}"
        );
        assert_eq!(
            (read.name.as_deref(), read.legal_form.as_deref()),
            (Some("Voorbeeld Beheer B.V."), Some("Besloten Vennootschap")),
            "{name}"
        );
        assert_eq!(read.branches.iter().map(ToString::to_string).collect::<Vec<_>>(), ["000037178598"], "{name}");
        let officials: Vec<_> =
            read.officials.iter().map(|one| (one.name.as_str(), one.office, one.power, one.birth_date)).collect();
        assert_eq!(
            officials,
            [
                ("Jansen, Petra Maria", Office::Director, OfficialPower::Alone, Some(date(1975, 2, 1))),
                ("de Vries, Jan", Office::Proxy, OfficialPower::Limited, Some(date(1988, 8, 17))),
            ],
            "{name}"
        );
        assert_eq!(
            (read.officials[0].title.as_deref(), read.officials[0].since),
            (Some("Algemeen directeur"), Some(date(2012, 1, 31)))
        );
    }
}

#[test]
fn english_extracts_sole_traders_and_partnerships_are_read() {
    let read = |name: &str| read_extract(&sample(name)).unwrap().read;
    for name in ["good-en-pss-t", "good-en-packed-p384-lta", "good-en-rsa-sha512-t", "unsealed-en-packed"] {
        let board = read(name);
        let officials: Vec<_> = board.officials.iter().map(|one| (one.name.as_str(), one.power)).collect();
        assert_eq!(
            officials,
            [
                ("van den Berg, S\u{f6}ren Jan", OfficialPower::Joint),
                ("\u{c9}tienne-Dubois, Ren\u{e9}e", OfficialPower::Joint),
                ("Bakker, Wim", OfficialPower::Alone),
            ],
            "{name}: the list runs on over the page"
        );
        assert_eq!((board.kvk_number.as_str(), board.made_on), ("90001354", date(2026, 3, 12)), "{name}");
    }
    let trader = read("good-nl-sole-trader-pss-lta");
    assert_eq!((trader.name.as_deref(), trader.branches.len()), (Some("Bakkerij Yilmaz"), 2));
    assert_eq!((trader.officials[0].office, trader.officials[0].power), (Office::Owner, OfficialPower::Alone));
    let partners = read("good-nl-partnership-p256-t").officials;
    assert_eq!(partners[0].kvk_number.as_ref().unwrap().as_str(), "90004760");
    assert_eq!(
        (partners[1].power, partners[1].power_text.as_deref()),
        (OfficialPower::Limited, Some("Beperkt bevoegd (tot EUR 25.000,00)"))
    );
}

#[test]
fn what_was_put_over_the_sealed_text_is_not_what_is_read() {
    let bytes = sample("altered-text-replaced");
    let checked = check_seal(&bytes, &trust());
    assert_eq!(read_extract(checked.readable).unwrap().read.kvk_number.as_str(), "68750110");
    assert!(checked.readable.len() < bytes.len(), "the test would prove nothing");
}

#[test]
fn a_sample_made_today_is_sealed_too() {
    let made = Sample::new("69599084", date(2026, 11, 21).at(10, 15, 0, 0));
    for sample in [made.clone(), made.clone().english().stacked()] {
        let bytes = sample.pdf();
        let checked = check_seal(&bytes, &trust());
        let SealVerdict::Intact { sealed } = checked.verdict else { panic!("{:?}", checked.verdict) };
        assert_eq!(sealed.at.to_string(), "2026-11-21T09:15:00Z");
        assert_eq!(read_extract(checked.readable).unwrap().read.officials.len(), 2);
        assert!(inspect(&bytes, ContentType::Pdf, "uittreksel.pdf").is_ok());
    }
    let other = check_seal(&made.sealed_pdf(SealedBy::LookAlike), &trust()).verdict;
    assert_eq!(other, SealVerdict::NotEstablished { doubt: Doubt::UnknownAuthority });
    assert_eq!(check_seal(&made.printed_pdf(), &trust()).verdict, SealVerdict::Unsealed);
}

#[test]
fn every_byte_outside_the_seal_counts() {
    // Each place once would take minutes: every 13th of what is covered. Within the seal there are bytes that vouch for nothing, such as
    // those of a root that comes along.
    let (good, trust) = (sample("good-nl-rsa-t"), trust());
    let text = b"/Contents <".as_slice();
    let gap = good.windows(text.len()).position(|window| window == text).unwrap();
    let after = gap + good[gap..].iter().position(|byte| *byte == b'>').unwrap();
    for at in (0..gap).chain(after..good.len()).step_by(13) {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        if let SealVerdict::Intact { .. } = check_seal(&bytes, &trust).verdict {
            panic!("a changed byte at {at} went unseen");
        }
    }
}

#[test]
fn a_trust_list_that_cannot_be_read_is_refused() {
    for text in [
        "",
        "{}",
        "{\"issuer\":{\"organisation\":\"x\"},\"authorities\":[{\"name\":\"x\",\"certificate\":\"nothing\"}]}",
    ] {
        assert!(TrustList::parse(text).is_err(), "{text}");
    }
}
