//! The stage the tests play on: `balie serve` on a folder of its own, or a deployed one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::browser::{Browser, Client};
use crate::inbox::{Inbox, Mail};
use crate::process::{Process, root};

/// Where the tests play.
pub struct Stage {
    /// The web origin: pages, API and mailbox.
    pub origin: String,
    own: Option<Own>,
    secrets: Mutex<BTreeSet<String>>,
}

/// A stage of ours, which may be killed.
struct Own {
    process: Mutex<Option<Process>>,
    folder: TempDir,
}

impl Stage {
    /// The stage all tests of one program share. Each keeps to people of its own.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Stage> = OnceLock::new();
        SHARED.get_or_init(|| match std::env::var("BALIE_BASE_URL") {
            Ok(origin) => {
                Self { origin: origin.trim_end_matches('/').to_owned(), own: None, secrets: Mutex::default() }
            }
            // A static is never dropped.
            Err(_) => Self::begin(true),
        })
    }

    /// A stage for one test alone, with its clock, its mail service and its process to play with. `None`, said aloud, when the tests run
    /// against a deployed stage.
    pub fn own(why: &str) -> Option<Self> {
        if std::env::var_os("BALIE_BASE_URL").is_some() {
            println!("skipped on a deployed stage: {why}");
            return None;
        }
        Some(Self::begin(false))
    }

    /// The same at this port, with this in the environment of its process.
    pub fn own_told(why: &str, port: u16, told: &[(&str, String)]) -> Option<Self> {
        if std::env::var_os("BALIE_BASE_URL").is_some() {
            println!("skipped on a deployed stage: {why}");
            return None;
        }
        Some(Self::begin_told(false, port, told))
    }

    /// Where the engines of a stage of our own listen, and what is told of its keys.
    pub async fn engines(&self) -> Value {
        self.ours();
        let answer = reqwest::get(format!("{}/_test/engines", self.origin)).await.unwrap();
        answer.json().await.unwrap()
    }

    fn begin(sweep: bool) -> Self {
        Self::begin_told(sweep, 0, &[])
    }

    fn begin_told(sweep: bool, port: u16, told: &[(&str, String)]) -> Self {
        // Under the target folder rather than the system's: it is on a disk, and whoever looks for leftovers finds them.
        let parent = root().join("target/stages");
        std::fs::create_dir_all(&parent).unwrap();
        let folder = TempDir::new_in(parent).unwrap();
        let process = Process::start_told(folder.path(), port, true, sweep, told);
        let origin = process.origin.clone();
        Self { origin, own: Some(Own { process: Mutex::new(Some(process)), folder }), secrets: Mutex::default() }
    }

    /// Whether things can be planted here.
    pub(crate) fn is_ours(&self) -> bool {
        self.own.is_some()
    }

    fn ours(&self) -> &Own {
        self.own.as_ref().expect("only a stage of our own can be played with")
    }

    /// Kills the process as a power cut would, and starts it again on the same folder and port.
    pub fn kill_and_restart(&self) {
        let own = self.ours();
        let mut process = own.process.lock().unwrap();
        if let Some(mut running) = process.take() {
            running.kill();
        }
        let port = self.origin.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).expect("the origin has a port");
        *process = Some(Process::start(own.folder.path(), port, false, false));
    }

    /// Whether requests can come from loopback addresses.
    pub fn is_on_this_machine(&self) -> bool {
        self.origin.contains("://localhost") || self.origin.contains("://127.0.0.1")
    }

    /// Whether this is a deployed stage, where time cannot be moved.
    pub const fn is_deployed(&self) -> bool {
        self.own.is_none()
    }

    /// A browser on a new device.
    pub fn browser(&self) -> Browser<'_> {
        Browser::new(self, Client::Browser)
    }

    /// An app on a new device.
    pub fn app(&self) -> Browser<'_> {
        Browser::new(self, Client::App)
    }

    /// Somebody's mailbox.
    pub fn inbox(&self, address: &str) -> Inbox<'_> {
        Inbox::of(self, address)
    }

    /// The mails to an address, newest first, as the mailbox gives them.
    pub(crate) async fn mailbox(&self, address: &str) -> Vec<Value> {
        // A client of its own each time: tests run on runtimes of their own, and a kept connection belongs to the one it was made on.
        let client = reqwest::Client::builder().pool_max_idle_per_host(0).build().unwrap();
        let asked = client.get(format!("{}/mailbox/messages?to={address}", self.origin));
        let Ok(answer) = asked.send().await else { return Vec::new() };
        let body: Value = answer.json().await.unwrap_or_default();
        body["items"].as_array().or_else(|| body["messages"].as_array()).cloned().unwrap_or_default()
    }

    /// Moves the application's clock forward and lets the scheduled workers that fell due by that run: none of them is in the way of what
    /// comes next.
    pub async fn later(&self, by: Duration) {
        self.leaps(by).await;
        self.settles().await;
    }

    /// Moves the application's clock forward; what falls due by that goes on beside what comes next.
    pub async fn leaps(&self, by: Duration) {
        self.control("clock", json!({"advanceSeconds": by.as_secs()})).await;
    }

    /// Waits until the scheduled workers that are due have run.
    pub async fn settles(&self) {
        self.control("settled", json!({})).await;
    }

    /// Takes the mail service down, or up again.
    pub async fn mail_service(&self, down: bool) {
        self.control("ses", json!({"down": down})).await;
    }

    /// Takes the business register down, or up again.
    pub async fn business_register(&self, down: bool) {
        self.control("register", json!({"down": down})).await;
    }

    /// Ends the register's work on a company whose questions it put off: from now on they are answered.
    pub async fn register_has_finished(&self, kvk_number: &str) {
        self.control("register/finished", json!({"kvkNumber": kvk_number})).await;
    }

    /// Plants many people with a means at EH2+ in a company of the demo: `user-1@crowd.example` holds `CROWD-1`, and on.
    pub async fn crowd(&self, kvk_number: &str, count: usize) {
        self.control("crowd", json!({"kvkNumber": kvk_number, "count": count})).await;
    }

    /// Plants organisations that get an overview every month, each with so many lines in the month before this one: the main user of the first
    /// is `main-1@subscribers.example`, and on.
    pub async fn subscribers(&self, count: usize, lines: usize) {
        self.control("subscribers", json!({"count": count, "lines": lines})).await;
    }

    /// The letters with a PIN that lie in the bucket.
    pub fn pin_letters_laid_down(&self) -> Vec<std::path::PathBuf> {
        files_below(&self.ours().folder.path().join("objects/balie-uploads/pin-letters"))
    }

    /// The files that were let in for a form, a business or a template.
    pub fn files_let_in(&self, owner: &str) -> Vec<std::path::PathBuf> {
        files_below(&self.ours().folder.path().join("objects/balie-uploads/released").join(owner))
    }

    /// Runs a scheduled worker and kills the process in the middle of it, this long after it began; `false` when the worker was done before.
    pub async fn kills_during(&self, job: &str, pause: Duration) -> bool {
        let running = self.run_job(job);
        tokio::pin!(running);
        if tokio::time::timeout(pause, &mut running).await.is_ok() {
            return false;
        }
        // What was asked still stands: nobody hangs up before the process dies.
        self.kill_and_restart();
        true
    }

    /// Files this stage keeps, other than papers in the bucket, that hold a text as it is: the table, its journal, the log.
    pub fn files_that_hold(&self, text: &str) -> Vec<std::path::PathBuf> {
        let folder = self.ours().folder.path();
        let holds = |path: &std::path::PathBuf| {
            let bytes = std::fs::read(path).unwrap_or_default();
            !path.starts_with(folder.join("objects")) && bytes.windows(text.len()).any(|part| part == text.as_bytes())
        };
        files_below(folder).into_iter().filter(holds).collect()
    }

    /// Plants a member business that the account has opened: its id and number.
    pub(crate) async fn opened_business(&self, account: &Value) -> Value {
        let answer = reqwest::Client::new().post(format!("{}/_test/opened-business", self.origin));
        let answer = answer.json(&json!({"accountId": account})).send().await.unwrap();
        assert!(answer.status().is_success(), "/_test/opened-business answered {}", answer.status());
        answer.json().await.unwrap()
    }

    /// The overviews that lie in the bucket, by organisation.
    pub fn overviews_laid_down(&self) -> BTreeMap<String, usize> {
        let folder = self.ours().folder.path().join("objects/balie-uploads/overviews");
        let files = |path: &std::path::Path| {
            std::fs::read_dir(path).map(|entries| entries.flatten().collect()).unwrap_or_default()
        };
        let organisations: Vec<std::fs::DirEntry> = files(&folder);
        let count = |entry: &std::fs::DirEntry| -> (String, usize) {
            let laid: Vec<std::fs::DirEntry> = files(&entry.path());
            (entry.file_name().to_string_lossy().into_owned(), laid.len())
        };
        organisations.iter().map(count).collect()
    }

    /// Books many lines of what was spent for a company of the demo, under the codes of its people.
    pub async fn lines(&self, kvk_number: &str, count: usize) {
        self.control("lines", json!({"kvkNumber": kvk_number, "count": count})).await;
    }

    /// Runs a scheduled worker now.
    pub async fn run_job(&self, name: &str) {
        self.control(&format!("jobs/{name}"), json!({})).await;
    }

    async fn control(&self, what: &str, body: Value) {
        self.ours();
        let client = reqwest::Client::new();
        let answer = client.post(format!("{}/_test/{what}", self.origin)).json(&body).send().await.unwrap();
        assert!(answer.status().is_success(), "/_test/{what} answered {}", answer.status());
    }

    /// The lines of the log so far.
    pub fn log(&self) -> Vec<Value> {
        self.log_text().lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    /// Everything that was logged, to search for what must not be in it.
    pub fn log_text(&self) -> String {
        std::fs::read_to_string(self.ours().folder.path().join("log.jsonl")).unwrap_or_default()
    }

    /// Remembers what must never be logged (S60): every password, token, code and cookie that goes over the wire.
    pub(crate) fn notice_secrets(&self, body: &Value) {
        const SECRET: [&str; 15] = [
            "password",
            "currentPassword",
            "newPassword",
            "token",
            "code",
            "recoveryCode",
            "challenge",
            "refreshToken",
            "accessToken",
            "secret",
            "otpauthUri",
            "pin",
            "policy",
            "x-amz-signature",
            "number",
        ];
        if let Some(items) = body.as_array() {
            items.iter().for_each(|item| self.notice_secrets(item));
        }
        for (name, value) in body.as_object().into_iter().flatten() {
            if let Some(codes) = value.as_array().filter(|_| name == "recoveryCodes") {
                codes.iter().filter_map(Value::as_str).for_each(|code| self.notice_secret(code));
            }
            match value.as_str() {
                Some(secret) if SECRET.contains(&name.as_str()) => self.notice_secret(secret),
                Some(_) => {}
                None => self.notice_secrets(value),
            }
        }
    }

    pub(crate) fn notice_secret(&self, secret: &str) {
        // Six digits may stand in a time or an id by accident, and a word like `too-short` is a code of another kind.
        let is_word = secret.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if secret.len() > 7 && !is_word {
            self.secrets.lock().unwrap().insert(secret.to_owned());
        }
    }

    pub(crate) fn notice_mail(&self, mail: &Mail) {
        for word in mail.text.split_whitespace() {
            if let Some((_, token)) = word.split_once("#token=") {
                self.notice_secret(token);
            }
        }
        if mail.text.lines().any(|line| line.starts_with("    ")) {
            self.notice_secret(&mail.secret());
        }
    }

    /// Every secret that was used on this stage.
    pub fn secrets(&self) -> BTreeSet<String> {
        self.secrets.lock().unwrap().clone()
    }
}

fn files_below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let below = |path: std::path::PathBuf| if path.is_dir() { files_below(&path) } else { vec![path] };
    entries.flat_map(|entry| below(entry.path())).collect()
}
