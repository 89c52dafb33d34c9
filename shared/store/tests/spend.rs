//! Booking what was spent, against the embedded engine: totals exact under parallel booking, shut months, pages that leave nothing out.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use api::Part;
use domain::ids::{AccessCodeId, AccountId, InvoiceId, LineId, OrganisationId};
use domain::organisation::HeldCode;
use domain::spend::{Group, Head, Invoiced, Line, Month, Product, Subject, Sum};
use embedded::testing::TestApp;
use jiff::{SignedDuration, Timestamp};
use runtime::Context;
use store::spend::{self, Ledger, LinePage, LinePlace, Which};
use store::{Change, Error, Range};

struct House {
    _test: TestApp,
    cx: Context,
    organisation: OrganisationId,
    codes: [HeldCode; 2],
    minutes: AtomicI64,
}

async fn house() -> House {
    let test = TestApp::start().await.unwrap();
    let cx = Context::of_tool(Arc::clone(&test.app));
    let code = |label: &str| HeldCode { id: AccessCodeId::new(cx.now(), cx.chance()), label: label.parse().unwrap() };
    let codes = [code("Inkoop"), code("Verkoop")];
    let organisation = OrganisationId::new(cx.now(), cx.chance());
    House { _test: test, cx, organisation, codes, minutes: AtomicI64::new(0) }
}

impl House {
    /// A line in November 2026, each a minute later than the one before.
    fn line(&self, code: Option<usize>, product: &str, net_cents: i64) -> Line {
        let minutes = self.minutes.fetch_add(1, Ordering::Relaxed);
        let at: Timestamp = "2026-11-02T08:00:00Z".parse().unwrap();
        let at = at + SignedDuration::from_mins(minutes);
        Line {
            id: LineId::new(at, self.cx.chance()),
            organisation: self.organisation.clone(),
            month: Month::of(at),
            late: false,
            at,
            order: None,
            code: code.map(|code| self.codes[code].clone()),
            by: AccountId::new(at, self.cx.chance()),
            by_name: "Petra Jansen".to_owned(),
            product: product.parse().unwrap(),
            subject: Some(Subject { kvk_number: "69599084".parse().unwrap(), name: "Test EMZ Dagobert".to_owned() }),
            reference: None,
            net_cents,
            vat_cents: 0,
            vat_percent: 0,
        }
    }

    async fn book(&self, lines: &[Line]) -> Result<(), Error> {
        let mut change = Change::new();
        spend::book(&mut change, lines);
        self.cx.commit(change).await
    }

    fn ledger(&self) -> Ledger {
        Ledger::of(self.organisation.clone())
    }

    async fn total(&self, month: &str) -> Sum {
        let month = month.parse().unwrap();
        let totals = self.ledger().totals(self.cx.store(), month, month).await.unwrap();
        totals.iter().map(domain::spend::CodeMonth::sum).sum()
    }

    async fn pages(&self, ledger: &Ledger, which: &Which, limit: u16) -> Vec<LineId> {
        let months = ("2026-10".parse().unwrap(), "2026-12".parse().unwrap());
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let page = LinePage { limit, before };
            let (lines, next) = ledger.lines(self.cx.store(), which, months, &page).await.unwrap();
            assert!(lines.len() <= usize::from(limit));
            seen.extend(lines.into_iter().map(|line| line.id));
            let Some(next) = next else { return seen };
            before = Some(LinePlace::parse(&next.to_string()).unwrap());
        }
    }
}

