//! What differs between stages: read from the environment once.

use std::env;
use std::path::Path;

use domain::email::Email;
use domain::service_desk::ServiceDesk;
use secrecy::SecretString;

/// The settings of a function.
#[derive(Debug, Clone)]
pub struct Config {
    /// The stage's name: `local`, `dev`, `staging`, `production`.
    pub stage: String,
    /// The table.
    pub table: String,
    /// The keys table.
    pub keys_table: String,
    /// The bucket of uploads.
    pub uploads_bucket: String,
    /// The key copies of identity documents are sealed with, by its ARN (S51); absent where the bucket knows of no keys.
    pub identity_key: Option<String>,
    /// The public origin of the pages and the API, without a slash at the end; links in mails are made from it and from nothing else (S52).
    pub origin: String,
    /// The address mails come from.
    pub mail_from: String,
    /// The distribution in front, when there is one; absent when callers connect directly.
    pub edge: Option<Edge>,
    /// The region.
    pub region: String,
    /// Where the table is reached, when not at AWS.
    pub dynamodb_endpoint: Option<String>,
    /// Where the bucket is reached, when not at AWS.
    pub s3_endpoint: Option<String>,
    /// Where mail is handed over, when not at AWS.
    pub ses_endpoint: Option<String>,
    /// Where the partner who identifies people is asked; absent when none is connected and the desk sees to it.
    pub courier_url: Option<String>,
    /// The broker of eHerkenning; absent when nobody logs in with it here.
    pub broker: Option<BrokerSettings>,
    /// Where payments made at once are taken, and with which key; absent when nothing can be ordered without an account here.
    pub till: Option<till::Settings>,
    /// Where the business register is asked, and with which key; absent when this stage has no access, and an extract is asked instead.
    pub register: Option<register::Settings>,
    /// Whose seals are believed (docs/operating.md): in JSON, or the name of a file with it; absent when nobody's are.
    pub trust_list: Option<String>,
    /// The service desk one can phone; absent when nobody answers, and pages then offer the form alone.
    pub service_desk: Option<ServiceDesk>,
    /// Where the desk's own people are told of what waits and nobody has in hand; absent when they look at their queues.
    pub desk_mailbox: Option<Email>,
    /// The largest file that is taken into a folder, in bytes.
    pub largest_file: u64,
    /// The credentials to call AWS with.
    pub credentials: aws_credential_types::Credentials,
}

/// The broker of eHerkenning, as the environment names him. Whoever speaks with him reads the rest out of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BrokerSettings {
    /// His issuer.
    pub issuer: String,
    /// What he calls us.
    pub client_id: String,
    /// Which claims say what, and which values mean which level (docs/operating.md): JSON.
    pub maps: String,
}

/// The distribution in front, and how to know that a request came through it.
#[derive(Clone)]
pub struct Edge {
    /// The header in which it tells the viewer's address.
    pub viewer_header: String,
    /// What only it sends along, in [`Edge::PROOF_HEADER`].
    pub secret: SecretString,
}

impl Edge {
    /// The header that carries the secret.
    pub const PROOF_HEADER: &'static str = "x-balie-edge";
}

impl std::fmt::Debug for Edge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Edge").field("viewer_header", &self.viewer_header).finish_non_exhaustive()
    }
}

