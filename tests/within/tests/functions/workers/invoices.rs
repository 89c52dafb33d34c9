//! Months are closed with one invoice for each organisation, however often anything is told, repeated or dies half-way (S53): no number
//! twice, no gap, no line left out.

use std::collections::BTreeMap;

use domain::effect::{Effect, InvoiceEffect, Print};
use domain::ids::{AccessCodeId, AccountId, LineId, OrganisationId};
use domain::invoice::{Invoice, InvoiceState, Series};
use domain::organisation::{HeldCode, Organisation};
use domain::spend::{Head, Line, Month, Sum};
use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use store::outbox::{self, Waiting};
use store::{Change, Range};
use within::jobs::{Stage, told_of};

/// How many organisations spent something: more than one part of a shard takes, were they all in one.
const ORGANISATIONS: usize = 40;

/// Organisations, each with lines in the month that is now; answers what each must pay.
async fn spenders(stage: &Stage, places: std::ops::Range<usize>) -> BTreeMap<OrganisationId, Sum> {
    let mut owed = BTreeMap::new();
    for place in places {
        let cx = stage.cx();
        let id = OrganisationId::new(cx.now(), cx.chance());
        let kvk_number = format!("{:08}", 70_000_000 + place).parse().unwrap();
        let organisation = Organisation {
            id: id.clone(),
            name: format!("Bedrijf {place}"),
            kvk_number,
            establishment_number: None,
            since: cx.now(),
        };
        let mut change = Change::new();
        change.create(&organisation);
        cx.commit(change).await.unwrap();
        let lines: Vec<_> = (0..=place % 4).map(|at| line(stage, &id, at, cx.now())).collect();
        book(stage, &lines).await.unwrap();
        owed.insert(id, lines.iter().map(Line::sum).sum());
    }
    owed
}

fn line(stage: &Stage, organisation: &OrganisationId, at: usize, when: Timestamp) -> Line {
    let cx = stage.cx();
    let (product, vat_percent) = [("extract", 0), ("upgrade", 21), ("history", 0), ("renewal", 21)][at % 4];
    let net_cents = 235 + i64::try_from(at).unwrap() * 1_113;
    let code = HeldCode { id: AccessCodeId::new(when, cx.chance()), label: format!("Kenmerk {at}").parse().unwrap() };
    Line {
        id: LineId::new(when, cx.chance()),
        organisation: organisation.clone(),
        month: Month::of(when),
        late: false,
        at: when,
        order: None,
        code: (at != 1).then_some(code),
        by: AccountId::new(when, cx.chance()),
        by_name: "Petra Jansen".to_owned(),
        product: product.parse().unwrap(),
        subject: None,
        reference: None,
        net_cents,
        vat_cents: domain::price::vat_on(net_cents, vat_percent),
        vat_percent,
    }
}

async fn book(stage: &Stage, lines: &[Line]) -> Result<(), store::Error> {
    let mut change = Change::new();
    store::spend::book(&mut change, lines);
    stage.cx().commit(change).await
}

/// Goes to noon on the first day of the next month.
fn to_next_month(stage: &Stage) -> Month {
    let month = Month::with(stage.cx().today());
    let first = domain::days::begins(month.next().first_day()).unwrap() + SignedDuration::from_hours(12);
    stage.later(first.duration_since(stage.cx().now()).as_secs());
    month
}

/// What waits in the ordinary lane: the press has a worker of its own.
async fn settle(stage: &Stage) {
    loop {
        let waiting = stage.waiting().await;
        if waiting.is_empty() {
            return;
        }
        for one in waiting {
            assert_eq!(stage.run("perform-effects", told_of(&one)).await.unwrap(), json!({"batchItemFailures": []}));
        }
    }
}

async fn invoices(stage: &Stage, organisation: &OrganisationId) -> Vec<Invoice> {
    let range = store::invoice::of_organisation(organisation);
    let page = stage.cx().store().list::<Invoice>(range).await.unwrap();
    page.items.into_iter().map(|invoice| invoice.value).collect()
}

async fn prints(stage: &Stage) -> Vec<Waiting> {
    let mut found = Vec::new();
    for shard in 0..outbox::PRESS_SHARDS {
        let range = Range::of(outbox::press_partition(shard));
        found.extend(stage.cx().store().list::<Waiting>(range).await.unwrap().items.into_iter().map(|one| one.value));
    }
    found
}

