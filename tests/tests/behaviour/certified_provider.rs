//! Logging in at a certified OpenID Connect provider (npm `oidc-provider`), which shares no line with our own stand-in. It runs beside a stage
//! of our own, so these tests are for one machine.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use black_box::{Person, Seeded, Stage, query, unlikely};
use reqwest::redirect::Policy;
use serde_json::{Value, json};

const KATRIEN: &str = "68727720";
const LEVEL: &str = "urn:etoegang:core:assurance-class:";

/// How the provider's claims are understood: those of the scheme.
const MAPS: &str = r#"{"clientAuthentication": "private-key-jwt",
    "levels": {"urn:etoegang:core:assurance-class:loa2": "EH2", "urn:etoegang:core:assurance-class:loa3": "EH3",
        "urn:etoegang:core:assurance-class:loa4": "EH4"},
    "legalSubject": [{"claim": "urn:etoegang:1.9:EntityConcernedID:KvKnr", "kind": "KvKnr"}],
    "actingSubject": "urn:etoegang:core:ActingSubjectID", "branch": "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr"}"#;

/// The provider as a process of ours, and the stage whose broker it is.
struct Room {
    stage: Stage,
    provider: Child,
    issuer: String,
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = self.provider.kill();
        let _ = self.provider.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("broker")
}

impl Room {
    /// A stage and a provider that signs with this algorithm.
    async fn open(algorithm: &str) -> Option<Self> {
        let (own, his) = (free_port(), free_port());
        let issuer = format!("http://127.0.0.1:{his}");
        let told = [
            ("BALIE_BROKER_ISSUER", issuer.clone()),
            ("BALIE_BROKER_CLIENT", "balie".to_owned()),
            ("BALIE_BROKER_MAPS", MAPS.to_owned()),
        ];
        let stage = Stage::own_told("its broker runs beside it", own, &told)?;
        assert!(
            folder().join("node_modules/oidc-provider").is_dir(),
            "the provider is not installed: npm ci in tests/broker, or make test"
        );
        let mut provider = Command::new("node")
            .arg("provider.mjs")
            .current_dir(folder())
            .env("PORT", his.to_string())
            .env("RETURN_TO", format!("{}/log-in/eherkenning", stage.origin))
            .env("CLIENT_KEY", stage.engines().await["brokerKey"].to_string())
            .env("SIGNING", algorithm)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node runs");
        let mut lines = BufReader::new(provider.stdout.take().unwrap()).lines().map_while(Result::ok);
        let ready = lines.find(|line| line.starts_with("ready "));
        // What it says later is read, or it would end with its first word to nobody.
        std::thread::spawn(move || lines.for_each(drop));
        assert_eq!(ready, Some(format!("ready {issuer}")));
        Some(Self { stage, provider, issuer })
    }

    async fn colleague(&self) -> (Person<'_>, String) {
        let mila = self.stage.seeded(Seeded::Mila).await;
        let colleague = self.stage.visitor();
        let body = json!({"email": colleague.email, "label": unlikely()});
        mila.browser.post_once("/v1/people", body, &unlikely()).await.is(201);
        let code = colleague.inbox.expect("Uw toegangscode").await.secret();
        let token = colleague.inbox.expect("Kies uw wachtwoord").await.token("/activate");
        colleague.activates(&token).await.is(200);
        (colleague, code)
    }
}

/// What the provider's own interaction is told, and what the browser is sent back with.
async fn answers(address: &str, told: &Value) -> Value {
    let client = reqwest::Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap();
    let at = |answer: &reqwest::Response| {
        let to = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        to.map(|to| answer.url().join(&to).unwrap().to_string())
    };
    let asked = client.get(address).send().await.unwrap();
    let Some(mut next) = at(&asked) else {
        panic!("{address} answered {}: {}", asked.status(), asked.text().await.unwrap_or_default())
    };
    if next.contains("/who/") {
        let answer = client.post(&next).json(told).send().await.unwrap();
        next = at(&answer).expect("the interaction leads on");
        let resumed = client.get(&next).send().await.unwrap();
        next = at(&resumed).expect("the provider sends the browser back");
    }
    // What the page takes of it.
    let mut pairs: BTreeMap<String, String> = query(&next);
    pairs.retain(|name, _| ["state", "code", "error", "iss"].contains(&name.as_str()));
    json!(pairs)
}

