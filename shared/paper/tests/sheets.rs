//! The sheets as they come out, in three languages, with honest and with hostile data.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

mod samples;

use domain::language::Language;
use domain::mandate::Scheme;
use domain::spend::Sum;
use jiff::civil::date;
use lopdf::{Document, Object};

use paper::{CreditSheet, Services, Tie, contract, credit_note, evidence, invoice};
use samples::{board, hostile, october, petra, signed};

fn open(pdf: &[u8]) -> Document {
    Document::load_mem(pdf).unwrap()
}

fn text(pdf: &[u8]) -> String {
    let document = open(pdf);
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).unwrap()
}

/// Without white space, which a PDF keeps as it likes.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

#[test]
fn a_contract_says_what_it_is_for_whom_and_for_how_much_in_three_languages() {
    let said = [
        (
            Language::Dutch,
            "Dit is een upgrade van het eHerkenningsmiddel met nummer 10001, van niveau EH2+ naar niveau EH3.",
            "€ 148,23",
        ),
        (
            Language::German,
            "Dies ist eine Hochstufung des eHerkenning-Mittels mit der Nummer 10001, von Niveau EH2+ auf Niveau EH3.",
            "148,23 €",
        ),
        (
            Language::English,
            "This is an upgrade of the eHerkenning means no. 10001, from level EH2+ to level EH3.",
            "€148.23",
        ),
    ];
    for (language, statement, gross) in said {
        let text = dense(&text(&contract(&petra(), language).unwrap()));
        for expected in [
            statement,
            gross,
            "Petra Maria Jansen",
            "69599084",
            "Werkgeversportaal",
            "K7Q2-M4XA-9",
            "p.jansen@voorbeeld.nl",
        ] {
            assert!(text.contains(&dense(expected)), "{expected} is not in {text}");
        }
        let groups = "9f86 d081 884c 7d65 9a2f eaa0 c55a d015";
        assert_eq!(text.matches(&dense(groups)).count(), 2, "the fingerprint is on both pages");
    }
}

#[test]
fn a_mandate_has_all_that_makes_it_one_in_the_language_it_is_given_in() {
    let said = [
        (Language::Dutch, "SEPA-machtiging", "Geef dit blad aan uw bank"),
        (Language::German, "SEPA-Lastschriftmandat", "Geben Sie dieses Blatt Ihrer Bank"),
        (Language::English, "SEPA Direct Debit Mandate", "Give this sheet to your bank"),
    ];
    for (language, title, bank) in said {
        let (core, b2b) = (samples::mandate(Scheme::Core, language), samples::mandate(Scheme::B2b, language));
        let paper = dense(&text(&paper::mandate(&samples::of_mandate(&core)).unwrap()));
        for expected in [
            title,
            "NL06ZZZ503992920000",
            core.reference.as_str(),
            "Tischlerei Sommer GmbH",
            "DE89 3704 0044 0532 0130 00",
            "Commerzbank",
            "Hauptstr. 1, 50667 Köln",
            "Europalaan 100",
            "Mila Sommer",
        ] {
            assert!(paper.contains(&dense(expected)), "{expected} is not in {paper}");
        }
        let words = core.words().unwrap();
        assert!(words.paragraphs.iter().all(|text| paper.contains(&dense(text))), "{paper}");
        let form = dense(&text(&paper::bank_form(&samples::of_mandate(&b2b)).unwrap()));
        assert!(form.contains(&dense(bank)) && form.contains("Commerzbank") && form.contains("(B2B)"), "{form}");
    }
}

#[test]
fn an_invoice_explains_its_total_to_the_cent_in_three_languages() {
    let said = [
        (Language::Dutch, "Over oktober 2026, in totaal € 154,88.", "29 november 2026", "wordt geen btw berekend"),
        (
            Language::German,
            "Für Oktober 2026, insgesamt 154,88 €.",
            "29. November 2026",
            "keine Umsatzsteuer berechnet",
        ),
        (Language::English, "For October 2026, €154.88 in total.", "29 November 2026", "carry no VAT"),
    ];
    for (language, statement, due, no_vat) in said {
        let text = dense(&text(&invoice(&october(), language).unwrap()));
        let essential = ["69599084-0007", "Kostenplaats 12", "68750110", "PO-2026-118", "NL02 ABNA 0123 4567 89", "21"];
        // Who sends it and who it is for, as the law wants it: name and address, KvK number, VAT number.
        let seller = ["Europalaan 100, 3526 KS Utrecht", "50399292", "NL001234567B01"];
        let buyer = ["Voorbeeld Installatietechniek B.V., Abebe Bikilalaan 17, 1011 AB Amsterdam", "69599084"];
        let essential = essential.into_iter().chain(seller).chain(buyer);
        for expected in [statement, due, no_vat].into_iter().chain(essential) {
            assert!(text.contains(&dense(expected)), "{expected} is not in {text}");
        }
    }
    let long = paper::InvoiceSheet { annex: None, sum: Sum::new(1_000_000, 12_915, 2_573), ..october() };
    let text = dense(&text(&invoice(&long, Language::English).unwrap()));
    assert!(text.contains(&dense("1000000 lines: too many for paper")) && text.contains("spend?from=2026-10"));
    assert!(!text.contains("PO-2026-118"));
}

