//! Orders from click to consequence, against the embedded engines and a bucket in memory: placed, made by the press, charged, read.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{Method, Response, StatusCode};
use domain::ids::OrderId;
use domain::order::{NotDelivered, Order, State};
use domain::organisation::{HeldCode, Membership, Role};
use domain::spend::{Line, Month};
use embedded::ask::{Answered, Ask};
use embedded::kvk::EmbeddedRegister;
use embedded::testing::TestApp;
use jiff::SignedDuration;
use runtime::{App, Config};
use serde_json::{Value, json};
use store::outbox::{Lane, Waiting};
use store::{Change, Range};
use tokio::net::TcpListener;
use within::cases::{Person, Stage};

type Files = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// The desk where Petra and her manager order: Petra has an access code, her colleague has none.
struct Room {
    stage: Stage,
    register: EmbeddedRegister,
    files: Files,
}

async fn bucket(files: Files, request: Request) -> Response<Body> {
    let key = request.uri().path().strip_prefix("/uploads/").unwrap().to_owned();
    let answer = |status, body| Response::builder().status(status).body(body).unwrap();
    if request.method() == Method::PUT {
        let bytes = to_bytes(request.into_body(), 1 << 22).await.unwrap().to_vec();
        files.lock().unwrap().insert(key, bytes);
        return answer(StatusCode::OK, Body::empty());
    }
    match files.lock().unwrap().get(&key) {
        Some(bytes) => answer(StatusCode::OK, Body::from(bytes.clone())),
        None => answer(StatusCode::NOT_FOUND, Body::empty()),
    }
}

impl Room {
    async fn open() -> Self {
        let register = EmbeddedRegister::open().unwrap();
        let test = TestApp::start_with_register(&register).await.unwrap();
        let mut stage = Stage::upon(test).await;
        let files = Files::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let kept = Arc::clone(&files);
        let router = Router::new().fallback(move |request: Request| bucket(Arc::clone(&kept), request));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let config = Config { s3_endpoint: Some(endpoint), ..stage.test.app.config.clone() };
        stage.test.app = Arc::new(App::new(config, |_| ()));
        let room = Self { stage, register, files };
        room.gets_code(&room.stage.petra, "Kostenplaats 12", Role::User).await;
        room.gets_code(&room.stage.manager, "Directie", Role::MainUser).await;
        room
    }

    async fn gets_code(&self, who: &Person, label: &str, role: Role) {
        let cx = self.stage.cx();
        let key = store::organisation::member_key(&self.stage.organisation.id, &who.account);
        let member = cx.store().get::<Membership>(key).await.unwrap().unwrap();
        let id = domain::ids::AccessCodeId::new(cx.now(), cx.chance());
        let code = Some(HeldCode { id, label: label.parse().unwrap() });
        let mut change = Change::new();
        change.replace(&member, &Membership { code, role, ..member.value.clone() });
        cx.commit(change).await.unwrap();
    }

    async fn asks(&self, who: &Person, operation: &str, ask: Ask) -> Answered {
        self.stage.asks(who, &orders::operations(), operation, ask).await
    }

    async fn orders(&self, who: &Person, product: &str, company: &str, cents: i64) -> Answered {
        self.places(who, &wanted(product, company, cents), &format!("{product}-{company}-{cents}")).await
    }

    async fn places(&self, who: &Person, body: &Value, key: &str) -> Answered {
        self.asks(who, "place-order", Ask::json(body).header("idempotency-key", key)).await
    }

    async fn order(&self, who: &Person, id: &str) -> Answered {
        self.asks(who, "get-order", Ask::plain().path("orderId", id)).await
    }

    /// What waits for the press.
    async fn waiting(&self) -> Vec<Waiting> {
        let cx = self.stage.cx();
        let mut all = Vec::new();
        for partition in Lane::Press.partitions() {
            let page = cx.store().list::<Waiting>(Range::of(partition)).await.unwrap();
            all.extend(page.items.into_iter().map(|waiting| waiting.value));
        }
        all
    }