#[tokio::test]
async fn several_lines_in_one_change_are_all_booked_and_counted_by_code_and_product() {
    let house = house().await;
    let charge = Line { vat_cents: 1050, vat_percent: 21, ..house.line(None, "upgrade", 5000) };
    let lines = [
        house.line(Some(0), "extract", 235),
        house.line(Some(0), "extract", 235),
        house.line(Some(0), "history", 235),
        house.line(Some(1), "extract", 235),
        charge,
    ];
    house.book(&lines).await.unwrap();
    house.book(&[house.line(Some(1), "annual-accounts", 430)]).await.unwrap();

    let month: Month = "2026-11".parse().unwrap();
    let totals = house.ledger().totals(house.cx.store(), month, month).await.unwrap();
    assert_eq!(totals.len(), 3);
    let of = |code: Option<usize>, product: &str| {
        let code = code.map(|code| &house.codes[code]);
        let total = totals.iter().find(|total| total.code.as_ref() == code.map(|code| &code.id)).unwrap();
        assert_eq!(total.label.as_ref(), code.map(|code| &code.label));
        total.products.get(&product.parse::<Product>().unwrap()).copied()
    };
    assert_eq!(of(Some(0), "extract"), Some(Sum::new(2, 470, 0)));
    assert_eq!(of(Some(0), "history"), Some(Sum::new(1, 235, 0)));
    assert_eq!(of(Some(1), "extract"), Some(Sum::new(1, 235, 0)));
    assert_eq!(of(Some(1), "annual-accounts"), Some(Sum::new(1, 430, 0)));
    assert_eq!(of(None, "upgrade"), Some(Sum::new(1, 5000, 1050)));
    assert_eq!(house.total("2026-11").await.gross_cents, 4 * 235 + 430 + 6050);

    // Whoever has one code reads the same from its own totals.
    let own = house.ledger().totals_of(house.cx.store(), &house.codes[0].id, &[month, month.previous()]).await.unwrap();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0].sum(), Sum::new(3, 705, 0));
}

#[tokio::test]
async fn a_code_under_another_label_is_counted_and_listed_under_each() {
    let house = house().await;
    let before = house.line(Some(0), "extract", 235);
    let mut after = house.line(Some(0), "extract", 235);
    after.code = Some(HeldCode { label: "Inkoop Noord".parse().unwrap(), ..house.codes[0].clone() });
    house.book(&[before.clone(), after.clone()]).await.unwrap();
    let month = "2026-11".parse().unwrap();
    let totals = house.ledger().totals(house.cx.store(), month, month).await.unwrap();
    assert_eq!(totals.len(), 2);
    for line in [before, after] {
        let group = Group::of(&line);
        assert!(totals.iter().any(|total| total.label == group.label && total.sum() == Sum::new(1, 235, 0)));
        assert_eq!(house.pages(&house.ledger(), &Which::Groups(vec![group]), 5).await, [line.id]);
    }
}

#[tokio::test]
async fn a_hundred_at_once_are_exact_to_the_cent() {
    let house = house().await;
    let lines: Vec<Line> = (0..100).map(|n: i64| house.line(Some((n % 2) as usize), "extract", 101 + n)).collect();
    let bookings = lines.iter().map(|line| house.book(std::slice::from_ref(line)));
    let booked: i64 = futures::future::join_all(bookings)
        .await
        .into_iter()
        .zip(&lines)
        .map(|(outcome, line)| match outcome {
            Ok(()) => line.net_cents,
            Err(Error::Unavailable(_)) => 0, // too many met on one item: nothing of it is written
            Err(error) => panic!("{error}"),
        })
        .sum();
    assert!(booked > 0);
    let sum = house.total("2026-11").await;
    assert_eq!(sum.net_cents, booked);
    let month = "2026-11".parse().unwrap();
    let written = house.cx.store().list::<Line>(spend::lines(&house.organisation, month)).await.unwrap().items;
    assert_eq!(written.iter().map(|line| line.net_cents).sum::<i64>(), booked);
    assert_eq!(i64::try_from(written.len()), Ok(sum.lines));
}

