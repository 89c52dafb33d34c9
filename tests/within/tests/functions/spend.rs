//! What is shown of spend, against the embedded engine: who sees what, sums that are those of the lines under every filter, invoices, what
//! it costs with few lines and with many, budgets.

use domain::access_code::AccessCode;
use domain::ids::{AccessCodeId, InvoiceId, LineId};
use domain::organisation::{HeldCode, MainUser, Membership, Role};
use domain::spend::{Head, Invoiced, Line, Month, Subject};
use embedded::ask::{Answered, Ask};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use store::Change;
use within::cases::{Person, Stage};

/// The stage with Petra as main user and a colleague, each with a code, and a manager without one.
struct Desk {
    stage: Stage,
    petra: HeldCode,
    colleague: HeldCode,
}

impl Desk {
    async fn set() -> Self {
        let stage = Stage::set().await;
        let petra = gives_code(&stage, &stage.petra, Role::MainUser, "Directie").await;
        let colleague = gives_code(&stage, &stage.colleague, Role::User, "Inkoop").await;
        let mut change = Change::new();
        let (organisation, account) = (stage.organisation.id.clone(), stage.petra.account.clone());
        change.create(&MainUser { organisation, account, since: stage.cx().now() });
        stage.cx().commit(change).await.unwrap();
        Self { stage, petra, colleague }
    }

    /// A line so many days after the first of September 2026.
    fn line(&self, day: i64, code: Option<&HeldCode>, product: &str, net_cents: i64) -> Line {
        let at: Timestamp = "2026-09-01T10:00:00Z".parse().unwrap();
        let at = at + SignedDuration::from_hours(24 * day);
        let vat_cents = if product == "upgrade" { net_cents * 21 / 100 } else { 0 };
        Line {
            id: LineId::new(at, self.stage.cx().chance()),
            organisation: self.stage.organisation.id.clone(),
            month: Month::of(at),
            late: false,
            at,
            order: None,
            code: code.cloned(),
            by: self.stage.colleague.account.clone(),
            by_name: "Karim de Vries".to_owned(),
            product: product.parse().unwrap(),
            subject: Some(Subject { kvk_number: "69599084".parse().unwrap(), name: "Test EMZ Dagobert".to_owned() }),
            reference: None,
            net_cents,
            vat_cents,
            vat_percent: if vat_cents > 0 { 21 } else { 0 },
        }
    }

    async fn books(&self, lines: &[Line]) {
        for some in lines.chunks(30) {
            let mut change = Change::new();
            store::spend::book(&mut change, some);
            self.stage.cx().commit(change).await.unwrap();
        }
    }

    /// Sixty lines over three months, of two codes and none, three products, some under a reference.
    async fn a_quarter(&self) {
        let lines: Vec<Line> = (0..60)
            .map(|n| {
                let (code, product, cents) = match n % 5 {
                    0 => (Some(&self.petra), "extract", 235),
                    1 | 2 => (Some(&self.colleague), "extract", 235),
                    3 => (Some(&self.colleague), "annual-accounts", 430),
                    _ => (None, "upgrade", 2_995),
                };
                let reference = (n % 3 == 0).then(|| "Dossier Noord".to_owned());
                Line { reference, ..self.line(n * 3 / 2, code, product, cents) }
            })
            .collect();
        self.books(&lines).await;
    }

    async fn asks(&self, who: &Person, operation: &str, query: &str) -> Answered {
        self.stage.asks(who, &spend::operations(), operation, Ask::plain().query(query)).await
    }

    /// Every line of all pages.
    async fn lines(&self, who: &Person, query: &str) -> Vec<Value> {
        let (mut lines, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.asks(who, "list-spend-lines", &format!("{query}{cursor}")).await;
            assert_eq!(page.status, 200, "{}", page.body);
            lines.extend(page.body["items"].as_array().unwrap().iter().cloned());
            let Some(next) = page.body["nextCursor"].as_str() else { return lines };
            cursor = format!("&cursor={next}");
        }
    }

    async fn sums(&self, who: &Person, query: &str) -> Value {
        let answer = self.asks(who, "get-spend", query).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body
    }

