//! Sheets to look at and to test with.

use domain::invoice::{AtRate, OfProduct, PaymentTerms};
use domain::level::AssuranceLevel;
use domain::spend::Sum;
use jiff::civil::date;
use paper::{
    Buyer, CodeOnInvoice, ContractSheet, EvidenceSheet, How, InvoiceSheet, LineOnInvoice, Organisation, Price,
    PriceLine, Service, Services, Signature, Signer, Tie, Unpaid, User,
};

const FINGERPRINT: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn tie() -> Tie {
    Tie {
        case: "upg_01jdc5aaaaaaaaaaaaaaaaaaaa".into(),
        code: Some("K7Q2-M4XA-9".into()),
        link: "https://balie.example/desk/paper/K7Q2-M4XA-9".into(),
        fingerprint: FINGERPRINT.into(),
        made_on: date(2026, 11, 22),
    }
}

fn service(name: &str, provider: &str, level: AssuranceLevel) -> Service {
    Service { provider: provider.into(), name: Some(name.into()), level: Some(level) }
}

/// Petra, sole director, from EH2+ to EH3.
pub fn petra() -> ContractSheet {
    ContractSheet {
        tie: tie(),
        means: "10001".into(),
        from_level: Some(AssuranceLevel::Eh2Plus),
        target_level: AssuranceLevel::Eh3,
        user: User {
            name: "Petra Maria Jansen".into(),
            birth_date: date(1975, 2, 1),
            birth_place: Some("Utrecht".into()),
            email: "p.jansen@voorbeeld.nl".into(),
            mobile: "+31612345678".into(),
            employed: true,
        },
        organisation: Organisation {
            name: "Voorbeeld Installatietechniek B.V.".into(),
            kvk_number: "69599084".into(),
            establishment_number: None,
        },
        services: Services::These(vec![
            service("Werkgeversportaal", "UWV", AssuranceLevel::Eh3),
            service("Mijn Belastingdienst Zakelijk", "Belastingdienst", AssuranceLevel::Eh3),
            Service { provider: "Gemeente Utrecht".into(), name: None, level: None },
        ]),
        term_years: Some(3),
        price: Some(Price {
            lines: vec![
                PriceLine { item: "upgrade".into(), count: 1, code: None, net_cents: 7_500 },
                PriceLine { item: "extra-rights".into(), count: 4, code: None, net_cents: 10_000 },
                PriceLine { item: "discount".into(), count: 1, code: Some("UPGRADE30".into()), net_cents: -5_250 },
            ],
            net_cents: 12_250,
            vat_percent: 21,
            vat_cents: 2_573,
            gross_cents: 14_823,
        }),
        terms: "2026-11".into(),
        signers: vec![Signer { name: "Petra Maria Jansen".into(), function: "Directeur".into() }],
        needed: 1,
        post_to: vec!["Balie".into(), "Postbus 1000".into(), "3500 BA Utrecht".into()],
    }
}

/// A board of five of whom three must sign, for somebody else, with a long list of services.
pub fn board() -> ContractSheet {
    let names =
        ["Jan de Vries", "Fatima el Amrani", "Joost van den Berg", "Ingrid Müller-Łukasiewicz", "Sofie 't Hart"];
    let services = (1..=14).map(|at| service(&format!("Dienst {at}"), "Gemeente Utrecht", AssuranceLevel::Eh2Plus));
    ContractSheet {
        signers: names
            .map(|name| Signer { name: name.into(), function: "Bestuurder, gezamenlijk bevoegd".into() })
            .into(),
        needed: 3,
        services: Services::These(services.collect()),
        organisation: Organisation { establishment_number: Some("000037178598".into()), ..petra().organisation },
        ..petra()
    }
}

