//! Uploads that are told of twice, at once, too late or while the bucket is away: one verdict, and no bytes left in quarantine.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use within::jobs;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, Response, StatusCode};
use domain::audit::{Actor, Trail};
use domain::document::{Announced, ContentType, Document, DocumentKind, DocumentRefusal, DocumentStateName, LARGEST};
use domain::effect::Effect;
use domain::ids::UpgradeId;
use domain::taking::Colleague;
use domain::upgrade::checklist::Check;
use domain::upgrade::timeline::What;
use domain::upgrade::{Decided, Outcome};
use runtime::{App, Config, Context, Failure};
use serde_json::{Value, json};
use store::audit::AuditEntry;
use store::outbox::Waiting;
use store::upgrade::Case;
use store::{Change, Range};
use tokio::net::TcpListener;
use within::cases::Stage;

/// A bucket in memory that can go away.
#[derive(Clone, Default)]
struct Bucket {
    files: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
    away: Arc<AtomicBool>,
    /// Uploaded in place of what lies there, as soon as that was read.
    next: Arc<Mutex<Option<Vec<u8>>>>,
}

/// What S3 tells bytes apart by.
fn tag(bytes: &[u8]) -> String {
    let sum = bytes.iter().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
    format!("\"{sum:x}\"")
}

impl Bucket {
    fn answer(&self, request: &Request) -> Response<Body> {
        let say =
            |status: StatusCode, body: Vec<u8>| Response::builder().status(status).body(Body::from(body)).unwrap();
        let absent =
            || say(StatusCode::NOT_FOUND, b"<Error><Code>NoSuchKey</Code><Message>-</Message></Error>".to_vec());
        if self.away.load(Ordering::SeqCst) {
            return say(
                StatusCode::FORBIDDEN,
                b"<Error><Code>AccessDenied</Code><Message>-</Message></Error>".to_vec(),
            );
        }
        let key = request.uri().path().strip_prefix("/uploads/").unwrap().to_owned();
        let source = request.headers().get("x-amz-copy-source").map(|source| source.to_str().unwrap());
        let mut files = self.files.lock().unwrap();
        match (request.method(), source) {
            (&Method::GET, _) => {
                let Some(bytes) = files.get(&key).cloned() else { return absent() };
                if let Some(next) = self.next.lock().unwrap().take() {
                    files.insert(key, next);
                }
                let mark = tag(&bytes).parse().unwrap();
                let mut read = say(StatusCode::OK, bytes);
                read.headers_mut().insert("etag", mark);
                read
            }
            (&Method::PUT, Some(source)) => match files.get(source.strip_prefix("uploads/").unwrap()).cloned() {
                None => absent(),
                Some(bytes) if request.headers()["x-amz-copy-source-if-match"] != tag(&bytes) => say(
                    StatusCode::PRECONDITION_FAILED,
                    b"<Error><Code>PreconditionFailed</Code><Message>-</Message></Error>".to_vec(),
                ),
                Some(bytes) => {
                    files.insert(key, bytes);
                    say(StatusCode::OK, b"<CopyObjectResult><ETag>x</ETag></CopyObjectResult>".to_vec())
                }
            },
            (&Method::DELETE, _) => {
                files.remove(&key);
                say(StatusCode::NO_CONTENT, Vec::new())
            }
            (method, _) => panic!("{method} {key}"),
        }
    }

    fn keys(&self) -> Vec<String> {
        self.files.lock().unwrap().keys().cloned().collect()
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what else happens to an upgrade does not matter here")]
fn word(what: &What) -> Option<&'static str> {
    match what {
        What::DocumentReceived { .. } => Some("received"),
        What::DocumentReleased { .. } => Some("released"),
        What::DocumentRefused { .. } => Some("refused"),
        _ => None,
    }
}

/// The stage with a bucket, and Petra's upgrade filled in.
struct Counter {
    stage: Stage,
    bucket: Bucket,
    app: Arc<App>,
    upgrade: UpgradeId,
}

impl Counter {
    async fn open() -> Self {
        let stage = Stage::set().await;
        let bucket = Bucket::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let answering = bucket.clone();
        let router = Router::new().fallback(async move |request: Request| answering.answer(&request));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let config = Config { s3_endpoint: Some(endpoint), ..stage.test.app.config.clone() };
        let upgrade = stage.filled_in().await;
        Self { app: Arc::new(App::new(config, |_| ())), stage, bucket, upgrade }
    }