    /// Shuts a month and puts an invoice on it.
    async fn invoices(&self, month: &str) -> InvoiceId {
        let (cx, month) = (self.stage.cx(), month.parse().unwrap());
        let organisation = &self.stage.organisation.id;
        cx.store().update::<Head>(store::spend::shut(organisation, month, cx.now())).await.unwrap().unwrap();
        let invoice = Invoiced { id: InvoiceId::new(cx.now(), cx.chance()), number: "69599084-0007".to_owned() };
        let mut change = Change::new();
        store::spend::invoice(&mut change, organisation, month, &invoice);
        cx.commit(change).await.unwrap();
        invoice.id
    }
}

async fn gives_code(stage: &Stage, who: &Person, role: Role, label: &str) -> HeldCode {
    let cx = stage.cx();
    let key = store::organisation::member_key(&stage.organisation.id, &who.account);
    let member = cx.store().get::<Membership>(key).await.unwrap().unwrap();
    let id = AccessCodeId::new(cx.now(), cx.chance());
    let (mut code, holder) = AccessCode::issue(id, &member, label.parse().unwrap(), cx.now()).unwrap();
    code.hint = Some(format!("{}\u{2022}\u{2022}", &label[..2]));
    let mut change = Change::new();
    change.create(&code).replace(&member, &Membership { role, ..holder });
    cx.commit(change).await.unwrap();
    code.held()
}

fn gross(lines: &[Value]) -> i64 {
    lines.iter().map(|line| line["grossCents"].as_i64().unwrap()).sum()
}

const QUARTER: &str = "from=2026-09&to=2026-11";

#[tokio::test]
async fn whoever_asks_sees_what_is_his_to_see_and_the_main_user_everything() {
    let desk = Desk::set().await;
    desk.a_quarter().await;
    let all = desk.sums(&desk.stage.petra, QUARTER).await;
    assert_eq!((&all["sees"], &all["summary"]["total"]["lines"]), (&json!("everything"), &json!(60)));
    assert_eq!(all["codes"].as_array().unwrap().len(), 2);
    assert_eq!(desk.lines(&desk.stage.petra, QUARTER).await.len(), 60);

    let own = desk.sums(&desk.stage.colleague, QUARTER).await;
    assert_eq!((&own["sees"], &own["summary"]["total"]["lines"]), (&json!("own"), &json!(36)));
    assert_eq!(own["mainUser"], all["mainUser"]);
    assert!(own["mainUser"].is_string());
    let lines = desk.lines(&desk.stage.colleague, QUARTER).await;
    assert_eq!(lines.len(), 36);
    let code = json!(desk.colleague.id);
    assert!(
        lines.iter().all(|line| line["codeId"] == code && line["label"] == "Inkoop" && line["codeHint"].is_string())
    );

    for who in [&desk.stage.manager, &desk.stage.stranger] {
        assert_eq!(desk.sums(who, QUARTER).await["summary"]["total"]["lines"], 0);
        assert!(desk.lines(who, QUARTER).await.is_empty());
    }
}

#[tokio::test]
async fn what_is_not_ones_own_is_not_found() {
    let desk = Desk::set().await;
    desk.a_quarter().await;
    let invoice = desk.invoices("2026-10").await;
    let nobody = AccessCodeId::new(desk.stage.cx().now(), desk.stage.cx().chance());
    for operation in ["get-spend", "list-spend-lines"] {
        let theirs = format!("code={}", desk.petra.id);
        for (who, query) in [
            (&desk.stage.colleague, theirs.clone()),
            (&desk.stage.colleague, "code=none".to_owned()),
            (&desk.stage.manager, theirs.clone()),
            (&desk.stage.stranger, theirs),
            (&desk.stage.stranger, format!("invoice={invoice}")),
            (&desk.stage.petra, format!("code={nobody}")),
        ] {
            let answer = desk.asks(who, operation, &query).await;
            assert_eq!((answer.status, answer.problem()), (404, Some("not-found")), "{operation} {query}");
        }
        for (query, pointer, code) in [
            ("from=2026-11&to=2026-10", "/to", "before-from"),
            ("from=2024-01&to=2026-10", "/to", "too-many-months"),
            ("from=2026-13", "/from", "invalid"),
            ("product=Extract", "/product", "invalid"),
            ("whose=all", "/whose", "unknown"),
        ] {
            let answer = desk.asks(&desk.stage.petra, operation, query).await;
            assert_eq!(
                (answer.status, &answer.body["errors"][0]["pointer"]),
                (422, &json!(pointer)),
                "{}",
                answer.body
            );
            assert_eq!(answer.body["errors"][0]["code"], code);
        }
    }
    let bad = desk.asks(&desk.stage.petra, "list-spend-lines", "cursor=2026-11").await;
    assert_eq!(bad.status, 422, "{}", bad.body);
}

