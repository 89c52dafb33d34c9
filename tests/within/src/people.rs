//! A table with people in it, and the operations of accounts to ask.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::account::login::Initial;
use domain::account::registration::{Application, apply};
use domain::account::{Account, Link, Login, LoginKey, Purpose, Standing, Token};
use domain::language::Language;
use embedded::ask::{Answered, Ask};
use embedded::testing::TestApp;
use jiff::SignedDuration;
use runtime::{Context, Operation};
use serde_json::{Value, json};
use store::outbox::{self, Waiting};
use store::{Change, Range, Stored, Versioned};
use totp_rs::{Builder, Secret};

pub const PASSWORD: &str = "drie fietsen tegen de dijk";
pub const OTHER: &str = "vier molens achter de berg";

pub struct Stage {
    pub test: TestApp,
    operations: BTreeMap<&'static str, Operation>,
}

impl Stage {
    pub async fn start() -> Self {
        let operations = accounts::operations().into_iter().map(|one| (one.route.operation, one)).collect();
        let stage = Self { test: TestApp::start().await.unwrap(), operations };
        // At the beginning of a counting window, so that no test runs across the end of one.
        stage.later(900 - stage.test.app.now().as_second() % 900);
        stage
    }

    pub fn cx(&self) -> Context {
        Context::of_tool(Arc::clone(&self.test.app))
    }

    pub fn later(&self, seconds: i64) {
        self.test.app.advance_clock(SignedDuration::from_secs(seconds));
    }

    pub async fn ask(&self, operation: &str, ask: Ask) -> Answered {
        ask.of(&self.test.app, &self.operations[operation]).await
    }

    /// The fields of the last log line of an operation.
    pub fn last_line(&self, operation: &str) -> Value {
        let lines = self.test.lines();
        let lines = lines.iter().rev().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        lines.into_iter().find(|line| line["operation"] == operation).unwrap()
    }

    /// Somebody who registered and waits for the mail; with the secret of his link.
    pub async fn applicant(&self, email: &str) -> Token {
        let cx = self.cx();
        let email: domain::email::Email = email.parse().unwrap();
        let key = cx.login_key(&email.normalised()).await.unwrap();
        let application = Application { email, language: Language::Dutch, accepted_at: cx.now() };
        let (mut account, login) = apply(application, key, None, cx.chance());
        let token = Token::draw(cx.chance());
        let link = Link::issue(Purpose::Confirm, &token, &mut account, &login.identifier, cx.now());
        let mut change = Change::new();
        change.create(&account).create(&login).create(&link);
        cx.commit(change).await.unwrap();
        token
    }

    /// Somebody with an account and `PASSWORD`.
    pub async fn person(&self, email: &str) {
        let token = self.applicant(email).await;
        let body = json!({"token": token.reveal(), "choice": {"kind": "password", "password": PASSWORD}});
        assert_eq!(self.ask("activate-account", Ask::json(&body)).await.status, 200);
    }

    pub async fn login(&self, email: &str) -> Versioned<Login> {
        let key = self.cx().login_key(email).await.unwrap();
        self.get(store::login::key(&key)).await
    }

    pub async fn account(&self, email: &str) -> Versioned<Account> {
        let login = self.login(email).await;
        self.get(store::account::key(&login.account)).await
    }

    pub async fn get<T: Stored>(&self, key: store::Key) -> Versioned<T> {
        self.cx().store().get::<T>(key).await.unwrap().unwrap()
    }

    pub async fn change_login(&self, email: &str, alter: impl FnOnce(&mut Login)) {
        let read = self.login(email).await;
        let mut login = read.value.clone();
        alter(&mut login);
        let mut change = Change::new();
        change.replace(&read, &login);
        self.cx().commit(change).await.unwrap();
    }

    /// The desk closes an account; everything else about it stays as it is.
    pub async fn close(&self, email: &str) {
        let (read, login) = (self.account(email).await, self.login(email).await);
        let account = Account { standing: Standing::Suspended, ..read.value.clone() };
        let mut change = Change::new();
        change.replace(&read, &account).replace(&login, &login.regated(&account));
        self.cx().commit(change).await.unwrap();
    }

    /// Gives an account a second name to log in with, and the same password.
    pub async fn second_name(&self, email: &str, name: &str) {
        let (read, login) = (self.account(email).await, self.login(email).await);
        let identifier: LoginKey = self.cx().login_key(name).await.unwrap();
        let mut account = read.value.clone();
        account.logins.push(identifier.clone());
        let mut change = Change::new();
        change.replace(&read, &account).create(&Login { identifier, ..login.value.clone() });
        self.cx().commit(change).await.unwrap();
    }

    /// A mailed link to choose a new password with.
    pub async fn reset_link(&self, email: &str) -> Token {
        let read = self.account(email).await;
        let (cx, mut account) = (self.cx(), read.value.clone());
        let token = Token::draw(cx.chance());
        let link = Link::issue(Purpose::Reset, &token, &mut account, &read.logins[0], cx.now());
        let mut change = Change::new();
        change.replace(&read, &account).create(&link);
        cx.commit(change).await.unwrap();
        token
    }