    fn cx(&self) -> Context {
        Context::of_tool(Arc::clone(&self.app))
    }

    /// A ticket was given and used for these bytes.
    async fn uploaded(&self, bytes: Vec<u8>) -> Document {
        self.uploaded_as(DocumentKind::KvkExtract, bytes).await
    }

    async fn uploaded_as(&self, kind: DocumentKind, bytes: Vec<u8>) -> Document {
        let announced = Announced {
            kind,
            file_name: "uittreksel.pdf".parse().unwrap(),
            content_type: ContentType::Pdf,
            size: bytes.len() as u64,
        };
        let cx = self.cx();
        let upgrade = self.stage.upgrade(&self.upgrade).await;
        let document = upgrade.announce(announced, &self.stage.petra.account, cx.now(), cx.chance()).unwrap();
        let mut change = Change::new();
        change.create(&document);
        cx.commit(change).await.unwrap();
        self.bucket.files.lock().unwrap().insert(document.quarantine_key(), bytes);
        document
    }

    async fn told_of(&self, document: &Document, size: u64) -> Result<(), Failure> {
        self.told(&document.quarantine_key(), size).await
    }

    async fn told(&self, key: &str, size: u64) -> Result<(), Failure> {
        self.told_as(json!({"key": key, "size": size})).await
    }

    async fn told_as(&self, object: Value) -> Result<(), Failure> {
        let event = json!({"Records": [{"s3": {"bucket": {"name": "uploads"}, "object": object}}]});
        let entry = workers::jobs().into_iter().find(|entry| entry.job.name == "inspect-upload").unwrap();
        (entry.call)(Arc::clone(&self.app), event).await.map(drop)
    }

    /// What the desk or the customer decides on the case as it is.
    async fn decide(&self, decide: impl Fn(&Case, &Context) -> Decided) {
        let (cx, case) = (self.cx(), self.stage.case(&self.upgrade).await);
        let decided = decide(&case, &cx);
        cx.commit(case.change(&decided)).await.unwrap();
    }

    async fn now(&self, document: &Document) -> Document {
        let key = store::document::key(&document.organisation, &document.upgrade, &document.id);
        self.cx().store().get::<Document>(key).await.unwrap().unwrap().value
    }

    /// What the timeline says of documents.
    async fn told_of_documents(&self) -> Vec<&'static str> {
        let timeline = self.stage.case(&self.upgrade).await.timeline;
        timeline.iter().filter_map(|entry| word(&entry.what)).collect()
    }

    /// An extract of Petra's organisation, made today.
    fn extract(&self) -> Vec<u8> {
        let made = self.cx().today().at(0, 1, 0, 0);
        extract::samples::Sample::new(self.stage.organisation.kvk_number.as_str(), made).pdf()
    }
}

#[tokio::test]
async fn a_file_told_of_ten_times_at_once_gets_one_verdict() {
    let counter = Counter::open().await;
    let document = counter.uploaded(counter.extract()).await;
    let tellings = (0..10).map(|_| counter.told_of(&document, 20_000));
    let told = futures::future::join_all(tellings).await;
    assert!(told.iter().any(Result::is_ok));
    counter.told_of(&document, 20_000).await.unwrap();
    assert!(counter.now(&document).await.is_released());
    assert_eq!(counter.told_of_documents().await, ["received", "released"]);
    assert_eq!(counter.bucket.keys(), [document.released_key()]);
    let upgrade = counter.stage.upgrade(&counter.upgrade).await;
    assert!(!upgrade.checklist.open().contains(&Check::ExtractInDate));
}