#[tokio::test]
async fn the_months_of_all_organisations_are_found_by_their_heads() {
    let house = house().await;
    house.book(&[house.line(Some(0), "extract", 235)]).await.unwrap();
    house.book(&[house.line(Some(0), "extract", 235)]).await.unwrap();
    let mut heads = Vec::new();
    for shard in 0..spend::SHARDS {
        let month = "2026-11".parse().unwrap();
        heads.extend(house.cx.store().list::<Head>(spend::of_month(month, shard)).await.unwrap().items);
    }
    assert_eq!(heads.len(), 1);
    assert_eq!((&heads[0].organisation, heads[0].version), (&house.organisation, 1));
}

#[tokio::test]
async fn a_shut_month_takes_no_line_and_the_next_takes_it_as_late() {
    let house = house().await;
    let month: Month = "2026-11".parse().unwrap();
    let invoice =
        Invoiced { id: InvoiceId::new(house.cx.now(), house.cx.chance()), number: "69599084-0007".to_owned() };
    let put_down = || {
        let mut change = Change::new();
        spend::invoice(&mut change, &house.organisation, month, &invoice);
        house.cx.commit(change)
    };
    let shut = || house.cx.store().update::<Head>(spend::shut(&house.organisation, month, house.cx.now()));
    assert!(shut().await.unwrap().is_none(), "a month in which nothing was spent has nothing to shut");
    house.book(&[house.line(Some(0), "extract", 235)]).await.unwrap();
    assert!(matches!(put_down().await, Err(Error::Conflict(Part::Spend))), "an open month is not invoiced");
    assert!(shut().await.unwrap().unwrap().value.shut_at.is_some());
    assert!(shut().await.unwrap().is_none());

    let late = Line { reference: Some("Dossier 7".to_owned()), ..house.line(Some(0), "extract", 235) };
    assert!(matches!(house.book(std::slice::from_ref(&late)).await, Err(Error::Conflict(Part::Spend))));
    assert_eq!(house.total("2026-11").await, Sum::new(1, 235, 0));
    let late = late.put_off();
    house.book(std::slice::from_ref(&late)).await.unwrap();
    assert_eq!(house.total("2026-12").await, Sum::new(1, 235, 0));
    let read = house.cx.store().list::<Line>(spend::lines(&house.organisation, month.next())).await.unwrap();
    assert_eq!(read.items[0].value, late);
    assert!(late.late);

    put_down().await.unwrap();
    assert!(matches!(put_down().await, Err(Error::Conflict(Part::Spend))), "a month is invoiced once");
    let head = house.cx.store().get::<Head>(spend::head_key(&house.organisation, month)).await.unwrap().unwrap();
    assert_eq!(head.value.invoice.as_ref(), Some(&invoice));
}

#[tokio::test]
async fn shutting_while_many_book_leaves_no_line_outside_the_totals() {
    let house = house().await;
    house.book(&[house.line(Some(0), "extract", 100)]).await.unwrap();
    let lines: Vec<Line> = (0..30).map(|_| house.line(Some(0), "extract", 100)).collect();
    let month = "2026-11".parse().unwrap();
    let shutting = async {
        tokio::time::sleep(std::time::Duration::from_millis(15)).await;
        house.cx.store().update::<Head>(spend::shut(&house.organisation, month, house.cx.now())).await.unwrap();
        house.total("2026-11").await
    };
    let booking = futures::future::join_all(lines.iter().map(|line| house.book(std::slice::from_ref(line))));
    let (at_shutting, _) = futures::future::join(shutting, booking).await;
    assert_eq!(house.total("2026-11").await, at_shutting);
    let written = house.cx.store().list::<Line>(spend::lines(&house.organisation, month)).await.unwrap().items;
    assert_eq!(i64::try_from(written.len()), Ok(at_shutting.lines));
}