#[tokio::test]
async fn sums_are_those_of_the_lines_under_every_filter() {
    let desk = Desk::set().await;
    desk.a_quarter().await;
    let mut filters = vec![String::new()];
    for whose in
        ["".to_owned(), format!("&code={}", desk.colleague.id), "&code=none".to_owned(), "&label=inkoop".to_owned()]
    {
        for product in ["", "&product=extract", "&product=upgrade", "&product=history"] {
            for reference in ["", "&reference=%20dossier%20NOORD", "&reference=Dossier%20Zuid"] {
                for months in [QUARTER, "from=2026-10&to=2026-10"] {
                    filters.push(format!("{months}{whose}{product}{reference}"));
                }
            }
        }
    }
    let mut seen = 0;
    for filter in &filters[1..] {
        let (sums, lines) = (desk.sums(&desk.stage.petra, filter).await, desk.lines(&desk.stage.petra, filter).await);
        let summary = &sums["summary"];
        assert_eq!(summary["total"]["grossCents"], gross(&lines), "{filter}");
        assert_eq!(summary["total"]["lines"], lines.len(), "{filter}");
        for (parts, name, of) in
            [("codes", "codeId", "codeId"), ("products", "product", "product"), ("months", "month", "month")]
        {
            for part in summary[parts].as_array().unwrap() {
                let those: Vec<Value> = lines.iter().filter(|line| line[of] == part[name]).cloned().collect();
                assert_eq!(part["sum"]["grossCents"], gross(&those), "{filter} {part}");
            }
        }
        seen += lines.len();
    }
    assert!(seen > 200, "the filters find something: {seen}");
}

#[tokio::test]
async fn one_click_on_an_invoice_opens_exactly_its_lines() {
    let desk = Desk::set().await;
    desk.a_quarter().await;
    let invoice = desk.invoices("2026-10").await;
    let late = desk.line(45, Some(&desk.colleague), "extract", 235);
    let mut change = Change::new();
    store::spend::book(&mut change, std::slice::from_ref(&late));
    desk.stage.cx().commit(change).await.unwrap_err();
    desk.books(&[late.put_off()]).await;

    let query = format!("invoice={invoice}");
    let sums = desk.sums(&desk.stage.petra, &query).await;
    let lines = desk.lines(&desk.stage.petra, &query).await;
    assert_eq!(sums["period"], json!({"from": "2026-10", "to": "2026-10"}));
    assert_eq!(sums["summary"]["total"]["grossCents"], gross(&lines));
    assert!(lines.iter().all(|line| line["invoice"]["number"] == "69599084-0007" && line["month"] == "2026-10"));
    assert_eq!(sums["invoices"][0]["invoice"]["id"], json!(invoice));
    let all = desk.lines(&desk.stage.petra, QUARTER).await;
    assert_eq!(lines, all.iter().filter(|line| line["month"] == "2026-10").cloned().collect::<Vec<_>>());
    let late: Vec<&Value> = all.iter().filter(|line| line["late"] == true).collect();
    assert_eq!((late.len(), &late[0]["month"]), (1, &json!("2026-11")));
    assert_eq!(late[0]["invoice"], Value::Null);

    let own = desk.lines(&desk.stage.colleague, &query).await;
    assert!(!own.is_empty() && own.len() < lines.len());
    assert_eq!(desk.sums(&desk.stage.colleague, &query).await["summary"]["total"]["grossCents"], gross(&own));
    assert_eq!(
        sums["monthBefore"]["grossCents"],
        gross(&all.iter().filter(|line| line["month"] == "2026-09").cloned().collect::<Vec<_>>())
    );
}

