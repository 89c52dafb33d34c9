//! What a process holds from its start to its end: settings, clients, keys, the clock and the source of chance.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use aws_config::{BehaviorVersion, Region, SdkConfig, timeout::TimeoutConfig};
use aws_credential_types::provider::SharedCredentialsProvider;
use domain::chance::Chance;
use jiff::{SignedDuration, Timestamp};
use register::Register;
use store::{Keys, Store};

use crate::config::Config;
use crate::editions::Learned;
use crate::files::Files;
use crate::http_client;
use crate::post::Post;

/// A process.
pub struct App {
    /// The settings.
    pub config: Config,
    store: Store,
    files: OnceLock<Files>,
    post: OnceLock<Post>,
    register: OnceLock<Register>,
    clock: Arc<Clock>,
    learned: Learned,
    log: Box<dyn Fn(&str) + Send + Sync>,
}

/// The one place that reads the time. Tests and demonstrations move it forward.
#[derive(Default)]
struct Clock {
    ahead_millis: AtomicI64,
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "the edge: everything else is told the time")]
    fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_millis(self.ahead_millis.load(Ordering::Relaxed));
        Timestamp::now().saturating_add(ahead).unwrap_or(Timestamp::MAX)
    }
}

/// The operating system's randomness: the one place chance comes from.
struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness there are no secrets; going on would be worse than stopping.
        aws_lc_rs::rand::fill(bytes).unwrap_or_else(|_| std::process::abort());
    }
}

impl App {
    /// A process with these settings. Each log line is handed to `log`. Clients are made on first use.
    pub fn new(config: Config, log: impl Fn(&str) + Send + Sync + 'static) -> Self {
        let clock = Arc::new(Clock::default());
        let client = aws_sdk_dynamodb::Client::new(&sdk(&config, config.dynamodb_endpoint.as_deref()));
        let told = Arc::clone(&clock);
        let keys = Keys::new(client.clone(), config.keys_table.clone(), Arc::new(move || told.now()));
        let store = Store::new(client, config.table.clone(), keys);
        Self {
            store,
            files: OnceLock::new(),
            post: OnceLock::new(),
            register: OnceLock::new(),
            clock,
            learned: Learned::default(),
            log: Box::new(log),
            config,
        }
    }

    /// The whole table: for the edge and for tools; an endpoint gets its own through the context.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Moves this process's clock forward. For tests and demonstrations on one machine.
    pub fn advance_clock(&self, by: SignedDuration) {
        let millis = i64::try_from(by.as_millis()).unwrap_or(0);
        self.clock.ahead_millis.fetch_add(millis, Ordering::Relaxed);
    }

    /// Chance.
    pub fn chance(&self) -> &'static dyn Chance {
        &SystemChance
    }

    /// The bucket of uploads.
    pub fn files(&self) -> &Files {
        self.files.get_or_init(|| Files::new(&self.config, sdk(&self.config, self.config.s3_endpoint.as_deref())))
    }

    /// The way out for mail.
    pub fn post(&self) -> &Post {
        self.post.get_or_init(|| Post::new(&self.config, &sdk(&self.config, self.config.ses_endpoint.as_deref())))
    }

    pub(crate) const fn learned(&self) -> &Learned {
        &self.learned
    }

    /// The business register.
    pub fn register(&self) -> &Register {
        self.register.get_or_init(|| Register::new(self.config.register.clone()))
    }

    /// Writes a log line.
    pub fn log(&self, line: &str) {
        (self.log)(line);
    }
}

fn sdk(config: &Config, endpoint: Option<&str>) -> SdkConfig {
    // AWS answers in milliseconds or is broken. What stands in for it on one machine is as slow as that machine may be.
    let seconds = |of_aws: u64| Duration::from_secs(if endpoint.is_some() { of_aws * 6 } else { of_aws });
    let mut builder = SdkConfig::builder()
        .http_client(http_client::shared(endpoint))
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(config.region.clone()))
        .credentials_provider(SharedCredentialsProvider::new(config.credentials.clone()))
        .retry_config(aws_config::retry::RetryConfig::standard().with_max_attempts(4))
        .timeout_config(
            TimeoutConfig::builder()
                .connect_timeout(seconds(2))
                .operation_attempt_timeout(seconds(8))
                .operation_timeout(seconds(20))
                .build(),
        );
    builder.set_endpoint_url(endpoint.map(str::to_owned));
    builder.build()
}