    /// The press makes everything that waits.
    async fn prints(&self) {
        assert_eq!(self.is_told().await["batchItemFailures"], json!([]));
    }

    /// The press is told of everything that waits; answers what must be told again.
    async fn is_told(&self) -> Value {
        let records = self.waiting().await.into_iter().map(|waiting| {
            let key = store::Stored::key(&waiting);
            let keys = json!({"pk": {"S": key.pk}, "sk": {"S": key.sk}});
            json!({"eventName": "INSERT", "dynamodb": {"Keys": keys, "SequenceNumber": "1"}})
        });
        let event = json!({"Records": records.collect::<Vec<_>>()});
        let press = press::jobs().into_iter().find(|entry| entry.job.name == "render-papers").unwrap();
        (press.call)(Arc::clone(&self.stage.test.app), event).await.unwrap()
    }

    async fn resumes(&self) -> u64 {
        let job = workers::jobs().into_iter().find(|entry| entry.job.name == "resume-orders").unwrap();
        (job.call)(Arc::clone(&self.stage.test.app), json!({})).await.unwrap()["resumed"].as_u64().unwrap()
    }

    fn passes(&self, time: SignedDuration) {
        self.stage.test.app.advance_clock(time);
    }

    /// The order as it is kept.
    async fn kept(&self, placed: &Answered) -> Order {
        let key = store::order::key(&self.stage.organisation.id, &id(placed).parse::<OrderId>().unwrap());
        self.stage.cx().store().get::<Order>(key).await.unwrap().unwrap().value
    }

    /// Every line that was charged.
    async fn lines(&self) -> Vec<Line> {
        let cx = self.stage.cx();
        let mut all = Vec::new();
        for month in [Month::of(cx.now()).previous(), Month::of(cx.now()), Month::of(cx.now()).next()] {
            let page = cx.store().list::<Line>(store::spend::lines(&self.stage.organisation.id, month)).await.unwrap();
            all.extend(page.items.into_iter().map(|line| line.value));
        }
        all
    }
}

fn wanted(product: &str, company: &str, cents: i64) -> Value {
    json!({
        "product": product, "kvkNumber": company, "payment": "invoice", "cents": cents, "language": "nl", "reference": "PO 4711",
    })
}

fn id(answered: &Answered) -> String {
    answered.body["orderId"].as_str().unwrap_or_else(|| panic!("{} {}", answered.status, answered.body)).to_owned()
}

#[tokio::test]
async fn an_extract_is_ordered_made_charged_and_read() {
    let room = Room::open().await;
    let petra = &room.stage.petra;
    let placed = room.orders(petra, "extract", "68727720", 235).await;
    assert_eq!((placed.status, placed.body["state"]["kind"].as_str()), (201, Some("making")), "{}", placed.body);
    assert_eq!(placed.body["codeLabel"], "Kostenplaats 12");
    assert!(room.lines().await.is_empty(), "what is not delivered is not charged");
    room.prints().await;
    let ready = room.order(petra, &id(&placed)).await;
    assert_eq!(ready.body["order"]["state"]["kind"], "ready", "{}", ready.body);
    assert!(ready.body["download"]["url"].as_str().unwrap().contains("/papers/"), "{}", ready.body);
    let sheet = room.asks(petra, "read-order", Ask::plain().path("orderId", id(&placed))).await;
    assert_eq!((sheet.status, sheet.body["sections"][0]["heading"].as_str()), (200, Some("legal-person")));
    let lines = room.lines().await;
    assert_eq!(lines.len(), 1);
    let line = &lines[0];
    assert_eq!((line.net_cents, line.vat_cents, line.product.as_str()), (235, 0, "extract"));
    assert_eq!((line.order.as_ref().unwrap().as_str(), line.reference.as_deref()), (&*id(&placed), Some("PO 4711")));
    let pdf = room.files.lock().unwrap().iter().find(|(key, _)| key.ends_with(".pdf")).unwrap().1.clone();
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 5_000);
}

