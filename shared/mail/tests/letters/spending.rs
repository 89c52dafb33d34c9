//! Mails about orders, overviews, invoices and budgets.

use std::sync::LazyLock;

use domain::ids::{InvoiceId, OrderId};
use domain::invoice::{InvoiceNumber, Step};
use domain::kvk_number::KvkNumber;
use domain::order::NotDelivered;
use domain::product::RegisterProduct;
use jiff::civil::date;
use mail::{
    BudgetNews, CounterNews, InvoiceEvent, InvoiceNews, Letter, OrderNews, OrderOutcome, OverviewNews, OverviewOutcome,
};

use crate::{Expected, TOKEN, at, expect};

/// An invoice of which something is told.
fn invoice(what: InvoiceEvent, organisation: &str) -> InvoiceNews<'_> {
    static NAMED: LazyLock<(InvoiceId, InvoiceNumber)> =
        LazyLock::new(|| ("inv_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(), "69599084-0007".parse().unwrap()));
    InvoiceNews {
        what,
        invoice: &NAMED.0,
        number: &NAMED.1,
        organisation,
        month: "2026-10".parse().unwrap(),
        to_pay_cents: 3_693,
        until: date(2026, 11, 29),
        fee_cents: 900,
    }
}

/// A budget of fifty euro of which forty-one and some were spent.
fn budget(percent: u8, organisation: &str) -> BudgetNews<'_> {
    let month = "2026-11".parse().unwrap();
    BudgetNews { organisation, label: "Inkoop", month, percent, spent_cents: 4_137, budget_cents: 5_000 }
}

fn invoice_page() -> String {
    "/invoices/inv_01jdc5aaaaaaaaaaaaaaaaaaaa".to_owned()
}

/// An overview of which something is told.
fn overview(scheduled: bool, outcome: OverviewOutcome) -> Letter<'static> {
    let month = |month: &str| month.parse().unwrap();
    Letter::Overview(OverviewNews { from: month("2026-10"), to: month("2026-11"), scheduled, outcome })
}

/// The page of an order.
const ORDERED: &str = "/orders/ord_01jdc5aaaaaaaaaaaaaaaaaaaa";

/// An order of which something is told.
fn ordered(outcome: OrderOutcome) -> Letter<'static> {
    static NAMED: LazyLock<(OrderId, KvkNumber)> =
        LazyLock::new(|| ("ord_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(), "69599084".parse().unwrap()));
    let (order, kvk_number) = (&NAMED.0, &NAMED.1);
    let product = RegisterProduct::CertifiedExtract;
    Letter::Order(OrderNews { order, product, company: "Test EMZ Dagobert", kvk_number, outcome })
}

/// An order without an account of which something is told.
fn at_the_counter(outcome: OrderOutcome) -> Letter<'static> {
    static NUMBER: LazyLock<KvkNumber> = LazyLock::new(|| "69599084".parse().unwrap());
    Letter::CounterOrder(CounterNews { token: TOKEN, company: "Test EMZ Dagobert", kvk_number: &NUMBER, outcome })
}

pub(crate) fn letters(organisation: &str) -> Vec<Expected<'_>> {
    vec![
        expect(ordered(OrderOutcome::Ready { until: at() }), ORDERED, vec!["2026", "69599084"]),
        expect(
            overview(false, OverviewOutcome::Ready { until: at() }),
            "/account/overviews",
            vec!["2026-10", "2026-11"],
        ),
        expect(
            overview(true, OverviewOutcome::Ready { until: at() }),
            "/account/overviews",
            vec!["2026-10", "2026-11"],
        ),
        expect(overview(false, OverviewOutcome::Failed), "/account/overviews", vec!["2026-10", "2026-11"]),
        expect(ordered(OrderOutcome::Failed { why: NotDelivered::NothingFound }), ORDERED, vec!["69599084"]),
        expect(ordered(OrderOutcome::Failed { why: NotDelivered::NotGivenOut }), ORDERED, vec!["69599084"]),
        expect(ordered(OrderOutcome::Failed { why: NotDelivered::GivenUp }), ORDERED, vec!["69599084"]),
        expect(
            at_the_counter(OrderOutcome::Ready { until: at() }),
            &format!("/order-extract/done#token={TOKEN}"),
            vec!["2026", "69599084"],
        ),
        expect(
            at_the_counter(OrderOutcome::Failed { why: NotDelivered::NothingFound }),
            &format!("/order-extract/done#token={TOKEN}"),
            vec!["69599084"],
        ),
        expect(
            Letter::Invoice(invoice(InvoiceEvent::Made, organisation)),
            &invoice_page(),
            vec!["69599084-0007", "36", "93", "29", "2026"],
        ),
        expect(
            Letter::Invoice(invoice(InvoiceEvent::Unpaid(Step::Reminder), organisation)),
            &invoice_page(),
            vec!["69599084-0007", "36", "93", "29"],
        ),
        expect(
            Letter::Invoice(invoice(InvoiceEvent::Unpaid(Step::Dunning), organisation)),
            &invoice_page(),
            vec!["69599084-0007", "36", "93", "29", "9"],
        ),
        expect(
            Letter::Invoice(invoice(InvoiceEvent::Credited, organisation)),
            &invoice_page(),
            vec!["69599084-0007", "36", "93", "29"],
        ),
        expect(
            Letter::Invoice(invoice(InvoiceEvent::Unpaid(Step::Collector), organisation)),
            &invoice_page(),
            vec!["69599084-0007", "36", "93"],
        ),
        expect(
            Letter::Budget(budget(80, organisation)),
            "/spend?from=2026-11&to=2026-11",
            vec!["Inkoop", "80", "41", "50", "2026"],
        ),
        expect(
            Letter::Budget(budget(100, organisation)),
            "/spend?from=2026-11&to=2026-11",
            vec!["Inkoop", "41", "50", "2026"],
        ),
    ]
}
