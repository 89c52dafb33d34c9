//! Collections by direct debit: put together, announced, exported once, settled, and given back by the bank; orders that are paid so.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use black_box::{Person, Seeded, Stage, today, unlikely};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::mandates::filled_in;

const DAY: Duration = Duration::from_secs(24 * 3600);
const ALL: &str = "/v1/desk/collections";

/// A mandate somebody gave: where it is, and what it is called.
struct Given {
    path: String,
    reference: String,
}

async fn gives(person: &Person<'_>, business: &str, scheme: &str, frequency: &str) -> Given {
    let all = format!("/v1/businesses/{business}/mandates");
    let mut filled = filled_in(scheme);
    filled["frequency"] = json!(frequency);
    let drafted = person.browser.post_once(&all, filled, &unlikely()).await.is(201);
    let path = format!("{all}/{}", drafted["id"].as_str().unwrap());
    signs(person, &path).await;
    Given { path, reference: drafted["reference"].as_str().unwrap().to_owned() }
}

async fn signs(person: &Person<'_>, path: &str) {
    let shown = person.browser.get(path).await.is(200)["mandate"]["toSign"].clone();
    let asked = person.browser.post(&format!("{path}/codes"), json!({"language": "en"})).await.is(202);
    let code = match asked["signWith"].as_str() {
        Some("app") => person.code().await,
        _ => person.inbox.expect("Your code to sign the mandate").await.secret(),
    };
    let body = json!({"fingerprint": shown, "code": code});
    person.browser.post(&format!("{path}/signatures"), body).await.is(200);
}

/// A collection at the desk.
struct Desk<'p, 's> {
    staff: &'p Person<'s>,
    path: String,
    on: Date,
}

impl<'p, 's> Desk<'p, 's> {
    /// For the earliest day there is.
    async fn drafts(staff: &'p Person<'s>) -> Self {
        let list = staff.browser.get(ALL).await.is(200);
        let on = list["earliest"].clone();
        let made = staff.browser.post_once(ALL, json!({"on": on}), &unlikely()).await.is(201);
        assert_eq!((&made["state"], &made["debits"]), (&json!("draft"), &json!(0)));
        let path = format!("{ALL}/{}", made["collectionId"].as_str().unwrap());
        Self { staff, path, on: on.as_str().unwrap().parse().unwrap() }
    }

    async fn posts(&self, what: &str, body: Value) -> black_box::Answer {
        self.staff.browser.post_once(&format!("{}/{what}", self.path), body, &unlikely()).await
    }

    async fn puts_in(&self, reference: &str, cents: i64) -> black_box::Answer {
        self.posts("debits", json!({"reference": reference, "cents": cents, "text": "Beitrag 2026"})).await
    }

    async fn puts_in_table(&self, table: &str) -> Value {
        use base64::Engine as _;
        let content = base64::engine::general_purpose::STANDARD.encode(table);
        self.posts("tables", json!({"content": content})).await.is(200)
    }

    async fn shown(&self) -> Value {
        self.staff.browser.get(&self.path).await.is(200)
    }