#[tokio::test]
async fn while_the_bucket_is_away_the_document_waits_and_is_judged_when_told_of_again() {
    let counter = Counter::open().await;
    let document = counter.uploaded(counter.extract()).await;
    counter.bucket.away.store(true, Ordering::SeqCst);
    assert!(counter.told_of(&document, 20_000).await.is_err(), "so that it is told of again");
    assert_eq!(counter.told_of_documents().await, ["received"]);
    counter.bucket.away.store(false, Ordering::SeqCst);
    counter.told_of(&document, 20_000).await.unwrap();
    assert_eq!(counter.told_of_documents().await, ["received", "released"]);
}

#[tokio::test]
async fn a_file_that_is_gone_before_it_was_looked_at_is_asked_for_once_more() {
    let counter = Counter::open().await;
    let lost = counter.uploaded(counter.extract()).await;
    counter.bucket.away.store(true, Ordering::SeqCst);
    assert!(counter.told_of(&lost, 20_000).await.is_err());
    counter.bucket.away.store(false, Ordering::SeqCst);
    counter.bucket.files.lock().unwrap().clear();
    counter.told_of(&lost, 20_000).await.unwrap();
    assert_eq!(counter.now(&lost).await.view().reason, Some(DocumentRefusal::Lost));
    assert_eq!(counter.told_of_documents().await, ["received", "refused"]);

    let again = counter.uploaded(counter.extract()).await;
    counter.told_of(&again, 20_000).await.unwrap();
    assert!(counter.now(&again).await.is_released());
    assert!(!counter.stage.upgrade(&counter.upgrade).await.checklist.open().contains(&Check::ExtractInDate));
}

#[tokio::test]
async fn what_is_refused_leaves_no_bytes_behind() {
    let counter = Counter::open().await;
    let zip = counter.uploaded(b"PK\x03\x04 and so on".to_vec()).await;
    counter.told_of(&zip, 15).await.unwrap();
    assert_eq!(counter.now(&zip).await.view().reason, Some(DocumentRefusal::NotTheDeclaredType));
    // Its size alone says enough: it is never read into memory.
    let large = counter.uploaded(counter.extract()).await;
    counter.told_of(&large, LARGEST + 1).await.unwrap();
    assert_eq!(counter.now(&large).await.view().reason, Some(DocumentRefusal::TooLarge));
    // Nor is one in which a scanner found something.
    let infected = counter.uploaded(counter.extract()).await;
    counter.told_as(json!({"key": infected.quarantine_key(), "scan": "THREATS_FOUND"})).await.unwrap();
    assert_eq!(counter.now(&infected).await.view().reason, Some(DocumentRefusal::ActiveContent));
    assert_eq!(counter.bucket.keys(), Vec::<String>::new());
}

#[tokio::test]
async fn what_comes_after_the_upgrade_was_called_off_is_needed_no_longer() {
    let counter = Counter::open().await;
    let document = counter.uploaded(counter.extract()).await;
    let (cx, case) = (counter.cx(), counter.stage.case(&counter.upgrade).await);
    let (upgrade, by) = (case.upgrade.value.clone(), &counter.stage.petra.account);
    let revision = upgrade.revision;
    let decided = upgrade.cancel(&case.means, revision, by, cx.now()).unwrap();
    cx.commit(case.change(&decided)).await.unwrap();
    counter.told_of(&document, 20_000).await.unwrap();
    assert_eq!(counter.now(&document).await.view().reason, Some(DocumentRefusal::NoLongerNeeded));
    assert_eq!(counter.bucket.keys(), Vec::<String>::new());
    assert_eq!(counter.told_of_documents().await, Vec::<&str>::new());
}

#[tokio::test]
async fn a_file_no_ticket_was_given_for_is_nobodys_document() {
    let counter = Counter::open().await;
    let document = counter.uploaded(counter.extract()).await;
    let stray = document.quarantine_key().replace(document.upgrade.as_str(), "upg_01jdc5aaaaaaaaaaaaaaaaaaaa");
    counter.bucket.files.lock().unwrap().insert(stray.clone(), b"x".to_vec());
    counter.told(&stray, 1).await.unwrap();
    counter.told("quarantine/anything", 1).await.unwrap();
    assert_eq!(counter.bucket.keys(), [document.quarantine_key()], "the stray one is gone, the other one waits");
}