/// What somebody fills in who wants to see the sheet break.
pub fn hostile() -> ContractSheet {
    let markup = r##"#strong[x] $x^2$ #import "/etc/passwd": * \ // `raw` <label> @ref = Title"##;
    let long = "W".repeat(120);
    ContractSheet {
        user: User {
            name: format!("{markup} {long}"),
            birth_place: Some("محمد بن سلمان \u{202e}evil{page} {pages}".into()),
            email: format!("{}@{}.example", "a".repeat(60), "b".repeat(60)),
            mobile: "Jan 😀👩‍👩‍👧 王小明 e\u{301}\u{302}\u{303}\u{304}\u{305}".into(),
            ..petra().user
        },
        organisation: Organisation { name: format!("שלום {markup}\n\u{0}\u{7}{long}"), ..petra().organisation },
        services: Services::These(vec![service(&long, markup, AssuranceLevel::Eh4)]),
        signers: vec![
            Signer { name: format!("{long} {long}"), function: markup.into() },
            Signer { name: "{page} {pages}".into(), function: long.clone() },
        ],
        needed: 2,
        post_to: vec![long.clone(), markup.into()],
        ..petra()
    }
}

/// A board's signatures: two in the signing room, one in pen.
#[allow(dead_code, reason = "not everybody who looks at contracts looks at evidence")]
pub fn signed() -> EvidenceSheet {
    let signature = |name: &str, how| Signature {
        name: name.into(),
        function: "Bestuurder".into(),
        how,
        fingerprint: FINGERPRINT.into(),
    };
    EvidenceSheet {
        tie: Tie { code: None, ..tie() },
        means: "10001".into(),
        from_level: Some(AssuranceLevel::Eh2Plus),
        target_level: AssuranceLevel::Eh3,
        organisation: petra().organisation.name,
        kvk_number: "69599084".into(),
        needed: 3,
        candidates: 5,
        text: vec!["I agree, on behalf of the organisation, to what this contract says.".into()],
        text_version: "2026-11".into(),
        signatures: vec![
            signature("Jan de Vries", How::MailCode("2026-11-22T13:03:07Z".parse().unwrap())),
            signature("Fatima el Amrani", How::Totp("2026-11-23T08:00:00Z".parse().unwrap())),
            signature("Joost van den Berg", How::Pen(date(2026, 11, 24))),
        ],
    }
}

/// October of Petra's company: extracts under two codes, an upgrade, a late line.
pub fn october() -> InvoiceSheet {
    let line = |at: &str, product: &str, code: Option<&str>, sum: Sum| LineOnInvoice {
        at: at.parse().unwrap(),
        late: false,
        product: product.into(),
        about: None,
        code: code.map(Into::into),
        by: "Petra Maria Jansen".into(),
        reference: None,
        sum,
    };
    let about = |name: &str, number: &str| Some((name.to_owned(), number.to_owned()));
    let annex = vec![
        LineOnInvoice {
            late: true,
            about: about("Stichting Bolderbast", "69599068"),
            reference: Some("PO-2026-118".into()),
            ..line("2026-09-30T21:58:00Z", "extract", Some("Kostenplaats 12"), Sum::new(1, 235, 0))
        },
        LineOnInvoice {
            about: about("Voorbeeld Installatietechniek en Onderhoud Noord-Nederland B.V.", "68750110"),
            reference: Some("Dossier De Vries".into()),
            ..line("2026-10-12T09:15:00Z", "annual-accounts", Some("Inkoop"), Sum::new(1, 430, 0))
        },
        line("2026-10-20T14:00:00Z", "upgrade", None, Sum::new(1, 12_250, 2_573)),
    ];
    let whole = Sum::new(3, 12_915, 2_573);
    let part =
        |product: &str, vat_percent: u8, sum: Sum| OfProduct { product: product.parse().unwrap(), vat_percent, sum };
    let code = |label: Option<&str>, sum: Sum| CodeOnInvoice { label: label.map(Into::into), sum };
    InvoiceSheet {
        tie: Tie {
            case: "69599084-0007".into(),
            code: None,
            link: "https://balie.example/invoices/inv_01jdc5aaaaaaaaaaaaaaaaaaaa".into(),
            fingerprint: FINGERPRINT.into(),
            made_on: date(2026, 11, 1),
        },
        seller: PaymentTerms::on(date(2026, 11, 1)).unwrap().seller.clone(),
        buyer: Buyer {
            name: "Voorbeeld Installatietechniek B.V.".into(),
            kvk_number: "69599084".into(),
            address: Some("Abebe Bikilalaan 17, 1011 AB Amsterdam".into()),
        },
        month: "2026-10".parse().unwrap(),
        due_on: date(2026, 11, 29),
        sum: whole,
        rates: vec![
            AtRate { vat_percent: 0, sum: Sum::new(2, 665, 0) },
            AtRate { vat_percent: 21, sum: Sum::new(1, 12_250, 2_573) },
        ],
        products: vec![
            part("annual-accounts", 0, Sum::new(1, 430, 0)),
            part("extract", 0, Sum::new(1, 235, 0)),
            part("upgrade", 21, Sum::new(1, 12_250, 2_573)),
        ],
        codes: vec![
            code(Some("Inkoop"), Sum::new(1, 430, 0)),
            code(Some("Kostenplaats 12"), Sum::new(1, 235, 0)),
            code(None, Sum::new(1, 12_250, 2_573)),
        ],
        pay_to: vec!["IBAN NL02 ABNA 0123 4567 89".into(), "Balie".into()],
        unpaid: Unpaid { reminder_on: date(2026, 11, 30), dunning_on: date(2026, 12, 15), fee_cents: 900 },
        annex: Some(annex),
        overview: "https://balie.example/spend?from=2026-10&to=2026-10".into(),
    }
}