/// What the last request of this operation cost: round trips and read units.
fn cost(desk: &Desk, operation: &str) -> (f64, f64) {
    let lines = desk.stage.test.lines();
    let line = lines.iter().rev().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let line = line.into_iter().find(|line| line["operation"] == operation).unwrap();
    (line["roundTrips"].as_f64().unwrap(), line["readUnits"].as_f64().unwrap())
}

#[tokio::test]
async fn many_lines_cost_no_more_to_look_at_than_few() {
    let desk = Desk::set().await;
    let queries = [
        QUARTER.to_owned(),
        "from=2026-11&to=2026-11".to_owned(),
        format!("{QUARTER}&code={}", desk.colleague.id),
        format!("{QUARTER}&product=annual-accounts"),
        format!("{QUARTER}&label=Inkoop"),
        format!("{QUARTER}&reference=Dossier%20Noord"),
    ];
    let mut before = Vec::new();
    for amount in [1_000, 5_000] {
        let lines: Vec<Line> = (0..amount)
            .map(|n| {
                let code = if n % 2 == 0 { &desk.petra } else { &desk.colleague };
                let product = if n % 3 == 0 { "annual-accounts" } else { "extract" };
                let reference = (n % 4 == 0).then(|| "Dossier Noord".to_owned());
                Line { reference, ..desk.line(n % 90, Some(code), product, 235) }
            })
            .collect();
        desk.books(&lines).await;
        let mut costs = Vec::new();
        for query in &queries {
            for who in [&desk.stage.petra, &desk.stage.colleague] {
                for operation in ["get-spend", "list-spend-lines"] {
                    if desk.asks(who, operation, query).await.status == 200 {
                        costs.push((cost(&desk, operation), format!("{operation}?{query}")));
                    }
                }
            }
        }
        if before.is_empty() {
            before = costs;
            continue;
        }
        assert_eq!(costs.len(), before.len());
        for ((after, what), (before, _)) in costs.iter().zip(&before) {
            assert!((after.0 - before.0).abs() < f64::EPSILON, "{what}: {before:?} then {after:?} round trips");
            assert!(after.1 <= before.1 * 1.2, "{what}: {before:?} then {after:?} read units");
        }
    }
    let total = desk.sums(&desk.stage.petra, QUARTER).await["summary"]["total"]["lines"].clone();
    assert_eq!(total, 6_000);
}

#[tokio::test]
async fn a_budget_is_the_main_users_to_set_and_the_holders_to_see() {
    let desk = Desk::set().await;
    let now = desk.stage.cx().now();
    let line = Line { at: now, month: Month::of(now), ..desk.line(0, Some(&desk.colleague), "annual-accounts", 430) };
    desk.books(&[line]).await;
    let sets = async |who: &Person, code: &AccessCodeId, cents: i64| {
        let ask = Ask::json(&json!({"monthlyCents": cents})).path("accessCodeId", code);
        desk.stage.asks(who, &spend::operations(), "set-budget", ask).await
    };
    let set = sets(&desk.stage.petra, &desk.colleague.id, 500).await;
    assert_eq!(set.status, 200, "{}", set.body);
    assert_eq!((&set.body["spentCents"], &set.body["percent"]), (&json!(430), &json!(86)));
    assert_eq!(sets(&desk.stage.colleague, &desk.colleague.id, 500).await.status, 403);
    assert_eq!(sets(&desk.stage.stranger, &desk.colleague.id, 500).await.status, 404);
    let refused = sets(&desk.stage.petra, &desk.colleague.id, 0).await;
    assert_eq!((refused.status, &refused.body["errors"][0]["code"]), (422, &json!("not-a-budget")));

    for (who, budgets) in
        [(&desk.stage.petra, 1), (&desk.stage.colleague, 1), (&desk.stage.manager, 0), (&desk.stage.stranger, 0)]
    {
        let list = desk.asks(who, "list-budgets", "").await;
        assert_eq!(list.body["items"].as_array().unwrap().len(), budgets, "{}", list.body);
    }
    let removes = async |who: &Person| {
        let ask = Ask::plain().path("accessCodeId", &desk.colleague.id);
        desk.stage.asks(who, &spend::operations(), "remove-budget", ask).await.status
    };
    assert_eq!(removes(&desk.stage.stranger).await, 404);
    assert!(removes(&desk.stage.petra).await < 300);
    assert_eq!(removes(&desk.stage.petra).await, 404);
}