#[tokio::test]
async fn what_is_uploaded_after_another_file_was_read_is_not_released_in_its_place() {
    let counter = Counter::open().await;
    let document = counter.uploaded(counter.extract()).await;
    *counter.bucket.next.lock().unwrap() = Some(b"PK\x03\x04 and so on".to_vec());
    assert!(counter.told_of(&document, 20_000).await.is_err(), "so that it is told of again");
    assert!(!counter.bucket.keys().contains(&document.released_key()));
    counter.told_of(&document, 20_000).await.unwrap();
    assert_eq!(counter.now(&document).await.view().reason, Some(DocumentRefusal::NotTheDeclaredType));
    assert_eq!(counter.bucket.keys(), Vec::<String>::new());
}

#[tokio::test]
async fn a_copy_of_an_identity_document_is_deleted_after_approval_and_the_audit_trail_says_so() {
    let counter = Counter::open().await;
    let copy = counter.uploaded_as(DocumentKind::IdCopy, counter.extract()).await;
    counter.told_of(&copy, 20_000).await.unwrap();
    let kept = counter.now(&copy).await.released_key();
    assert!(kept.starts_with("identity/"), "{kept}");
    assert_eq!(counter.bucket.keys(), [kept]);

    counter.stage.extract_judged(&counter.upgrade).await;
    let (petra, clerk) = (counter.stage.petra.account.clone(), counter.stage.clerk.account.clone());
    let on = |case: &Case| (case.upgrade.value.clone(), case.upgrade.revision);
    counter
        .decide(|case, cx| {
            let (upgrade, revision) = on(case);
            upgrade.submit(&case.means, revision, &petra, cx.now()).unwrap()
        })
        .await;
    for check in counter.stage.upgrade(&counter.upgrade).await.checklist.open() {
        counter
            .decide(|case, cx| {
                let ((upgrade, revision), note) = (on(case), "seen".parse().unwrap());
                upgrade.record_check(check, Outcome::Passed, note, revision, &clerk, cx.now()).unwrap()
            })
            .await;
    }
    let name = "Fatima".parse().unwrap();
    counter
        .decide(|case, cx| {
            let (upgrade, revision) = on(case);
            let colleague = Colleague { account: &clerk, name: &name };
            upgrade.approve(&case.means, revision, colleague, cx.now()).unwrap()
        })
        .await;
    assert!(!counter.bucket.keys().is_empty(), "the decision itself deletes nothing: it sets it in motion");

    let worker = jobs::Stage::beside(&counter.app.config).await;
    let deletes = |waiting: &&Waiting| matches!(waiting.effect, Effect::Document(_));
    let waiting = worker.waiting().await;
    let waiting = waiting.iter().find(deletes).expect("approval sets the deletion in motion");
    // A worker that died half-way does it once more.
    worker.perform_and_die_of(waiting).await;
    worker.later(21);
    assert_eq!(worker.run("perform-effects", jobs::told_of(waiting)).await.unwrap(), json!({"batchItemFailures": []}));
    assert_eq!(counter.bucket.keys(), Vec::<String>::new());
    assert_eq!(counter.now(&copy).await.view().state, DocumentStateName::Deleted);
    let trail = Trail::Organisation { organisation: counter.stage.organisation.id.clone() };
    let trail = counter.cx().store().list::<AuditEntry>(Range::of(store::audit::partition(&trail))).await.unwrap();
    let told = trail.items.iter().filter(|entry| entry.fact.action == "delete-identity-copy");
    let told: Vec<_> = told.map(|entry| (entry.fact.object.as_str(), &entry.fact.actor)).collect();
    assert_eq!(told, [(copy.id.as_str(), &Actor::Balie)], "once, by Balie itself");
}