#[test]
fn a_credit_note_takes_back_the_invoice_to_the_cent_in_three_languages() {
    let october = october();
    let note = CreditSheet {
        tie: Tie { case: "69599084-0008".into(), made_on: date(2026, 11, 22), ..october.tie },
        invoice: "69599084-0007".into(),
        invoiced_on: date(2026, 11, 1),
        seller: october.seller,
        buyer: october.buyer,
        month: october.month,
        sum: october.sum,
        rates: october.rates,
        products: october.products,
    };
    let said = [
        (Language::Dutch, "Creditnota 69599084-0008", "U hoeft niets te betalen", "154,88"),
        (Language::German, "Stornorechnung 69599084-0008", "Sie müssen nichts bezahlen", "154,88"),
        (Language::English, "Credit note 69599084-0008", "There is nothing to pay", "154.88"),
    ];
    for (language, title, nothing, amount) in said {
        let text = dense(&text(&credit_note(&note, language).unwrap()));
        for expected in
            [title, nothing, amount, "69599084-0007", "Voorbeeld Installatietechniek B.V.", "NL001234567B01"]
        {
            assert!(text.contains(&dense(expected)), "{expected} is not in {text}");
        }
        assert!(["-", "−", "\u{2010}"].iter().any(|minus| text.contains(minus)), "below nought: {text}");
    }
}

#[test]
fn a_first_application_does_not_call_itself_an_upgrade() {
    let mut sheet = petra();
    (sheet.from_level, sheet.price) = (None, None);
    let text = text(&contract(&sheet, Language::English).unwrap());
    assert!(dense(&text).contains(&dense("This is an application for a new eHerkenning means at level EH3")));
    assert!(!text.to_lowercase().contains("upgrade"));
}

#[test]
fn the_same_data_give_the_same_bytes_and_other_data_other_bytes() {
    let once = contract(&petra(), Language::Dutch).unwrap();
    assert_eq!(once, contract(&petra(), Language::Dutch).unwrap());
    let mut other = petra();
    other.user.email = "p.janssen@voorbeeld.nl".into();
    assert_ne!(once, contract(&other, Language::Dutch).unwrap());
}

#[test]
fn a_sheet_is_tagged_titled_spoken_and_made_to_be_kept() {
    for (pdf, title) in [
        (contract(&petra(), Language::German).unwrap(), "Hochstufung von eHerkenning"),
        (evidence(&signed(), Language::German).unwrap(), "Nachweis der Unterschriften"),
        (invoice(&october(), Language::German).unwrap(), "Rechnung 69599084-0007"),
    ] {
        let document = open(&pdf);
        let catalog = document.catalog().unwrap();
        assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).unwrap(), b"de");
        assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"MarkInfo") && catalog.has(b"OutputIntents"));
        let metadata = catalog.get_deref(b"Metadata", &document).and_then(Object::as_stream).unwrap();
        let metadata =
            String::from_utf8(metadata.get_plain_content().unwrap_or_else(|_| metadata.content.clone())).unwrap();
        for expected in ["<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<", title] {
            assert!(metadata.contains(expected), "{expected} is not in {metadata}");
        }
        for font in document
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|dict| dict.has_type(b"FontDescriptor"))
        {
            assert!(font.has(b"FontFile2") || font.has(b"FontFile3"), "a font is not embedded");
        }
    }
}

#[test]
fn hostile_text_stays_text_and_does_not_break_the_sheet() {
    let sheet = hostile();
    for language in Language::ALL {
        let pdf = contract(&sheet, language).unwrap();
        let text = dense(&text(&pdf));
        for expected in ["#strong[x]$x^2$#import\"/etc/passwd\":*", "[U+1F469][U+1F469]", "{page}{pages}", "[U+738B]"] {
            assert!(text.contains(expected), "{expected} is not in {text}");
        }
        assert!(open(&pdf).get_pages().len() < 12);
    }
}

#[test]
fn every_signer_of_a_board_gets_a_box_and_it_says_how_many_must() {
    let sheet = board();
    let text = dense(&text(&contract(&sheet, Language::English).unwrap()));
    for signer in &sheet.signers {
        assert!(text.contains(&dense(&signer.name)), "{}", signer.name);
    }
    assert!(text.contains(&dense("At least 3 of these people must sign.")));
    let mut all = sheet;
    all.needed = 5;
    let text = dense(&self::text(&contract(&all, Language::English).unwrap()));
    assert!(text.contains(&dense("All 5 of these people must sign.")));
}

#[test]
fn where_nobody_has_to_sign_it_says_so_and_there_is_no_box() {
    let mut sheet = petra();
    (sheet.signers, sheet.needed) = (Vec::new(), 0);
    let text = dense(&text(&contract(&sheet, Language::English).unwrap()));
    assert!(text.contains("Thiscontractneednotbesigned") && !text.contains("Sendallpages"));
}

#[test]
fn all_services_and_no_services_are_told_apart() {
    let mut sheet = petra();
    sheet.services = Services::All;
    assert!(dense(&text(&contract(&sheet, Language::English).unwrap())).contains("Allservicesofallproviders"));
    sheet.services = Services::Unchanged;
    sheet.price = None;
    let text = dense(&text(&contract(&sheet, Language::English).unwrap()));
    assert!(text.contains("nowstayastheyare"));
    assert!(!text.contains("€"));
}

#[test]
fn evidence_says_who_when_what_and_how() {
    let text = dense(&text(&evidence(&signed(), Language::English).unwrap()));
    for expected in [
        "Jan de Vries",
        "22 November 2026 at 14:03:07 (Dutch time)",
        "a code from an e-mail",
        "an authenticator app",
        "a pen, on the paper contract",
        "3 signatures were given.",
        "I agree, on behalf of the organisation, to what this contract says.",
        "3 of 5",
    ] {
        assert!(text.contains(&dense(expected)), "{expected} is not in {text}");
    }
}
