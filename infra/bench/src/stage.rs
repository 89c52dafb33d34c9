//! What the functions under measurement work on: a fresh `balie serve` with its demo data, and a case that can be handed in again and again.

use black_box::{Case, Desk, Person, SEEDED_PASSPHRASE, Seeded, Stage};
use serde_json::{Value, json};

use crate::event;

/// The environment of a function.
pub type Environment = Vec<(String, String)>;

/// The environment of a function on this stage, and the values the emulated service needs besides.
pub async fn environment(stage: &Stage) -> Environment {
    let engines: Value = reqwest::get(format!("{}/_test/engines", stage.origin)).await.unwrap().json().await.unwrap();
    let text = |name: &str| engines[name].as_str().unwrap().to_owned();
    [
        ("BALIE_STAGE", "bench".to_owned()),
        ("BALIE_TABLE", "balie".to_owned()),
        ("BALIE_KEYS_TABLE", "balie-keys".to_owned()),
        ("BALIE_UPLOADS_BUCKET", "uploads".to_owned()),
        ("BALIE_ORIGIN", stage.origin.clone()),
        ("BALIE_MAIL_FROM", "balie@balie.example".to_owned()),
        ("AWS_REGION", text("region")),
        ("AWS_ACCESS_KEY_ID", text("accessKeyId")),
        ("AWS_SECRET_ACCESS_KEY", text("secretAccessKey")),
        ("AWS_ENDPOINT_URL_DYNAMODB", text("dynamodb")),
        ("AWS_ENDPOINT_URL_S3", text("s3")),
        ("AWS_ENDPOINT_URL_SES", text("ses")),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// An access token of somebody in the demo data.
pub async fn token(stage: &Stage, who: Seeded) -> String {
    let app = stage.app();
    let body = json!({"identifier": who.email(), "password": SEEDED_PASSPHRASE, "client": "app"});
    let opened = app.post("/v1/sessions", body).await.is(200);
    opened["tokens"]["accessToken"].as_str().unwrap().to_owned()
}

/// `log-in` by somebody of the demo data.
pub fn log_in() -> String {
    let body = json!({"identifier": Seeded::Noor.email(), "password": SEEDED_PASSPHRASE, "client": "app"});
    event::of("POST", "/v1/sessions", "/v1/sessions", None, Some(&body))
}

/// `get-me` by whoever holds the token.
pub fn get_me(token: &str) -> String {
    event::of("GET", "/v1/me", "/v1/me", Some(token), None)
}

/// A case that is complete, and is given back by the desk after each submission so that it can be handed in again.
pub struct Submission<'p, 's> {
    case: Case<'p, 's>,
    desk: Desk<'p, 's>,
    token: String,
}

impl<'p, 's> Submission<'p, 's> {
    /// Fills in a case of the customer's; hands it in once, so that the desk knows it.
    pub async fn prepare(customer: &'p Person<'s>, clerk: &'p Person<'s>, token: String) -> Self {
        let case = Case::start(customer, "EH3").await;
        case.submits_everything().await;
        let desk = Desk::finds(clerk, &case).await;
        Self { case, desk, token }
    }

    /// Gives it back, and makes the event that hands it in again.
    pub async fn again(&self) -> String {
        self.desk.refuses("other", "Handed back by the benchmark.").await;
        let body = json!({"version": self.case.version().await});
        let path = format!("{}/submission", self.case.path());
        event::of("POST", "/v1/upgrades/{upgradeId}/submission", &path, Some(&self.token), Some(&body))
    }
}
