//! A process of Balie on a table in memory, for tests.

use std::sync::{Arc, Mutex, PoisonError};

use aws_credential_types::Credentials;
use runtime::{App, Config};
use tokio::net::TcpListener;

use crate::dynamodb;
use crate::kvk::{self, EmbeddedRegister};

/// A process with a table of its own, and the log lines it wrote.
pub struct TestApp {
    /// The process.
    pub app: Arc<App>,
    lines: Arc<Mutex<Vec<String>>>,
}

impl TestApp {
    /// Starts one: an empty table, and one key of every kind.
    ///
    /// # Errors
    /// When the engine cannot be started on this machine.
    pub async fn start() -> Result<Self, Box<dyn std::error::Error>> {
        Self::begin(None).await
    }

    /// Starts one that asks this register.
    ///
    /// # Errors
    /// When an engine cannot be started on this machine.
    pub async fn start_with_register(business: &EmbeddedRegister) -> Result<Self, Box<dyn std::error::Error>> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/api", listener.local_addr()?);
        business.serve(listener);
        Self::begin(Some(register::Settings { url, key: kvk::KEY.to_owned().into() })).await
    }

    async fn begin(register: Option<register::Settings>) -> Result<Self, Box<dyn std::error::Error>> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        dynamodb::serve(&dynamodb::in_memory()?, listener);
        let lines = Arc::<Mutex<Vec<String>>>::default();
        let written = Arc::clone(&lines);
        let log = move |line: &str| written.lock().unwrap_or_else(PoisonError::into_inner).push(line.to_owned());
        let app = Arc::new(App::new(Config { register, ..config(&endpoint) }, log));
        runtime::key_making::make_missing(app.store().keys(), app.now(), app.chance()).await?;
        Ok(Self { app, lines })
    }

    /// The log lines written until now.
    pub fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The trust list of the authority that seals samples.
const TRUST_LIST: &str = include_str!("../../../shared/extract/samples-src/authority/trust-list.json");

fn config(endpoint: &str) -> Config {
    Config {
        stage: "test".to_owned(),
        table: dynamodb::TABLE.to_owned(),
        keys_table: dynamodb::KEYS_TABLE.to_owned(),
        uploads_bucket: "uploads".to_owned(),
        identity_key: None,
        origin: "http://localhost:8080".to_owned(),
        mail_from: "Balie <balie@balie.example>".to_owned(),
        edge: None,
        region: "eu-central-1".to_owned(),
        dynamodb_endpoint: Some(endpoint.to_owned()),
        // Nothing listens there: a test that reaches for files or mail by mistake fails.
        s3_endpoint: Some("http://127.0.0.1:9".to_owned()),
        courier_url: None,
        till: None,
        broker: None,
        trust_list: Some(TRUST_LIST.to_owned()),
        ses_endpoint: Some("http://127.0.0.1:9".to_owned()),
        register: None,
        service_desk: None,
        desk_mailbox: None,
        largest_file: 50 * 1024 * 1024,
        credentials: Credentials::new("test", "test", None, None, "test"),
    }
}