/// A mandate of a business, signed with a mailed code.
pub fn mandate(scheme: domain::mandate::Scheme, language: domain::language::Language) -> domain::mandate::Mandate {
    use serde_json::json;
    let at = "2026-11-22T13:30:00Z";
    let address = json!({"street": "Hauptstr. 1", "postcode": "50667", "town": "Köln", "country": "DE"});
    let creditor = json!({
        "name": "Balie", "street": "Europalaan 100", "postcode": "3526 KS", "town": "Utrecht", "country": "NL",
        "creditorId": "NL06ZZZ503992920000",
    });
    let account = "acc_01jdc5aaaaaaaaaaaaaaaaaaaa";

    serde_json::from_value(json!({
        "id": "mnd_01jdc5aaaaaaaaaaaaaaaaaaaa", "business": "biz_01jdc5aaaaaaaaaaaaaaaaaaaa",
        "reference": "BALIE-20261122-K7Q2M4XA", "scheme": scheme, "frequency": "recurring", "language": language,
        "wording": domain::mandate::wording::latest(), "creditor": creditor,
        "debtor": {"holder": "Tischlerei Sommer GmbH", "address": address, "iban": "DE89370400440532013000"},
        "place": "Köln", "givenBy": account, "state": "active", "signedAt": at, "revision": 1, "events": 2,
        "signature": {
            "at": at, "place": "Köln", "by": account, "name": "Mila Sommer", "factor": "mailed-code",
            "fingerprint": FINGERPRINT,
        },
    }))
    .unwrap()
}

/// What stands on it.
pub fn of_mandate(mandate: &domain::mandate::Mandate) -> paper::MandateSheet<'_> {
    let signature = mandate.signature.as_ref().unwrap();
    paper::MandateSheet {
        tie: Tie {
            case: mandate.reference.to_string(),
            code: None,
            link:
                "https://balie.example/businesses/biz_01jdc5aaaaaaaaaaaaaaaaaaaa/mandates/mnd_01jdc5aaaaaaaaaaaaaaaaaaaa"
                    .to_owned(),
            fingerprint: signature.fingerprint.clone(),
            made_on: date(2026, 11, 22),
        },
        mandate,
        signature,
        wording: Box::leak(Box::new(mandate.words().unwrap())),
    }
}
