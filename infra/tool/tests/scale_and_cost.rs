//! Prints docs/scale-and-cost.md: what a month of orders costs at AWS list prices. Units come from docs/access-patterns.md, which another test
//! holds to what was counted; what a booking costs is counted here. Only prices and how people behave are written down by hand.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use domain::ids::{AccessCodeId, AccountId, LineId, OrganisationId};
use domain::organisation::HeldCode;
use domain::spend::{Line, Month, Subject};
use embedded::testing::TestApp;
use runtime::Context;
use store::Change;

/// How many orders a month.
const SIZES: [f64; 3] = [1e3, 1e5, 1e7];

/// On-demand list prices of DynamoDB, Lambda (arm64), API Gateway (HTTP API), S3 and SES in US dollars, eu-central-1, first tier, as we knew them in
/// 2025. They are the only amounts here that nobody counted.
const WRITE_MILLION: f64 = 0.7625;
const READ_MILLION: f64 = 0.1525;
const STORED_GIGABYTE_MONTH: f64 = 0.306;
const LAMBDA_MILLION: f64 = 0.20;
const LAMBDA_GIGABYTE_SECOND: f64 = 0.000_013_333_4;
const REQUEST_MILLION: f64 = 1.20;
const FILE_PUT_THOUSAND: f64 = 0.0054;
const FILE_GIGABYTE_MONTH: f64 = 0.0245;

/// How many write units a second one item or one physical partition takes.
const PARTITION_WRITES: f64 = 1_000.0;
/// What writing a head costs: an item of less than a kilobyte in a transaction.
const HEAD: f64 = 2.0;
/// What looking at one budget reads: its total, and its share of a page of the index.
const WATCHING: f64 = 1.1;

/// How people behave, for one order: operations, and how often each is asked for.
const ASKED: [(&str, f64); 6] = [
    ("search-companies", 1.5),
    ("place-order", 1.0),
    ("get-order", 2.0),
    ("read-order", 1.0),
    ("get-spend", 0.1),
    ("list-spend-lines", 0.1),
];
/// How long a function runs for one request, in seconds, with how much memory, in gigabytes; and for making what was ordered.
const REQUEST: (f64, f64) = (0.05, 0.25);
const MAKING: (f64, f64) = (1.0, 1.0);
/// What is laid down for one order, in bytes, and how many files that is.
const LAID_DOWN: (f64, f64) = (80_000.0, 2.0);
/// How many orders have an own reference.
const REFERRED: f64 = 0.5;

fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// Read and write units of every operation, as counted.
fn counted() -> BTreeMap<String, (f64, f64)> {
    let page = std::fs::read_to_string(repository("docs/access-patterns.md")).unwrap();
    let mut operations = BTreeMap::new();
    for line in page.lines() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        if let [operation, _, reads, writes, ..] = cells[..]
            && let (Ok(reads), Ok(writes)) = (reads.parse(), writes.parse())
        {
            operations.insert(operation.to_owned(), (reads, writes));
        }
    }
    operations
}

/// A line of an organisation that has booked before.
fn line(cx: &Context, reference: Option<&str>) -> Line {
    let id = |text: &str| format!("{text}_01jdc5aaaaaaaaaaaaaaaaaaaa");
    Line {
        id: LineId::new(cx.now(), cx.chance()),
        organisation: id("org").parse::<OrganisationId>().unwrap(),
        month: Month::of(cx.now()),
        late: false,
        at: cx.now(),
        order: Some(id("ord").parse().unwrap()),
        code: Some(HeldCode { id: id("cod").parse::<AccessCodeId>().unwrap(), label: "Inkoop".parse().unwrap() }),
        by: id("acc").parse::<AccountId>().unwrap(),
        by_name: "Petra Jansen".to_owned(),
        product: "extract".parse().unwrap(),
        subject: Some(Subject { kvk_number: "69599084".parse().unwrap(), name: "Test EMZ Dagobert".to_owned() }),
        reference: reference.map(str::to_owned),
        net_cents: 235,
        vat_cents: 0,
        vat_percent: 0,
    }
}

/// What booking one line writes, in units, and how many round trips it adds when it is part of a transaction anyway: none.
async fn booking(test: &TestApp, reference: Option<&str>) -> f64 {
    let mut units = 0.0;
    // The second one: the first of a month also makes the month's place in the index.
    for _ in 0..2 {
        let cx = Context::of_tool(Arc::clone(&test.app));
        let mut change = Change::new();
        store::spend::book(&mut change, &[line(&cx, reference)]);
        cx.commit(change).await.unwrap();
        units = cx.store().tally().spent().write_units;
    }
    units
}

/// What one order comes to.
struct Order {
    requests: f64,
    reads: f64,
    writes: f64,
    plain: f64,
    referred: f64,
}

fn dollars(amount: f64) -> String {
    if amount >= 100.0 { format!("{amount:.0}") } else { format!("{amount:.2}") }
}