#[tokio::test]
async fn pressing_twice_orders_once_and_making_it_twice_charges_once() {
    let room = Room::open().await;
    let petra = &room.stage.petra;
    let body = wanted("history", "68727720", 235);
    let (one, other) = tokio::join!(room.places(petra, &body, "same-key"), room.places(petra, &body, "same-key"));
    assert_eq!((one.status, other.status), (201, 201), "{} {}", one.body, other.body);
    assert_eq!(id(&one), id(&other), "a double click is one order");
    assert_eq!(id(&room.places(petra, &body, "same-key").await), id(&one));
    let without = room.asks(petra, "place-order", Ask::json(&body)).await;
    assert_eq!(without.problem(), Some("idempotency-key-missing"));
    let waiting = room.waiting().await;
    assert_eq!(waiting.len(), 1);
    tokio::join!(room.is_told(), room.is_told());
    room.prints().await;
    assert_eq!(room.lines().await.len(), 1, "told twice, made and charged once");
}

#[tokio::test]
async fn whoever_has_no_code_shows_another_price_or_has_no_mandate_orders_nothing() {
    let room = Room::open().await;
    let refused = async |who: &Person, body: Value, key: &str| {
        let answered = room.places(who, &body, key).await;
        let code = answered.body["errors"][0]["code"].as_str().unwrap_or_default().to_owned();
        (answered.problem().unwrap_or_else(|| panic!("{}", answered.body)).to_owned(), code)
    };
    let petra = &room.stage.petra;
    let good = wanted("extract", "68727720", 235);
    let with = |name: &str, value: Value| {
        let mut body = good.clone();
        body[name] = value;
        body
    };
    let (no_code, invalid) = ("no-access-code".to_owned(), "invalid-input".to_owned());
    assert_eq!(refused(&room.stage.colleague, good.clone(), "key-number-1").await.0, no_code);
    assert_eq!(
        refused(petra, with("cents", json!(1)), "key-number-2").await,
        (invalid.clone(), "price-changed".to_owned())
    );
    assert_eq!(
        refused(petra, with("payment", json!("direct-debit")), "key-number-3").await,
        (invalid.clone(), "no-mandate".to_owned())
    );
    assert_eq!(
        refused(petra, with("kvkNumber", json!("12345678")), "key-number-4").await,
        (invalid.clone(), "unknown-company".to_owned())
    );
    assert_eq!(refused(petra, with("reference", json!("x".repeat(36))), "key-number-5").await.0, invalid);
    assert_eq!(
        refused(petra, with("organisation", json!("org_1")), "key-number-6").await.0,
        invalid,
        "S45: nothing unasked"
    );
    let filed = json!({"product": "filed-document", "kvkNumber": "68727720", "payment": "invoice", "cents": 315, "language": "nl"});
    assert_eq!(refused(petra, filed, "key-number-7").await, (invalid, "missing".to_owned()));
    assert!(room.waiting().await.is_empty(), "nothing was ordered");
}

#[tokio::test]
async fn what_the_register_does_not_have_or_give_out_fails_and_is_not_charged() {
    let room = Room::open().await;
    let petra = &room.stage.petra;
    let nothing = room.orders(petra, "annual-accounts", "90002520", 430).await;
    let shielded = room.orders(petra, "certified-extract", "42422608", 770).await;
    room.prints().await;
    let state = async |placed: &Answered| room.order(petra, &id(placed)).await.body["order"]["state"].clone();
    assert_eq!(state(&nothing).await["why"], "nothing-found", "IPD5200");
    assert_eq!(state(&shielded).await["why"], "not-given-out", "IPD0005");
    assert!(room.lines().await.is_empty() && room.files.lock().unwrap().is_empty());
}