/// A setting is not there, or not what it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the environment variable {0} is not set, or not to what it should be")]
pub struct MissingSetting(&'static str);

impl BrokerSettings {
    /// The names of the three variables: issuer, client, maps.
    pub const VARIABLES: [&'static str; 3] = ["BALIE_BROKER_ISSUER", "BALIE_BROKER_CLIENT", "BALIE_BROKER_MAPS"];

    /// The broker the environment names, if it names one.
    pub fn from_environment() -> Option<Self> {
        let [issuer, client_id, maps] =
            Self::VARIABLES.map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
        Some(Self { issuer: issuer?, client_id: client_id?, maps: maps? })
    }
}

impl Config {
    /// Whose seals are believed, in JSON: what is configured, or the file of that name in the function's folder (`LAMBDA_TASK_ROOT`), since
    /// certificates are too long for an environment variable of Lambda. `None` when nobody's are, and every sealed extract goes before staff.
    ///
    /// # Errors
    /// When a file is named and cannot be read: a mistake to hear of, not a stage that believes nobody.
    pub fn trust_list(&self) -> std::io::Result<Option<String>> {
        match self.trust_list.as_deref() {
            Some(text) if text.trim_start().starts_with('{') => Ok(Some(text.to_owned())),
            Some(name) => {
                let folder = env::var_os("LAMBDA_TASK_ROOT").unwrap_or_default();
                std::fs::read_to_string(Path::new(&folder).join(name)).map(Some)
            }
            None => Ok(None),
        }
    }

    /// From the environment, as a deployed function has it. Lambda's credentials stand in the environment for the life of a sandbox, so
    /// the SDK's search for credentials (a million instructions at every cold start) is not needed.
    pub fn from_environment() -> Result<Self, MissingSetting> {
        let needed = |name: &'static str| env::var(name).map_err(|_| MissingSetting(name));
        let optional = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        let endpoint =
            |service: &str| optional(&format!("AWS_ENDPOINT_URL_{service}")).or_else(|| optional("AWS_ENDPOINT_URL"));
        Ok(Self {
            stage: needed("BALIE_STAGE")?,
            table: needed("BALIE_TABLE")?,
            keys_table: needed("BALIE_KEYS_TABLE")?,
            uploads_bucket: needed("BALIE_UPLOADS_BUCKET")?,
            identity_key: optional("BALIE_IDENTITY_KEY"),
            origin: needed("BALIE_ORIGIN")?.trim_end_matches('/').to_owned(),
            mail_from: needed("BALIE_MAIL_FROM")?,
            edge: optional("BALIE_VIEWER_HEADER")
                .zip(optional("BALIE_EDGE_SECRET"))
                .map(|(name, secret)| Edge { viewer_header: name.to_lowercase(), secret: secret.into() }),
            region: needed("AWS_REGION")?,
            dynamodb_endpoint: endpoint("DYNAMODB"),
            s3_endpoint: endpoint("S3"),
            ses_endpoint: endpoint("SES"),
            courier_url: optional("BALIE_COURIER_URL"),
            till: optional("BALIE_TILL_URL")
                .zip(optional("BALIE_TILL_KEY"))
                .map(|(url, key)| till::Settings { url: url.trim_end_matches('/').to_owned(), key: key.into() }),
            broker: BrokerSettings::from_environment(),
            register: optional("BALIE_KVK_URL")
                .zip(optional("BALIE_KVK_KEY"))
                .map(|(url, key)| register::Settings { url, key: key.into() }),
            trust_list: optional("BALIE_TRUST_LIST"),
            service_desk: service_desk(optional)?,
            desk_mailbox: desk_mailbox(optional)?,
            largest_file: largest_file(optional)?,
            credentials: aws_credential_types::Credentials::new(
                needed("AWS_ACCESS_KEY_ID")?,
                needed("AWS_SECRET_ACCESS_KEY")?,
                optional("AWS_SESSION_TOKEN"),
                None,
                "environment",
            ),
        })
    }
}

/// The service desk, from whatever tells a setting: `BALIE_DESK_PHONE`, and `BALIE_DESK_HOURS` where they are not the usual ones.
///
/// # Errors
/// When the number or the hours are none: a mistake to hear of, not a page with a number nobody can dial.
pub fn service_desk(setting: impl Fn(&str) -> Option<String>) -> Result<Option<ServiceDesk>, MissingSetting> {
    let Some(phone) = setting("BALIE_DESK_PHONE") else { return Ok(None) };
    let hours = setting("BALIE_DESK_HOURS").unwrap_or_else(|| ServiceDesk::USUAL_HOURS.to_owned());
    ServiceDesk::read(&phone, &hours).map(Some).map_err(|_| MissingSetting("BALIE_DESK_PHONE or BALIE_DESK_HOURS"))
}

/// The largest file that is taken into a folder, in bytes, from whatever tells a setting: `BALIE_LARGEST_FILE_MB`, 1 to 500.
///
/// # Errors
/// When it is no such number.
pub fn largest_file(setting: impl Fn(&str) -> Option<String>) -> Result<u64, MissingSetting> {
    let Some(megabytes) = setting("BALIE_LARGEST_FILE_MB") else { return Ok(domain::folder::upload::LARGEST) };
    let megabytes = megabytes.parse::<u64>().ok().filter(|megabytes| (1..=500).contains(megabytes));
    megabytes.map(|megabytes| megabytes.saturating_mul(1024 * 1024)).ok_or(MissingSetting("BALIE_LARGEST_FILE_MB"))
}

/// The desk's mailbox, from whatever tells a setting: `BALIE_DESK_MAILBOX`.
///
/// # Errors
/// When it is no address.
pub fn desk_mailbox(setting: impl Fn(&str) -> Option<String>) -> Result<Option<Email>, MissingSetting> {
    let address = setting("BALIE_DESK_MAILBOX");
    address.map(|address| address.parse()).transpose().map_err(|_| MissingSetting("BALIE_DESK_MAILBOX"))
}