#[tokio::test]
async fn pages_show_every_line_once_the_latest_first_under_every_filter() {
    let house = house().await;
    let mut all = Vec::new();
    for n in 0..40 {
        let product = if n % 3 == 0 { "history" } else { "extract" };
        let reference = (n % 4 == 0).then(|| "  Dossier Müller ".to_owned());
        all.push(Line { reference, ..house.line(Some(n % 2), product, 235) });
    }
    let december = house.line(None, "renewal", 3000).put_off();
    all.push(december);
    for some in all.chunks(10) {
        house.book(some).await.unwrap();
    }
    all.reverse();
    let ids = |keep: &dyn Fn(&&Line) -> bool| -> Vec<LineId> {
        all.iter().filter(keep).map(|line| line.id.clone()).collect()
    };
    let group = |code: usize, product: &str| Group {
        code: Some(house.codes[code].id.clone()),
        label: Some(house.codes[code].label.clone()),
        product: product.parse().unwrap(),
    };

    assert_eq!(house.pages(&house.ledger(), &Which::All, 7).await, ids(&|_| true));
    let own = Which::Groups(vec![group(0, "extract"), group(0, "history")]);
    let is_own = |line: &&Line| line.code.as_ref() == Some(&house.codes[0]);
    assert_eq!(house.pages(&house.ledger(), &own, 3).await, ids(&is_own));
    let histories = Which::Groups(vec![group(0, "history"), group(1, "history")]);
    assert_eq!(house.pages(&house.ledger(), &histories, 100).await, ids(&|line| line.product.as_str() == "history"));
    let nobody = Which::Groups(vec![Group { code: None, label: None, product: "renewal".parse().unwrap() }]);
    assert_eq!(house.pages(&house.ledger(), &nobody, 5).await, ids(&|line| line.code.is_none()));

    let store = house.cx.store();
    let referred = Ledger::of_reference(store, house.organisation.clone(), "dossier müller").await.unwrap();
    let has_it = |line: &&Line| line.reference.is_some();
    assert_eq!(house.pages(&referred, &Which::All, 4).await, ids(&has_it));
    let both = Which::Groups(vec![group(0, "history")]);
    assert_eq!(
        house.pages(&referred, &both, 4).await,
        ids(&|line| has_it(line) && is_own(line) && line.product.as_str() == "history")
    );
    let (from, to) = ("2026-10".parse().unwrap(), "2026-12".parse().unwrap());
    let totals = referred.totals(store, from, to).await.unwrap();
    assert_eq!(totals.iter().map(|total| total.sum().lines).sum::<i64>(), 10);

    // A reference may be personal: neither it nor a name is to be found in the table, and another organisation finds nothing under it.
    let range = Range::of(format!("SPEND#{}#LINES", house.organisation)).limit(3);
    assert!(!format!("{:?}", store.list::<Line>(range).await.unwrap().items).is_empty());
    let stranger = OrganisationId::new(house.cx.now(), house.cx.chance());
    let foreign = Ledger::of_reference(store, stranger, "dossier müller").await.unwrap();
    assert!(house.pages(&foreign, &Which::All, 4).await.is_empty());
    for bad in ["", "2026-11", "2026-11.lin_x", ".", "2026-13.lin_01jdc5aaaaaaaaaaaaaaaaaaaa"] {
        assert!(matches!(LinePlace::parse(bad), Err(Error::NotACursor)), "{bad}");
    }
}

#[tokio::test]
async fn booking_costs_the_same_whatever_was_booked_before() {
    let house = house().await;
    let mut figures = Vec::new();
    for _ in 0..5 {
        let cx = Context::of_tool(Arc::clone(&house._test.app));
        let mut change = Change::new();
        spend::book(&mut change, &[house.line(Some(0), "extract", 235)]);
        cx.commit(change).await.unwrap();
        let spent = cx.store().tally().spent();
        figures.push((spent.round_trips, spent.read_units, spent.write_units));
    }
    // The line, the total, the head: two units each in a transaction, and one for the place of the line in the index. That of the head is
    // written with the first line only.
    assert_eq!(figures, [(1, 0.0, 8.0), (1, 0.0, 7.0), (1, 0.0, 7.0), (1, 0.0, 7.0), (1, 0.0, 7.0)]);
}