#[tokio::test]
async fn what_is_being_processed_is_delivered_later_and_charged_then() {
    let room = Room::open().await;
    let petra = &room.stage.petra;
    let placed = room.orders(petra, "extract", "90002903", 235).await;
    room.prints().await;
    let waits = room.order(petra, &id(&placed)).await;
    assert_eq!(waits.body["order"]["state"]["waits"], "being-processed", "IPD1002: {}", waits.body);
    assert!(waits.body["download"].is_null() && room.waiting().await.is_empty());
    assert_eq!(room.resumes().await, 0, "not before its time");
    room.passes(SignedDuration::from_mins(6));
    assert_eq!(room.resumes().await, 1);
    room.prints().await;
    assert!(room.lines().await.is_empty(), "still being processed");
    room.register.finish("90002903");
    room.passes(SignedDuration::from_mins(6));
    assert_eq!(room.resumes().await, 1);
    room.prints().await;
    assert!(matches!(room.kept(&placed).await.state, State::Ready { .. }));
    assert_eq!(room.lines().await.len(), 1);
}

#[tokio::test]
async fn what_never_comes_is_given_up_after_three_days() {
    let room = Room::open().await;
    let placed = room.orders(&room.stage.petra, "extract", "90004973", 235).await;
    assert_eq!(placed.status, 201, "a technical error of the register loses no order: {}", placed.body);
    room.prints().await;
    room.passes(SignedDuration::from_hours(73));
    assert_eq!(room.resumes().await, 1);
    room.prints().await;
    assert!(matches!(room.kept(&placed).await.state, State::Failed { why: NotDelivered::GivenUp, .. }));
    assert!(room.lines().await.is_empty());
}

#[tokio::test]
async fn each_sees_his_own_the_main_user_all_and_strangers_nothing() {
    let room = Room::open().await;
    let stage = &room.stage;
    let placed = room.orders(&stage.petra, "extract", "68727720", 235).await;
    let by_main = room.orders(&stage.manager, "history", "68727720", 235).await;
    let count = async |who: &Person, query: &str| {
        room.asks(who, "list-orders", Ask::plain().query(query)).await.body["items"].as_array().map(Vec::len)
    };
    assert_eq!(count(&stage.petra, "").await, Some(1));
    assert_eq!(count(&stage.manager, "").await, Some(1));
    assert_eq!(count(&stage.manager, "whose=all").await, Some(2));
    let month = Month::of(stage.cx().now());
    assert_eq!(count(&stage.manager, &format!("whose=all&month={month}")).await, Some(2));
    assert_eq!(count(&stage.manager, &format!("whose=all&month={}", month.previous())).await, Some(0));
    let asked = room.asks(&stage.petra, "list-orders", Ask::plain().query("whose=all")).await;
    assert_eq!(asked.problem(), Some("forbidden"));
    assert_eq!(room.order(&stage.manager, &id(&placed)).await.status, 200, "the main user sees all");
    for (who, order) in [(&stage.petra, &by_main), (&stage.colleague, &placed), (&stage.stranger, &placed)] {
        assert_eq!(room.order(who, &id(order)).await.status, 404);
        let read = room.asks(who, "read-order", Ask::plain().path("orderId", id(order))).await;
        assert_eq!(read.status, 404);
    }
    assert_eq!(count(&stage.stranger, "").await, Some(0));
}

#[tokio::test]
async fn what_was_ordered_can_be_read_as_long_as_it_says_and_no_longer() {
    let room = Room::open().await;
    let petra = &room.stage.petra;
    let placed = room.orders(petra, "certified-extract", "68727720", 770).await;
    room.prints().await;
    let opened = room.order(petra, &id(&placed)).await;
    assert_eq!((&opened.body["onPage"], opened.body["download"].is_object()), (&json!(false), true));
    let sheet = room.asks(petra, "read-order", Ask::plain().path("orderId", id(&placed))).await;
    assert_eq!(sheet.status, 404, "a sealed file is handed on as it is");
    room.passes(SignedDuration::from_hours(91 * 24));
    assert!(!room.kept(&placed).await.is_readable(room.stage.cx().now()));
}