/// Every organisation has one invoice over all its lines, with the first number of its series, and one paper waits to be set for it.
async fn all_invoiced_once(stage: &Stage, owed: &BTreeMap<OrganisationId, Sum>, month: Month) {
    for (organisation, sum) in owed {
        let found = invoices(stage, organisation).await;
        let [invoice] = found.as_slice() else { panic!("{} invoices of {organisation}", found.len()) };
        assert_eq!((invoice.month, invoice.sum), (month, *sum));
        assert!(invoice.number.as_str().ends_with("-0001"), "{}", invoice.number);
        let series = stage.get::<Series>(store::invoice::series_key(organisation)).await.unwrap();
        assert_eq!(series.last, 1, "no gap");
        let head = stage.get::<Head>(store::spend::head_key(organisation, month)).await.unwrap();
        assert_eq!(head.invoice.as_ref().map(|one| &one.id), Some(&invoice.id));
        let lines = stage.cx().store().list::<Line>(store::spend::lines(organisation, month)).await.unwrap();
        assert_eq!(lines.items.iter().map(|line| line.sum()).sum::<Sum>(), invoice.sum, "the lines come to the total");
    }
    let papers: Vec<_> = prints(stage)
        .await
        .into_iter()
        .filter_map(|waiting| {
            let Effect::Print(Print::Invoice { organisation, .. }) = waiting.effect else { return None };
            Some(organisation)
        })
        .collect();
    assert_eq!(papers.len(), owed.len());
}

#[tokio::test]
async fn each_organisation_gets_one_invoice_though_the_job_runs_three_times_and_all_is_told_twice() {
    let stage = Stage::start().await;
    let owed = spenders(&stage, 0..ORGANISATIONS).await;
    stage.run("close-months", json!({})).await.unwrap();
    settle(&stage).await;
    assert_eq!(invoices(&stage, owed.keys().next().unwrap()).await.len(), 0, "the month is not over");

    let month = to_next_month(&stage);
    for _ in 0..3 {
        stage.run("close-months", json!({})).await.unwrap();
    }
    // Everything the stream tells, it tells twice and side by side.
    while !stage.waiting().await.is_empty() {
        let waiting = stage.waiting().await;
        let told: Vec<Value> = waiting.iter().map(told_of).collect();
        join_all(told.iter().chain(&told).map(|record| stage.run("perform-effects", record.clone()))).await;
    }
    all_invoiced_once(&stage, &owed, month).await;

    // A day later all is known to be done, and nothing is looked through any more.
    stage.later(25 * 3600);
    stage.run("close-months", json!({})).await.unwrap();
    settle(&stage).await;
    let idle = stage.run("close-months", json!({})).await.unwrap();
    assert_eq!(idle["shards"], 0, "{idle}");
    all_invoiced_once(&stage, &owed, month).await;
}

#[tokio::test]
async fn whoever_dies_between_any_two_steps_leaves_neither_a_gap_nor_a_second_invoice() {
    let stage = Stage::start().await;
    let owed = spenders(&stage, 0..6).await;
    let month = to_next_month(&stage);
    stage.run("close-months", json!({})).await.unwrap();
    // Each worker does what it was told and dies before it can say so; another takes it up. So every effect is performed twice over.
    for _ in 0..4 {
        for one in stage.waiting().await {
            stage.perform_and_die_of(&one).await;
        }
        stage.later(21);
    }
    // One that died after it shut a month and before it made the invoice.
    let late = spenders(&stage, 6..7).await;
    let (organisation, _) = late.iter().next().unwrap();
    let shut_month = to_next_month(&stage);
    let shut = store::spend::shut(organisation, shut_month, stage.cx().now());
    stage.cx().store().update::<Head>(shut).await.unwrap();
    assert!(
        matches!(
            book(&stage, &[line(&stage, organisation, 0, stage.cx().now() - SignedDuration::from_hours(24))]).await,
            Err(store::Error::Conflict(api::Part::Spend))
        ),
        "nothing is booked any more"
    );
    stage.run("close-months", json!({})).await.unwrap();
    settle(&stage).await;
    let both: BTreeMap<_, _> = owed.iter().map(|(id, sum)| (id.clone(), *sum)).collect();
    for (organisation, sum) in &both {
        let found = invoices(&stage, organisation).await;
        assert_eq!((found.len(), found[0].sum, found[0].month), (1, *sum, month));
    }
    let found = invoices(&stage, organisation).await;
    assert_eq!((found.len(), found[0].month, found[0].sum), (1, shut_month, late[organisation]));
}

