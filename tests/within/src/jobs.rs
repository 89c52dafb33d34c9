//! A table, a mail service that keeps what it gets, and the jobs to run.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::account::{Account, Login};
use domain::effect::Effect;
use embedded::testing::TestApp;
use jiff::SignedDuration;
use runtime::{App, Config, Context, Failure, JobEntry};
use serde_json::{Value, json};
use store::outbox::{self, Waiting};
use store::{Change, Range, Stored, Versioned};
use tokio::net::TcpListener;

pub struct Stage {
    pub app: Arc<App>,
    _table: Option<TestApp>,
    service: Service,
    jobs: BTreeMap<&'static str, JobEntry>,
}

#[derive(Clone, Default)]
struct Service {
    mails: Arc<Mutex<Vec<String>>>,
    down: Arc<AtomicBool>,
}

impl Service {
    fn answer(&self, body: &[u8]) -> (StatusCode, String) {
        if self.down.load(Ordering::SeqCst) {
            let error = "<ErrorResponse><Error><Type>Sender</Type><Code>AccountSendingPausedException</Code><Message>-</Message></Error><RequestId>1</RequestId></ErrorResponse>";
            return (StatusCode::BAD_REQUEST, error.to_owned());
        }
        let fields: HashMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
        let mime = STANDARD.decode(&fields["RawMessage.Data"]).unwrap();
        // Soft line breaks away, so that a link is in one piece.
        let text = String::from_utf8(mime).unwrap().replace("=\r\n", "").replace("=3D", "=");
        self.mails.lock().unwrap().push(text);
        let id = self.mails.lock().unwrap().len();
        let xml = format!(
            "<SendRawEmailResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><SendRawEmailResult><MessageId>mail-{id}</MessageId></SendRawEmailResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></SendRawEmailResponse>"
        );
        (StatusCode::OK, xml)
    }
}

impl Stage {
    pub async fn start() -> Self {
        let table = TestApp::start().await.unwrap();
        let stage = Self::beside(&table.app.config).await;
        Self { _table: Some(table), ..stage }
    }

    /// On a table that somebody else holds.
    pub async fn beside(config: &Config) -> Self {
        let service = Service::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let answering = service.clone();
        let router = Router::new().fallback(async move |body: Bytes| answering.answer(&body));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let config = Config { ses_endpoint: Some(endpoint), ..config.clone() };
        let jobs = workers::jobs().into_iter().map(|entry| (entry.job.name, entry)).collect();
        Self { app: Arc::new(App::new(config, |_| ())), _table: None, service, jobs }
    }

    pub fn cx(&self) -> Context {
        Context::of_tool(Arc::clone(&self.app))
    }

    pub fn later(&self, seconds: i64) {
        self.app.advance_clock(SignedDuration::from_secs(seconds));
    }

    /// Takes the mail service down, or brings it back.
    pub fn mail_is_down(&self, down: bool) {
        self.service.down.store(down, Ordering::SeqCst);
    }

    pub fn mails(&self) -> Vec<String> {
        self.service.mails.lock().unwrap().clone()
    }

    pub async fn run(&self, job: &str, event: Value) -> Result<Value, Failure> {
        (self.jobs[job].call)(Arc::clone(&self.app), event).await
    }

    /// Puts effects into the outbox; answers what the table's stream then tells.
    pub async fn set_in_motion(&self, effects: impl IntoIterator<Item = Effect>) -> Value {
        let before: Vec<_> = self.waiting().await.into_iter().map(|waiting| waiting.id).collect();
        let mut change = Change::new();
        change.effects(effects);
        self.cx().commit(change).await.unwrap();
        let new = self.waiting().await.into_iter().filter(|waiting| !before.contains(&waiting.id));
        let records: Vec<Value> = new.enumerate().map(|(number, waiting)| record(number, &waiting)).collect();
        json!({"Records": records})
    }

    /// Performs effects; all must succeed.
    pub async fn perform(&self, effects: impl IntoIterator<Item = Effect>) {
        let records = self.set_in_motion(effects).await;
        let outcome = self.run("perform-effects", records).await.unwrap();
        assert_eq!(outcome, json!({"batchItemFailures": []}));
    }

    /// Performs an effect, and leaves the table as a worker does that dies after the mail service said yes and before it noted so.
    pub async fn perform_and_die(&self, effect: Effect) -> Value {
        let before: Vec<_> = self.waiting().await.into_iter().map(|waiting| waiting.id).collect();
        let records = self.set_in_motion([effect]).await;
        let all = self.waiting().await;
        let waiting = all.into_iter().find(|waiting| !before.contains(&waiting.id)).unwrap();
        self.perform_and_die_of(&waiting).await;
        records
    }

    /// The same with an effect that waits.
    pub async fn perform_and_die_of(&self, waiting: &Waiting) {
        assert_eq!(self.run("perform-effects", told_of(waiting)).await.unwrap(), json!({"batchItemFailures": []}));
        let held_until = Some(self.cx().now() + SignedDuration::from_secs(20));
        let mut change = Change::new();
        change.set(&Waiting { held_until, attempts: waiting.attempts + 1, ..waiting.clone() });
        change.clear(api::Part::Done, outbox::done_key(&waiting.id));
        self.cx().commit(change).await.unwrap();
    }

    /// Another worker takes up what one died with.
    pub async fn take_up(&self, records: Value) {
        assert_ne!(self.run("perform-effects", records.clone()).await.unwrap(), json!({"batchItemFailures": []}));
        self.later(21);
        assert_eq!(self.run("perform-effects", records).await.unwrap(), json!({"batchItemFailures": []}));
        assert!(self.waiting().await.is_empty());
    }

    pub async fn waiting(&self) -> Vec<Waiting> {
        let cx = self.cx();
        let mut all = Vec::new();
        for shard in 0..outbox::SHARDS {
            let page = cx.store().list::<Waiting>(Range::of(outbox::partition(shard))).await.unwrap();
            all.extend(page.items.into_iter().map(|waiting| waiting.value));
        }
        all
    }

    pub async fn get<T: Stored>(&self, key: store::Key) -> Option<Versioned<T>> {
        self.cx().store().get::<T>(key).await.unwrap()
    }

    pub async fn login(&self, email: &str) -> Option<Versioned<Login>> {
        let key = self.cx().login_key(email).await.unwrap();
        self.get(store::login::key(&key)).await
    }

    pub async fn account(&self, email: &str) -> Versioned<Account> {
        let login = self.login(email).await.unwrap();
        self.get(store::account::key(&login.account)).await.unwrap()
    }
}

fn record(number: usize, waiting: &Waiting) -> Value {
    let key = outbox::key(&waiting.id);
    json!({
        "eventName": "INSERT",
        "dynamodb": {"Keys": {"pk": {"S": key.pk}, "sk": {"S": key.sk}}, "SequenceNumber": number.to_string()},
    })
}

/// What the table's stream tells of an effect that waits.
pub fn told_of(waiting: &Waiting) -> Value {
    json!({"Records": [record(0, waiting)]})
}

/// The secret of the link in a mail.
pub fn token(mail: &str) -> String {
    let rest = mail.split("#token=").nth(1).unwrap();
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
}