fn shown(person: &str, level: &str) -> Value {
    json!({"person": person, "kvkNumber": KATRIEN, "level": format!("{LEVEL}{level}")})
}

#[tokio::test]
async fn a_person_the_certified_provider_vouches_for_is_linked_once_and_then_straight_in() {
    for algorithm in ["ES256", "RS256"] {
        let Some(room) = Room::open(algorithm).await else { return };
        let (ada, code) = room.colleague().await;
        let browser = room.stage.browser();
        let address = browser.sets_out().await;
        assert!(address.starts_with(&room.issuer), "{address}");
        let brought = answers(&address, &shown("Ada", "loa3")).await;
        assert_eq!(brought["iss"], room.issuer.as_str(), "the provider names itself (RFC 9207)");
        let first = browser.comes_back(&brought).await.is(200);
        assert_eq!(
            (&first["next"], &first["level"], &first["organisation"]),
            (&json!("link"), &json!("EH3"), &json!(KATRIEN))
        );
        browser.comes_back(&brought).await.problem("eherkenning-not-concluded");
        browser.links(&first["token"], &code, &ada.password).await.is(200);

        let again = room.stage.browser();
        let mut told = shown("Ada", "loa4");
        told["branch"] = json!("000037178598");
        let brought = answers(&again.sets_out().await, &told).await;
        assert_eq!(again.comes_back(&brought).await.is(200)["next"], "open");
        let me = again.get("/v1/me").await.is(200);
        assert_eq!(me["email"], ada.email.as_str());
        assert_eq!(me["eherkenning"], json!({"level": "EH4", "branch": "000037178598"}));
    }
}

#[tokio::test]
async fn at_the_certified_provider_too_cancelling_is_quiet_and_nothing_else_opens_anything() {
    let Some(room) = Room::open("ES256").await else { return };
    let browser = room.stage.browser();
    let brought = answers(&browser.sets_out().await, &json!({"cancel": true})).await;
    assert_eq!(brought["error"], "access_denied");
    assert_eq!(browser.comes_back(&brought).await.is(200), json!({"next": "cancelled"}));
    // A level nobody knows.
    let brought = answers(&browser.sets_out().await, &shown("Ada", "loa1")).await;
    browser.comes_back(&brought).await.problem("eherkenning-level");
    // A code of another log-in: the provider holds the verifier against the challenge.
    let one = answers(&browser.sets_out().await, &shown("Ada", "loa3")).await;
    let mut two = answers(&browser.sets_out().await, &shown("Ben", "loa3")).await;
    two["code"] = one["code"].clone();
    browser.comes_back(&two).await.problem("eherkenning-not-concluded");
    // A request without a challenge is not taken by the provider: PKCE is not ours to leave out.
    let address = browser.sets_out().await;
    let without: String =
        address.split('&').filter(|pair| !pair.starts_with("code_challenge")).collect::<Vec<_>>().join("&");
    let refused = answers(&without, &shown("Ada", "loa3")).await;
    assert_eq!(refused["error"], "invalid_request", "{refused}");
}

#[tokio::test]
async fn without_its_broker_a_stage_says_so_and_everything_else_goes_on() {
    let Some(mut room) = Room::open("ES256").await else { return };
    let browser = room.stage.browser();
    let brought = answers(&browser.sets_out().await, &shown("Ada", "loa3")).await;
    room.provider.kill().unwrap();
    room.provider.wait().unwrap();
    browser.comes_back(&brought).await.problem("unavailable");
    room.stage.seeded(Seeded::Mila).await.me().await;
}