    pub async fn log_in(&self, email: &str, password: &str) -> Answered {
        let body = json!({"identifier": email, "password": password, "client": "app"});
        self.ask("log-in", Ask::json(&body)).await
    }

    /// Logs in as an app that must succeed; answers its tokens.
    pub async fn app(&self, email: &str, password: &str) -> App {
        App::of(&self.log_in(email, password).await)
    }

    pub async fn log_in_browser(&self, email: &str, password: &str, cookies: &str) -> Answered {
        let body = json!({"identifier": email, "password": password, "client": "browser"});
        self.ask("log-in", Ask::json(&body).browser(cookies)).await
    }

    pub async fn me(&self, access: &str) -> Answered {
        self.ask("get-me", Ask::plain().bearer(access)).await
    }

    pub async fn refresh(&self, refresh: &str) -> Answered {
        let body = json!({"refreshToken": refresh, "client": "app"});
        self.ask("refresh-session", Ask::json(&body)).await
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
}

pub struct App {
    pub access: String,
    pub refresh: String,
    pub session: String,
}

impl App {
    pub fn of(answered: &Answered) -> Self {
        assert_eq!(answered.status, 200, "{}", answered.body);
        let text = |pointer: &str| answered.body.pointer(pointer).and_then(Value::as_str).unwrap().to_owned();
        Self {
            access: text("/tokens/accessToken"),
            refresh: text("/tokens/refreshToken"),
            session: text("/session/sessionId"),
        }
    }
}

/// Somebody whose telephone makes codes.
pub struct WithApp {
    pub stage: Stage,
    pub email: String,
    pub app: App,
    pub recovery: Vec<String>,
    secret: String,
}

impl WithApp {
    pub async fn start(email: &str) -> Self {
        let stage = Stage::start().await;
        stage.person(email).await;
        Self::of(stage, email).await
    }

    /// Sets the telephone up in a session of its own.
    pub async fn of(stage: Stage, email: &str) -> Self {
        let app = stage.app(email, PASSWORD).await;
        let shown = stage.ask("enrol-totp", Ask::json(&json!({})).bearer(&app.access)).await;
        assert_eq!(shown.status, 201, "{}", shown.body);
        let secret = shown.body["secret"].as_str().unwrap().to_owned();
        assert!(shown.body["otpauthUri"].as_str().unwrap().starts_with("otpauth://totp/Balie:"));
        assert!(shown.body["qrSvg"].as_str().unwrap().starts_with("<svg"));
        let mut this = Self { stage, email: email.to_owned(), app, recovery: Vec::new(), secret };
        let body = json!({"code": this.code()});
        let confirmed = this.stage.ask("confirm-totp", Ask::json(&body).bearer(&this.app.access)).await;
        assert_eq!(confirmed.status, 200, "{}", confirmed.body);
        this.recovery = serde_json::from_value(confirmed.body["recoveryCodes"].clone()).unwrap();
        assert_eq!(this.recovery.len(), 10);
        this
    }

    pub fn code(&self) -> String {
        let secret = Secret::try_from_base32(&self.secret).unwrap();
        let now = u64::try_from(self.stage.cx().now().as_second()).unwrap();
        Builder::new().with_secret(secret).with_account_name("a").build().unwrap().generate(now).to_string()
    }

    pub async fn challenge(&self) -> String {
        let answered = self.stage.log_in(&self.email, PASSWORD).await;
        assert_eq!(answered.body["next"], "second-factor", "{}", answered.body);
        answered.body["challenge"].as_str().unwrap().to_owned()
    }

    pub async fn show(&self, challenge: &str, proof: Value) -> Answered {
        let mut body = proof;
        body["challenge"] = challenge.into();
        body["client"] = "app".into();
        self.stage.ask("verify-second-factor", Ask::json(&body)).await
    }
}

/// The cookies an answer sets, as a browser would send them back.
pub fn cookies(answered: &Answered) -> String {
    let set = answered.headers.get("set-cookie").cloned().unwrap_or_default();
    let pairs = set.lines().filter_map(|line| line.split(';').next());
    pairs.filter(|pair| !pair.ends_with('=')).collect::<Vec<_>>().join("; ")
}

pub fn initial(login: &mut Login, stage: &Stage) {
    if let Some(credential) = &mut login.credential {
        credential.initial = Some(Initial::issued(stage.cx().now()));
    }
}

/// What anybody can see of an answer, without what differs in every one.
pub fn seen(answered: &Answered) -> (u16, BTreeMap<String, String>, Value) {
    let mut answered = answered.clone();
    answered.headers.remove("x-trace-id");
    if let Some(body) = answered.body.as_object_mut() {
        body.remove("traceId");
    }
    (answered.status, answered.headers, answered.body)
}