    /// Waits until no debit stands like this any more.
    async fn once_none_is(&self, outcome: &str) -> Value {
        for _ in 0..300 {
            let shown = self.shown().await;
            if shown["items"].as_array().unwrap().iter().all(|debit| debit["outcome"] != outcome) {
                return shown;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("some debits are still {outcome}: {}", self.shown().await);
    }

    async fn announces(&self) -> Value {
        self.posts("announcement", json!({})).await.is(200);
        self.once_none_is("waiting").await
    }

    async fn exports(&self) -> Value {
        self.staff.browser.post(&format!("{}/export", self.path), json!({})).await.is(200)
    }

    async fn file(&self) -> String {
        let answer = self.staff.browser.get(&format!("{}/file", self.path)).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/xml; charset=utf-8")));
        answer.text
    }

    async fn gives_back(&self, number: u32, reason: &str, on: Date) -> black_box::Answer {
        self.posts(&format!("debits/{number}/return"), json!({"reason": reason, "on": on})).await
    }
}

/// Holds a file to the official schema, by a validator that knows nothing of Balie.
fn hold_to_schema(xml: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let python = root.join(".tools/sepa/bin/python");
    assert!(python.exists(), "`make .tools/sepa.stamp` installs the validator");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), xml).unwrap();
    let run = Command::new(python).arg(root.join("infra/tools/check_pain008.py")).arg(file.path()).output().unwrap();
    assert!(run.status.success(), "{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
}

fn outcomes(collection: &Value) -> Vec<&str> {
    collection["items"].as_array().unwrap().iter().map(|debit| debit["outcome"].as_str().unwrap()).collect()
}

async fn sees(person: &Person<'_>, mandate: &Given) -> Value {
    person.browser.get(&format!("{}/collections", mandate.path)).await.is(200)["items"].clone()
}

#[tokio::test]
async fn what_is_collected_is_announced_exported_once_and_decided_anew_at_export() {
    let stage = Stage::shared();
    let (staff, _turn) = (stage.seeded(Seeded::Fatima).await, Seeded::Fatima.turn().await);
    let (one, first) = stage.opens_business().await;
    let (other, second) = stage.opens_business().await;
    let recurring = gives(&one, &first.id, "core", "recurring").await;
    let once = gives(&one, &first.id, "b2b", "one-off").await;
    let revoked = gives(&other, &second.id, "core", "recurring").await;

    let desk = Desk::drafts(&staff).await;
    assert_eq!(desk.puts_in("BALIE-NONE", 100).await.problem("invalid-input")["errors"][0]["code"], "unknown-mandate");
    desk.puts_in(&recurring.reference.to_lowercase(), 5_500).await.is(201);
    // A table with a wrong row changes nothing, and says which row.
    let faulty =
        format!("Mandatsreferenz;Betrag;Text\n{};1.234,50;Gebühr\nx y;-1;\n{};7;ok\n", once.reference, "NONE-1");
    let told = desk.puts_in_table(&faulty).await;
    let rows: Vec<_> = told["faults"].as_array().unwrap().iter().map(|row| &row["line"]).collect();
    assert_eq!((&told["added"], rows), (&json!(0), vec![&json!(3), &json!(4)]), "{told}");
    let good =
        format!("Betrag;Text;Kenmerk\n1.234,50;Gebühr & Söhne;{}\n7;Test;{}\n", once.reference, revoked.reference);
    assert_eq!(desk.puts_in_table(&good).await["collection"]["cents"], 5_500 + 123_450 + 700);
    assert_eq!(desk.puts_in(&once.reference, 1).await.problem("invalid-input")["errors"][0]["code"], "twice");
    desk.puts_in(&recurring.reference, 1).await.is(201);
    staff.browser.delete(&format!("{}/debits/4", desk.path)).await.is(204);
    staff.browser.get(&format!("{}/file", desk.path)).await.problem("wrong-stage");
    assert_eq!(sees(&one, &recurring).await, json!([]), "nothing is announced yet");

    let announced = desk.announces().await;
    assert_eq!(outcomes(&announced), ["told", "told", "told"]);
    desk.posts("announcement", json!({})).await.problem("wrong-stage");
    let mail = one.inbox.expect("Notice: €1,234.50 will be collected on").await;
    for essential in [once.reference.as_str(), "NL06ZZZ503992920000", "Gebühr & Söhne"] {
        assert!(mail.text.contains(essential), "{}", mail.text);
    }
    one.inbox.expect("Notice: €55.00 will be collected on").await;
    other.inbox.expect("Notice: €7.00 will be collected on").await;
    let notice = &sees(&one, &recurring).await[0];
    assert_eq!(
        (&notice["notice"]["state"], &notice["cents"], &notice["on"]),
        (&json!("announced"), &json!(5_500), &json!(desk.on))
    );
    // Nobody else's business sees it.
    let stolen = recurring.path.replace(&first.id, &second.id);
    other.browser.get(&format!("{stolen}/collections")).await.problem("not-found");

    // Whoever revokes in between falls out; of many clicks at once one file comes.
    other.browser.post(&format!("{}/revocation", revoked.path), json!({})).await.is(200);
    let clicks = futures::future::join_all((0..6).map(|_| desk.exports())).await;
    assert!(clicks.iter().all(|seen| seen["items"] == clicks[0]["items"]), "{clicks:?}");
    let exported = desk.shown().await;
    assert_eq!(outcomes(&exported), ["presented", "presented", "dropped"]);
    assert_eq!((&exported["items"][2]["dropped"], &exported["debits"]), (&json!("revoked"), &json!(2)));
    let sequences = [&exported["items"][0]["sequence"], &exported["items"][1]["sequence"]];
    assert_eq!(sequences, ["FRST", "OOFF"]);
    let xml = desk.file().await;
    assert_eq!(xml, desk.file().await, "the same bytes");
    hold_to_schema(&xml);
    assert!(
        xml.contains("<NbOfTxs>2</NbOfTxs><CtrlSum>1289.50</CtrlSum>") && !xml.contains(&revoked.reference),
        "{xml}"
    );
    assert!(xml.contains(&format!("<MsgId>{}</MsgId>", exported["messageId"].as_str().unwrap())));
    assert_eq!(
        sees(&other, &revoked).await[0]["notice"],
        json!({"state": "cancelled", "at": sees(&other, &revoked).await[0]["notice"]["at"], "why": "revoked"})
    );
    assert_eq!(one.browser.get(&once.path).await.is(200)["mandate"]["state"], "used-up");
    assert_eq!(one.browser.get(&recurring.path).await.is(200)["mandate"]["lastCollected"], json!(desk.on));

    // The next one: what is used up cannot be collected, what was collected is no first any more, and a new account is told to the bank.
    let next = Desk::drafts(&staff).await;
    assert_eq!(next.puts_in(&once.reference, 1).await.problem("invalid-input")["errors"][0]["code"], "used-up");
    let mut moved = filled_in("core");
    moved["iban"] = json!("NL91ABNA0417164300");
    one.browser.put(&recurring.path, moved).await.is(200);
    signs(&one, &recurring.path).await;
    next.puts_in(&recurring.reference, 100).await.is(201);
    next.announces().await;
    let exported = next.exports().await;
    assert_eq!((&exported["items"][0]["sequence"], &exported["items"][0]["moved"]), (&json!("RCUR"), &json!(true)));
    let xml = next.file().await;
    assert!(xml.contains("SMNDA") && xml.contains("<IBAN>NL91ABNA0417164300</IBAN>"), "{xml}");
    hold_to_schema(&xml);
}

#[tokio::test]
async fn a_collection_that_is_withdrawn_collects_nothing_and_says_so() {
    let stage = Stage::shared();
    let (staff, _turn) = (stage.seeded(Seeded::Fatima).await, Seeded::Fatima.turn().await);
    let (person, business) = stage.opens_business().await;
    let mandate = gives(&person, &business.id, "core", "one-off").await;
    let desk = Desk::drafts(&staff).await;
    assert_eq!(
        desk.posts("announcement", json!({})).await.problem("invalid-input")["errors"][0]["code"],
        "nothing-to-collect"
    );
    desk.puts_in(&mandate.reference, 900).await.is(201);
    desk.announces().await;
    desk.posts("withdrawal", json!({})).await.is(200);
    let shown = desk.once_none_is("told").await;
    assert_eq!((&shown["state"], &shown["items"][0]["dropped"]), (&json!("withdrawn"), &json!("withdrawn")));
    person.inbox.expect("Nothing is collected on").await;
    assert_eq!(sees(&person, &mandate).await[0]["notice"]["state"], "cancelled");
    staff.browser.post(&format!("{}/export", desk.path), json!({})).await.problem("wrong-stage");
    // The mandate was not used by it.
    let again = Desk::drafts(&staff).await;
    again.puts_in(&mandate.reference, 900).await.is(201);
}

#[tokio::test]
async fn a_day_must_be_one_banks_book_on_and_leave_the_debtor_his_notice() {
    let stage = Stage::shared();
    let (staff, _turn) = (stage.seeded(Seeded::Fatima).await, Seeded::Fatima.turn().await);
    let make = async |on: Date| staff.browser.post_once(ALL, json!({"on": on}), &unlikely()).await;
    let earliest: Date = staff.browser.get(ALL).await.is(200)["earliest"].as_str().unwrap().parse().unwrap();
    let sunday = (0..7).map(|days| earliest.checked_add((days + 1).days()).unwrap());
    let sunday = sunday.into_iter().find(|day| day.weekday() == jiff::civil::Weekday::Sunday).unwrap();
    assert_eq!(make(sunday).await.problem("invalid-input")["errors"][0]["code"], "not-a-bank-day");
    assert_eq!(
        make(jiff::civil::date(2030, 12, 25)).await.problem("invalid-input")["errors"][0]["code"],
        "not-a-bank-day"
    );
    let mut codes = Vec::new();
    for days in 1..14 {
        let answer = make(today().checked_add(days.days()).unwrap()).await.problem("invalid-input");
        codes.push(answer["errors"][0]["code"].as_str().unwrap().to_owned());
    }
    assert!(codes.iter().all(|code| code == "too-soon" || code == "not-a-bank-day"), "{codes:?}");
    assert!(codes.iter().filter(|code| *code == "too-soon").count() >= 5, "{codes:?}");
    assert!(earliest >= today().checked_add(14.days()).unwrap());
}

#[tokio::test]
async fn staff_list_mandates_and_take_them_out_as_a_table_and_nobody_else_does() {
    let stage = Stage::shared();
    let (staff, _turn) = (stage.seeded(Seeded::Fatima).await, Seeded::Fatima.turn().await);
    let (person, business) = stage.opens_business().await;
    let mandate = gives(&person, &business.id, "b2b", "recurring").await;
    let mut path = "/v1/desk/mandates?which=active&scheme=b2b".to_owned();
    let row = loop {
        let page = staff.browser.get(&path).await.is(200);
        let items = page["items"].as_array().unwrap();
        assert!(items.iter().all(|row| row["scheme"] == "b2b"));
        if let Some(row) = items.iter().find(|row| row["reference"] == mandate.reference.as_str()) {
            break row.clone();
        }
        let cursor = page["nextCursor"].as_str().expect("the mandate stands on some page");
        path = format!("/v1/desk/mandates?which=active&scheme=b2b&cursor={cursor}");
    };
    assert!(
        row["iban"].as_str().unwrap().ends_with("3000") && !row["iban"].as_str().unwrap().contains("3704"),
        "{row}"
    );
    let csv = staff.browser.get("/v1/desk/mandates/csv?language=de&which=active").await;
    assert!(csv.text.contains("Mandatsreferenz;Kontoinhaber;IBAN"), "{}", csv.text);
    assert!(csv.text.contains(&format!("{};Tischlerei Sommer GmbH;DE89370400440532013000;B2B", mandate.reference)));
    assert_eq!(staff.browser.get("/v1/desk/mandates/xlsx?language=en&which=ended").await.status, 200);
    for path in ["/v1/desk/mandates?which=active", "/v1/desk/mandates/csv?language=de&which=active", ALL] {
        person.browser.get(path).await.problem("forbidden");
    }
}

#[tokio::test]
async fn what_the_bank_gives_back_is_told_undone_and_heeded() {
    let Some(stage) = Stage::own("the clock is moved") else { return };
    let (person, business) = stage.opens_business().await;
    let poor = gives(&person, &business.id, "core", "recurring").await;
    let closed = gives(&person, &business.id, "core", "recurring").await;
    let unknown = gives(&person, &business.id, "b2b", "recurring").await;
    let staff = stage.seeded(Seeded::Fatima).await;
    let desk = Desk::drafts(&staff).await;
    for mandate in [&poor, &closed, &unknown] {
        desk.puts_in(&mandate.reference, 5_500).await.is(201);
    }
    desk.announces().await;
    desk.exports().await;
    desk.posts("settlement", json!({"on": desk.on})).await.problem("invalid-input");

    let days = u32::try_from(desk.on.since(today()).unwrap().get_days()).unwrap();
    stage.later(DAY * days).await;
    stage.run_job("rotate-keys").await;
    staff.logs_in().await;
    person.logs_in().await;
    desk.posts("settlement", json!({"on": desk.on})).await.is(200);
    assert_eq!(outcomes(&desk.once_none_is("presented").await), ["settled", "settled", "settled"]);
    assert_eq!(sees(&person, &poor).await[0]["notice"], json!({"state": "settled", "on": desk.on}));

    assert_eq!(desk.gives_back(3, "MD06", desk.on).await.problem("invalid-input")["errors"][0]["code"], "no-refund");
    let later = desk.on.checked_add(3.days()).unwrap();
    assert_eq!(
        desk.gives_back(1, "AM04", later).await.problem("invalid-input")["errors"][0]["code"],
        "not-a-day-of-return"
    );
    for (number, reason) in [(1, "AM04"), (2, "AC04"), (3, "MD01")] {
        let (again, back) =
            (desk.gives_back(number, reason, desk.on).await, desk.gives_back(number, reason, desk.on).await);
        assert_eq!(again.is(200)["returned"]["reason"], reason);
        back.problem("wrong-stage");
        person.inbox.expect("Your bank returned a direct debit").await;
    }
    assert_eq!(person.inbox.count("Your bank returned a direct debit").await, 3, "each is told once");
    assert_eq!(sees(&person, &poor).await[0]["notice"], json!({"state": "returned", "on": desk.on, "reason": "AM04"}));

    // Not enough money: the mandate is as it was before. A closed account: none is collected from until another is named. No mandate: it ended.
    let state = async |mandate: &Given| person.browser.get(&mandate.path).await.is(200)["mandate"].clone();
    let (poor_now, closed_now) = (state(&poor).await, state(&closed).await);
    assert_eq!((&poor_now["state"], &poor_now["lastCollected"]), (&json!("active"), &Value::Null));
    assert_eq!((&closed_now["state"], &closed_now["uselessSince"]), (&json!("active"), &json!(desk.on)));
    assert_eq!(state(&unknown).await["state"], "revoked");
    let next = Desk::drafts(&staff).await;
    let refused = async |mandate: &Given| {
        next.puts_in(&mandate.reference, 1).await.problem("invalid-input")["errors"][0]["code"].clone()
    };
    assert_eq!((refused(&closed).await, refused(&unknown).await), (json!("account-useless"), json!("revoked")));
    next.puts_in(&poor.reference, 5_500).await.is(201);
    let mut moved = filled_in("core");
    moved["iban"] = json!("NL91ABNA0417164300");
    person.browser.put(&closed.path, moved).await.is(200);
    signs(&person, &closed.path).await;
    next.puts_in(&closed.reference, 5_500).await.is(201);
    next.announces().await;
    let exported = next.exports().await;
    assert_eq!([&exported["items"][0]["sequence"], &exported["items"][1]["sequence"]], ["FRST", "FRST"]);
    hold_to_schema(&next.file().await);
}

#[tokio::test]
async fn an_order_by_direct_debit_is_invoiced_collected_paid_and_open_again_when_it_comes_back() {
    let Some(stage) = Stage::own("the clock is moved") else { return };
    let mila = stage.seeded(Seeded::Mila).await;
    let wanted = |cents: &Value| json!({"product": "extract", "kvkNumber": "69599084", "payment": "direct-debit", "cents": cents, "language": "en"});
    let list = mila.browser.get("/v1/products").await.is(200);
    let extract = list["products"].as_array().unwrap().iter().find(|one| one["product"] == "extract").cloned().unwrap();
    assert_eq!(mila.browser.get("/v1/order-payments").await.is(200)["payments"], json!(["invoice"]));
    let refused =
        mila.browser.post_once("/v1/orders", wanted(&extract["cents"]), &unlikely()).await.problem("invalid-input");
    assert_eq!(refused["errors"][0]["code"], "no-mandate");

    let business = seeded_business(&mila).await;
    let mandate = gives(&mila, &business, "core", "recurring").await;
    let offered = mila.browser.get("/v1/order-payments").await.is(200);
    assert_eq!(offered, json!({"payments": ["invoice", "direct-debit"], "mandate": mandate.reference}));
    let order = mila.browser.post_once("/v1/orders", wanted(&extract["cents"]), &unlikely()).await.is(201);
    once_ready(&mila, &format!("/v1/orders/{}", order["orderId"].as_str().unwrap())).await;

    // The month is over: it is invoiced, and the desk puts the invoice into the next collection.
    let second = today().last_of_month().checked_add(2.days()).unwrap();
    let moved = u32::try_from(second.since(today()).unwrap().get_days()).unwrap();
    stage.later(DAY * moved).await;
    stage.run_job("rotate-keys").await;
    stage.run_job("close-months").await;
    stage.run_job("sweep-outbox").await;
    mila.logs_in().await;
    let staff = stage.seeded(Seeded::Fatima).await;
    let invoice = once_invoiced(&mila).await;
    let desk = Desk::drafts(&staff).await;
    let put = desk.posts("invoices", json!({})).await;
    assert_eq!(put.is(200)["added"], 1);
    assert_eq!(desk.posts("invoices", json!({})).await.is(200)["added"], 0, "once");
    let announced = desk.announces().await;
    assert_eq!((&announced["items"][0]["invoice"], outcomes(&announced)), (&invoice["number"], vec!["told"]));
    let path = format!("/v1/invoices/{}", invoice["invoiceId"].as_str().unwrap());
    let collected = mila.browser.get(&path).await.is(200)["payment"].clone();
    assert_eq!((&collected["state"], &collected["collectedOn"]), (&json!("open"), &json!(desk.on)));
    desk.exports().await;
    let xml = desk.file().await;
    assert!(xml.contains(&format!("<Ustrd>Rechnung {}</Ustrd>", invoice["number"].as_str().unwrap())), "{xml}");
    hold_to_schema(&xml);

    let days = u32::try_from(desk.on.since(second).unwrap().get_days()).unwrap();
    stage.later(DAY * (moved + days)).await;
    stage.run_job("rotate-keys").await;
    staff.logs_in().await;
    mila.logs_in().await;
    desk.posts("settlement", json!({"on": desk.on})).await.is(200);
    desk.once_none_is("presented").await;
    assert_eq!(mila.browser.get(&path).await.is(200)["payment"]["state"], "paid");
    desk.gives_back(1, "AM04", desk.on).await.is(200);
    let open = mila.browser.get(&path).await.is(200)["payment"].clone();
    assert_eq!((&open["state"], &open["toPayCents"]), (&json!("open"), &extract["cents"]));
}

/// The member business that stands in the register as the company of the demo.
async fn seeded_business(person: &Person<'_>) -> String {
    let list = person.browser.get("/v1/businesses").await.is(200);
    let items = list["items"].as_array().unwrap();
    items[0]["id"].as_str().unwrap().to_owned()
}

async fn once_ready(person: &Person<'_>, order: &str) {
    for _ in 0..300 {
        if person.browser.get(order).await.is(200)["order"]["state"]["kind"] == "ready" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("what was ordered did not come");
}

async fn once_invoiced(person: &Person<'_>) -> Value {
    for _ in 0..300 {
        if let Some(row) = person.browser.get("/v1/invoices").await.is(200)["items"].get(0) {
            return row.clone();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no invoice");
}