#[tokio::test]
async fn a_line_that_comes_late_stands_on_the_next_invoice_and_the_series_goes_on() {
    let stage = Stage::start().await;
    let owed = spenders(&stage, 0..1).await;
    let (organisation, _) = owed.iter().next().unwrap();
    let before = stage.cx().now();
    let month = to_next_month(&stage);
    stage.run("close-months", json!({})).await.unwrap();
    settle(&stage).await;
    // Ordered in the month that is closed by now: put off, and marked.
    let late = line(&stage, organisation, 2, before);
    assert!(book(&stage, std::slice::from_ref(&late)).await.is_err());
    let late = late.put_off();
    book(&stage, std::slice::from_ref(&late)).await.unwrap();
    to_next_month(&stage);
    stage.run("close-months", json!({})).await.unwrap();
    settle(&stage).await;
    let found = invoices(&stage, organisation).await;
    let numbers: Vec<_> = found.iter().map(|invoice| (invoice.number.to_string(), invoice.month)).collect();
    assert_eq!(numbers, [("70000000-0002".to_owned(), month.next()), ("70000000-0001".to_owned(), month)]);
    assert_eq!(found[0].sum, late.sum());
    let lines = stage.cx().store().list::<Line>(store::spend::lines(organisation, month.next())).await.unwrap();
    assert!(lines.items.len() == 1 && lines.items[0].late);
}

#[tokio::test]
async fn months_made_up_for_at_once_are_numbered_oldest_first() {
    let stage = Stage::start().await;
    let owed = spenders(&stage, 0..1).await;
    let (organisation, _) = owed.iter().next().unwrap();
    let first = to_next_month(&stage);
    let lines: Vec<_> = (0..2).map(|at| line(&stage, organisation, at, stage.cx().now())).collect();
    book(&stage, &lines).await.unwrap();
    to_next_month(&stage);
    // The job was down a month: it sets out the later month before the earlier one.
    stage.run("close-months", json!({})).await.unwrap();
    settle(&stage).await;
    let found = invoices(&stage, organisation).await;
    let mut numbers: Vec<_> = found.iter().map(|invoice| (invoice.month, invoice.number.to_string())).collect();
    numbers.sort();
    assert_eq!(numbers, [(first, "70000000-0001".to_owned()), (first.next(), "70000000-0002".to_owned())]);
}

#[tokio::test]
async fn what_is_not_paid_goes_a_step_further_once_and_what_is_paid_never() {
    let stage = Stage::start().await;
    let owed = spenders(&stage, 0..2).await;
    to_next_month(&stage);
    stage.run("close-months", json!({})).await.unwrap();
    settle(&stage).await;
    let [unpaid, paid]: [&OrganisationId; 2] = owed.keys().collect::<Vec<_>>().try_into().unwrap();
    let invoice = invoices(&stage, paid).await.remove(0);
    let read = stage.get::<Invoice>(store::invoice::key(paid, &invoice.id)).await.unwrap();
    let by = AccountId::new(stage.cx().now(), stage.cx().chance());
    let mut change = Change::new();
    change.replace(&read, &read.value.clone().paid(stage.cx().today(), &by, stage.cx().today()).unwrap());
    stage.cx().commit(change).await.unwrap();

    let steps = [
        (28, 0, InvoiceState::Open),
        (1, 1, InvoiceState::Reminded),
        (15, 1, InvoiceState::Dunned),
        (15, 1, InvoiceState::WithCollector),
        (90, 0, InvoiceState::WithCollector),
    ];
    for (days, chased, state) in steps {
        stage.later(days * 24 * 3600);
        let first = stage.run("chase-invoices", json!({})).await.unwrap();
        let again = stage.run("chase-invoices", json!({})).await.unwrap();
        assert_eq!((first["chased"].as_i64(), again["chased"].as_i64()), (Some(chased), Some(0)), "{state:?}");
        assert_eq!(invoices(&stage, unpaid).await[0].state(), state);
        assert_eq!(invoices(&stage, paid).await[0].state(), InvoiceState::Paid);
        let told = stage.waiting().await.into_iter();
        let told = told.filter(|one| matches!(one.effect, Effect::Invoice(InvoiceEffect::TellStep { .. }))).count();
        assert_eq!(told, usize::try_from(chased).unwrap());
        settle(&stage).await;
    }
    assert_eq!(invoices(&stage, unpaid).await[0].fee_cents(), 900);
}