fn table(order: &Order) -> String {
    let mut text = String::from("| a month | 1,000 orders | 100,000 orders | 10 million orders |\n|--|--|--|--|\n");
    let compute = |(seconds, memory): (f64, f64)| seconds * memory * LAMBDA_GIGABYTE_SECOND;
    let each: [(&str, f64); 6] = [
        ("table, writes", order.writes * WRITE_MILLION / 1e6),
        ("table, reads", order.reads * READ_MILLION / 1e6),
        // A line, its order and, for one of two, its copy under the reference: about a kilobyte each, and once more in the index.
        ("table, kept a year", (2.0 + REFERRED) * 2.0 * 1e3 / 1e9 * STORED_GIGABYTE_MONTH * 12.0),
        ("requests (gateway)", order.requests * REQUEST_MILLION / 1e6),
        (
            "functions",
            order.requests * (compute(REQUEST) + LAMBDA_MILLION / 1e6) + compute(MAKING) + LAMBDA_MILLION / 1e6,
        ),
        (
            "files, kept three months",
            LAID_DOWN.1 * FILE_PUT_THOUSAND / 1e3 + LAID_DOWN.0 / 1e9 * FILE_GIGABYTE_MONTH * 3.0,
        ),
    ];
    let mut row = |name: &str, each: f64| {
        let cells: Vec<String> = SIZES.iter().map(|size| dollars(each * size)).collect();
        let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
    };
    for (name, each) in each {
        row(name, each);
    }
    row("**together, US dollars**", each.iter().map(|(_, each)| each).sum());
    text
}

/// How many organisations have to have their overview of a month within an hour.
const ORGANISATIONS_AN_HOUR: f64 = 100_000.0;
/// How many papers are made at a time from each shard of the stream: `ParallelizationFactor` in infra/stacks/press.yaml.
const PRESS_AT_A_TIME: f64 = 10.0;

fn page(order: &Order, operations: &BTreeMap<String, (f64, f64)>) -> String {
    let mut asked = String::from("| for one order | how often | read units | write units |\n|--|--|--|--|\n");
    for (operation, often) in ASKED {
        let (reads, writes) = operations[operation];
        let _ = writeln!(asked, "| {operation} | {often} | {reads} | {writes} |");
    }
    let (plain, referred) = (order.plain, order.referred);
    let _ = writeln!(asked, "| booking its line, within the transaction that delivers it | 1 | 0 | {plain} |");
    let _ = writeln!(asked, "| the same with an own reference | instead, {REFERRED} | 0 | {referred} |");
    let _ = writeln!(asked, "| delivering: claim, order, audit, put away | 1 | {} | {} |", DELIVERING.0, DELIVERING.1);
    format!(
        include_str!("scale_and_cost.md.txt"),
        pace = ORGANISATIONS_AN_HOUR / 3600.0,
        shards = domain::overview::SHARDS,
        making = PRESS_AT_A_TIME * 3600.0 / ORGANISATIONS_AN_HOUR,
        asked = asked,
        table = table(order),
        requests = order.requests,
        reads = order.reads,
        writes = order.writes,
        most_lines = PARTITION_WRITES / HEAD,
        all_lines = PARTITION_WRITES / plain,
        budgets = 1e4 * 4.0 * 24.0 * 30.0 * WATCHING * READ_MILLION / 1e6,
        request_ms = REQUEST.0 * 1e3,
        request_mb = REQUEST.1 * 1024.0,
        making_ms = MAKING.0 * 1e3,
        making_mb = MAKING.1 * 1024.0,
        write = WRITE_MILLION,
        read = READ_MILLION,
        stored = STORED_GIGABYTE_MONTH,
        gateway = REQUEST_MILLION,
        lambda = LAMBDA_MILLION,
        compute = LAMBDA_GIGABYTE_SECOND,
        put = FILE_PUT_THOUSAND,
        file = FILE_GIGABYTE_MONTH,
    )
}

/// Delivering an order beside its line, by what it touches: the claim of the effect (one unit), the order with its place in the index and the
/// audit fact in a transaction, then what was done noted and the effect deleted in another. It reads the order and the effect.
const DELIVERING: (f64, f64) = (2.0, 1.0 + 3.0 + 2.0 + 4.0);

#[tokio::test]
async fn the_page_says_what_was_counted() {
    let test = TestApp::start().await.unwrap();
    let (plain, referred) = (booking(&test, None).await, booking(&test, Some("Dossier 7")).await);
    let operations = counted();
    let sum =
        |of: fn(&(f64, f64)) -> f64| ASKED.iter().map(|(name, often)| of(&operations[*name]) * often).sum::<f64>();
    let order = Order {
        requests: ASKED.iter().map(|(_, often)| often).sum(),
        reads: sum(|units| units.0) + DELIVERING.0,
        writes: sum(|units| units.1) + DELIVERING.1 + plain * (1.0 - REFERRED) + referred * REFERRED,
        plain,
        referred,
    };
    let printed = page(&order, &operations);
    let path = repository("docs/scale-and-cost.md");
    if std::env::var_os("BALIE_REWRITE").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(written, printed, "docs/scale-and-cost.md is stale: run this test with BALIE_REWRITE=1");
}
