use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::chance::Chance;

struct Sevens;
impl Chance for Sevens {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

fn organisation() -> OrganisationId {
    "org_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap()
}

fn clerk() -> AccountId {
    "acc_01jdc5bbbbbbbbbbbbbbbbbbbb".parse().unwrap()
}

/// What was spent under one code, or under none.
fn under(code: Option<char>, products: &[(&str, Sum)]) -> CodeMonth {
    CodeMonth {
        month: "2026-10".parse().unwrap(),
        code: code.map(|code| format!("cod_01jdc5{}", code.to_string().repeat(20)).parse().unwrap()),
        label: None,
        products: products.iter().map(|(product, sum)| (product.parse().unwrap(), *sum)).collect(),
    }
}

fn october() -> Closing {
    let totals = [
        under(Some('a'), &[("extract", Sum::new(3, 470, 0)), ("upgrade", Sum::new(1, 2_470, 518))]),
        under(Some('b'), &[("extract", Sum::new(1, 235, 0))]),
    ];
    Closing::of(organisation(), "2026-10".parse().unwrap(), &totals)
}

/// Half past midnight in Amsterdam on the first of November.
fn first() -> Timestamp {
    "2026-10-31T23:30:00Z".parse().unwrap()
}

fn invoice() -> Invoice {
    let (number, _) = Series::new(organisation(), "69599084".parse().unwrap()).draw();
    Invoice::make(october(), InvoiceId::new(first(), &Sevens), number, first()).unwrap()
}

#[test]
fn an_invoice_has_the_totals_of_its_month_by_product_and_by_rate() {
    let invoice = invoice();
    assert_eq!(invoice.sum, Sum { lines: 5, net_cents: 3_175, vat_cents: 518, gross_cents: 3_693 });
    let rates: Vec<_> = invoice.rates.iter().map(|rate| (rate.vat_percent, rate.sum.gross_cents)).collect();
    assert_eq!(rates, [(0, 705), (21, 2_988)]);
    let extract = &invoice.products[0];
    assert_eq!((extract.product.as_str(), extract.sum), ("extract", Sum::new(4, 705, 0)), "of both codes");
    assert_eq!((invoice.made_on(), invoice.due_on), (date(2026, 11, 1), date(2026, 11, 29)));
    assert_eq!(invoice.to_pay_cents(), 3_693);
}

#[test]
fn a_month_that_is_not_over_or_in_which_nothing_was_spent_is_not_invoiced() {
    let make = |closing: Closing, at: &str| {
        let number = "69599084-0001".parse().unwrap();
        let at = at.parse().unwrap();
        Invoice::make(closing, InvoiceId::new(at, &Sevens), number, at).map(drop)
    };
    assert_eq!(make(october(), "2026-10-31T22:59:59Z"), Err(NotMade::NotOver));
    assert_eq!(make(october(), "2026-10-31T23:00:00Z"), Ok(()), "midnight in Amsterdam");
    let empty = Closing::of(organisation(), "2026-10".parse().unwrap(), &[]);
    assert_eq!(make(empty, "2026-11-01T10:00:00Z"), Err(NotMade::Nothing));
}

#[test]
fn the_series_has_neither_a_gap_nor_a_number_twice() {
    let mut series = Series::new(organisation(), "69599084".parse().unwrap());
    for place in 1..=12 {
        let (number, next) = series.draw();
        assert_eq!(number.as_str(), format!("69599084-{place:04}"));
        assert_eq!(number.as_str().parse::<InvoiceNumber>(), Ok(number.clone()));
        series = next;
    }
    series.last = 9_999;
    assert_eq!(series.draw().0.as_str(), "69599084-10000");
    for bad in ["", "69599084", "69599084-7", "69599084-00007", "6959908-0007", "69599084-000a", "-0007"] {
        assert_eq!(bad.parse::<InvoiceNumber>(), Err(number::NotANumber), "{bad}");
    }
}

#[test]
fn who_does_not_pay_is_reminded_then_pays_a_fee_then_meets_the_collector() {
    let invoice = invoice();
    assert_eq!(invoice.clone().chase(date(2026, 11, 29)), None, "the last day to pay");
    let ahead: Vec<_> = invoice.ahead().iter().map(|ahead| (ahead.step, ahead.on, ahead.fee_cents)).collect();
    assert_eq!(
        ahead,
        [
            (Step::Reminder, date(2026, 11, 30), 0),
            (Step::Dunning, date(2026, 12, 15), 900),
            (Step::Collector, date(2026, 12, 30), 0)
        ]
    );

    let (reminded, step) = invoice.chase(date(2026, 11, 30)).unwrap();
    assert_eq!((step, reminded.to_pay_cents()), (Step::Reminder, 3_693));
    assert_eq!(reminded.clone().chase(date(2026, 11, 30)), None, "once");
    assert_eq!(reminded.clone().chase(date(2026, 12, 14)), None, "the last day without a fee");
    let (dunned, step) = reminded.chase(date(2026, 12, 15)).unwrap();
    assert_eq!((step, dunned.fee_cents(), dunned.to_pay_cents()), (Step::Dunning, 900, 4_593));
    let (collected, step) = dunned.chase(date(2026, 12, 30)).unwrap();
    assert_eq!((step, collected.state()), (Step::Collector, InvoiceState::WithCollector));
    assert_eq!((collected.to_pay_cents(), collected.next_step()), (4_593, None));
}

#[test]
fn who_is_reminded_late_has_his_days_all_the_same() {
    let (reminded, _) = invoice().chase(date(2026, 12, 10)).unwrap();
    assert_eq!(reminded.next_step(), Some((Step::Dunning, date(2026, 12, 25))));
}

#[test]
fn what_is_paid_or_taken_back_is_chased_no_more() {
    let paid = invoice().paid(date(2026, 11, 20), &clerk(), date(2026, 11, 22)).unwrap();
    assert_eq!((paid.state(), paid.to_pay_cents(), paid.next_step()), (InvoiceState::Paid, 0, None));
    assert_eq!(paid.clone().chase(date(2027, 1, 1)), None);
    assert!(paid.ahead().is_empty());
    let again = paid.paid(date(2026, 11, 21), &clerk(), date(2026, 11, 22));
    assert_eq!(again, Err(InvoiceRefusal::Settled));
    let day = |on| invoice().paid(on, &clerk(), date(2026, 11, 22)).map(drop);
    assert_eq!(day(date(2026, 10, 31)), Err(InvoiceRefusal::NotADay));
    assert_eq!(day(date(2026, 11, 23)), Err(InvoiceRefusal::NotADay));
    let credited = invoice()
        .credited(&clerk(), "69599084-0008".parse().unwrap(), "2026-11-22T12:00:00Z".parse().unwrap())
        .unwrap();
    assert_eq!(credited.credit_note().unwrap().number.as_str(), "69599084-0008");
    assert_eq!((credited.state(), credited.to_pay_cents(), credited.next_step()), (InvoiceState::Credited, 0, None));

    let (reminded, _) = invoice().chase(date(2026, 11, 30)).unwrap();
    let (dunned, _) = reminded.chase(date(2026, 12, 15)).unwrap();
    let paid = dunned.paid(date(2026, 12, 16), &clerk(), date(2026, 12, 17)).unwrap();
    assert!(matches!(paid.standing, Standing::Paid { cents: 4_593, .. }), "with the fee");
}

#[test]
fn every_version_of_the_terms_can_be_read_and_is_sound() {
    use crate::edition::Dated;

    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/invoice/terms")).unwrap().count();
    assert_eq!(PaymentTerms::compiled().len(), files);
    assert!(PaymentTerms::compiled().iter().all(|terms| terms.complaints().is_empty()));
    let wrong = PaymentTerms { days_to_pay: 0, dunning_fee_cents: -1, ..PaymentTerms::compiled()[0].clone() };
    assert_eq!(wrong.complaints().len(), 2);
}

#[test]
fn an_invoice_reads_back_as_it_was_written() {
    let (invoice, _) = invoice().chase(date(2026, 11, 30)).unwrap();
    let json = serde_json::to_string(&invoice).unwrap();
    assert_eq!(serde_json::from_str::<Invoice>(&json).unwrap(), invoice);
}

proptest! {
    /// Whatever lines a month has, under whatever codes: the invoice comes to their sum, to the cent, whole, by product and by rate.
    #[test]
    fn the_sum_of_the_lines_is_the_total(
        lines in proptest::collection::vec((0..4_usize, 0..3_usize, 1..1_000_000_i64), 1..200)
    ) {
        const PRODUCTS: [(&str, u8); 4] = [("extract", 0), ("history", 0), ("upgrade", 21), ("renewal", 21)];
        const CODES: [Option<char>; 3] = [None, Some('a'), Some('b')];
        let mut totals: Vec<CodeMonth> = CODES.map(|code| under(code, &[])).into();
        let (mut net, mut vat) = (0, 0);
        for (product, code, net_cents) in &lines {
            let (product, percent) = PRODUCTS[*product];
            let vat_cents = crate::price::vat_on(*net_cents, percent);
            (net, vat) = (net + net_cents, vat + vat_cents);
            let sum = totals[*code].products.entry(product.parse().unwrap()).or_default();
            *sum = sum.plus(Sum::new(1, *net_cents, vat_cents));
        }
        let closing = Closing::of(organisation(), "2026-10".parse().unwrap(), &totals);
        let number = "69599084-0001".parse().unwrap();
        let made = Invoice::make(closing, InvoiceId::new(first(), &Sevens), number, first()).unwrap();
        prop_assert_eq!(made.sum, Sum::new(lines.len() as i64, net, vat));
        prop_assert_eq!(made.rates.iter().map(|rate| rate.sum).sum::<Sum>(), made.sum);
        prop_assert_eq!(made.products.iter().map(|part| part.sum).sum::<Sum>(), made.sum);
        prop_assert_eq!(totals.iter().map(CodeMonth::sum).sum::<Sum>(), made.sum);
    }
}

#[test]
fn an_invoice_in_a_collection_is_chased_no_more_and_again_once_the_bank_gives_it_back() {
    let collection = "col_01jdc5abcdefghjkmnpqrstvwx".parse().unwrap();
    let other = "col_01jdc5abcdefghjkmnpqrstvwy".parse().unwrap();
    let day = date(2026, 12, 7);
    let announced = invoice().announced(&collection, day).unwrap();
    assert_eq!(announced.next_step(), None);
    assert_eq!(announced.clone().announced(&other, day), Err(InvoiceRefusal::Settled), "one collection alone");
    assert_eq!(announced.clone().collected(&other, day, &clerk(), day), Err(InvoiceRefusal::Settled));
    assert_eq!(announced.clone().given_back(&other), announced);
    assert_eq!(announced.clone().given_back(&collection), invoice(), "withdrawn");

    let paid = announced.collected(&collection, day, &clerk(), date(2026, 12, 8)).unwrap();
    assert_eq!((paid.state(), paid.to_pay_cents()), (InvoiceState::Paid, 0));
    assert_eq!(paid.given_back(&collection), invoice(), "to be paid as before");

    let by_hand = invoice().announced(&collection, day).unwrap().paid(date(2026, 11, 22), &clerk(), day).unwrap();
    assert!(!by_hand.is_in(&collection), "whoever pays in between falls out");
}
