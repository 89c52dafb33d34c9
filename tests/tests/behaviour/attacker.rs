//! What somebody finds who walks along every door of the contract: which stand open, what can be slipped in, what an answer lets browsers do.

use std::path::Path;
use std::time::Duration;

use crate::tenants::missing;
use black_box::{Answer, Browser, Seeded, Stage, unlikely};
use reqwest::Method;
use serde_json::{Value, json};

/// The operations that need no session: whoever adds one says so here (S43).
const OPEN: &[&str] = &[
    "activate-account",
    "answer-ticket-thread",
    "ask-service-desk",
    "close-ticket-thread",
    "conclude-eherkenning-log-in",
    "confirm-address",
    "decline-contract",
    "decline-signing",
    "get-advice",
    "get-batch-template-csv",
    "get-batch-template-xlsx",
    "get-data-table",
    "get-form",
    "get-help",
    "get-signing-keys",
    "keep-account-by-link",
    "keep-address",
    "link-eherkenning",
    "list-forms",
    "list-prices",
    "list-products",
    "list-services",
    "log-in",
    "open-contract-room",
    "open-counter-order",
    "open-signing-room",
    "open-ticket-thread",
    "place-counter-order",
    "read-calendar-feed",
    "refresh-session",
    "register-account",
    "replace-lost-code",
    "request-contract-code",
    "request-lost-access",
    "request-password-reset",
    "request-signing-code",
    "resend-activation",
    "reset-password",
    "revoke-appointment",
    "search-form-list",
    "send-ticket-link",
    "sign-contract",
    "sign-upgrade",
    "start-eherkenning-log-in",
    "verify-second-factor",
];

/// What is the same for everybody, and may be kept for a minute.
const CACHED: [&str; 4] = ["get-data-table", "list-prices", "list-products", "list-services"];

fn contract() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/openapi.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("infra/openapi.json is committed")).unwrap()
}

/// A door: its name, and how to knock. Every id in its path is of the right form and names nothing.
struct Door {
    name: String,
    method: Method,
    path: String,
    has_body: bool,
}

fn doors() -> Vec<Door> {
    let contract = contract();
    let mut doors = Vec::new();
    for (path, operations) in contract["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let Some(name) = operation["operationId"].as_str() else { continue };
            let mut path = path.clone();
            while let Some((before, rest)) = path.split_once('{') {
                let (parameter, after) = rest.split_once('}').unwrap();
                path = format!("{before}{}{after}", missing(parameter));
            }
            doors.push(Door {
                name: name.to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path,
                has_body: operation.get("requestBody").is_some(),
            });
        }
    }
    doors
}

impl Door {
    async fn knock(&self, browser: &Browser<'_>, query: &str, body: Option<Value>) -> Answer {
        let key = unlikely();
        let path = format!("{}{query}", self.path);
        browser.send(self.method.clone(), &path, body, &[("idempotency-key", &key)]).await
    }
}

#[tokio::test]
async fn without_a_session_only_the_doors_that_should_stand_open_do() {
    let stage = Stage::shared();
    let nobody = stage.browser();
    let mut open = Vec::new();
    for door in doors() {
        let answer = door.knock(&nobody, "", door.has_body.then(|| json!({}))).await;
        let header = |name: &str| answer.header(name).unwrap_or_default();
        // S54, whatever is answered.
        let kept = if CACHED.contains(&door.name.as_str()) { "public, max-age=60" } else { "no-store" };
        assert_eq!(header("cache-control"), kept, "{}: {:?}", answer.asked, answer.headers);
        assert_eq!(header("x-content-type-options"), "nosniff", "{}", answer.asked);
        assert_eq!(header("referrer-policy"), "no-referrer", "{}", answer.asked);
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{}", answer.asked);
        assert!(header("strict-transport-security").starts_with("max-age=31536000"), "{}", answer.asked);
        assert!(!answer.headers.keys().any(|name| name.as_str().starts_with("access-control")), "{}", answer.asked);
        if answer.slug() == Some("unauthenticated") && door.name != "refresh-session" {
            continue;
        }
        open.push(door.name);
    }
    open.sort();
    assert_eq!(open, OPEN);
}

/// S45: nothing is read that was not asked for, however deep it stands.
#[test]
fn every_body_that_is_read_is_closed() {
    let contract = contract();
    let (mut seen, mut bodies, mut objects) = (Vec::new(), 0, 0);
    for operation in
        contract["paths"].as_object().unwrap().values().flat_map(|methods| methods.as_object().unwrap().values())
    {
        for content in operation["requestBody"]["content"].as_object().into_iter().flat_map(|kinds| kinds.values()) {
            bodies += 1;
            objects += closed(&contract, &content["schema"], operation["operationId"].as_str().unwrap(), &mut seen);
        }
    }
    assert!(bodies >= 20 && objects >= 25, "{bodies} bodies with {objects} objects");
}

/// Asserts that every object within `schema` takes its own fields only; answers how many there are.
fn closed(contract: &Value, schema: &Value, at: &str, seen: &mut Vec<String>) -> usize {
    if let Some(name) = schema["$ref"].as_str() {
        if seen.iter().any(|seen| seen == name) {
            return 0;
        }
        seen.push(name.to_owned());
        let named =
            contract.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("{at}: {name} is not there"));
        return closed(contract, named, name, seen);
    }
    let mut objects = 0;
    // Answers are named by their form: what it does not ask is refused by the form's own check (`forms.rs`).
    if at.ends_with("/FormAnswers") {
        return 0;
    }
    if schema["properties"].is_object() || schema["type"] == "object" {
        assert_eq!(schema["additionalProperties"], false, "{at}: {schema}");
        objects += 1;
    }
    let parts = schema["properties"].as_object().into_iter().flat_map(|fields| fields.values());
    let kinds = ["oneOf", "anyOf", "allOf"].into_iter().filter_map(|kind| schema[kind].as_array()).flatten();
    let parts: Vec<&Value> = parts.chain(kinds).chain(schema.get("items")).collect();
    objects + parts.into_iter().map(|part| closed(contract, part, at, seen)).sum::<usize>()
}

/// And so it is in fact, for bodies and for queries: who one is and what one may do cannot be slipped in.
#[tokio::test]
async fn what_was_not_asked_for_is_refused_by_every_operation() {
    let stage = Stage::shared();
    // A main user, to whom every door of an organisation is open.
    let noor = stage.seeded(Seeded::Noor).await;
    let joost = stage.seeded(Seeded::Joost).await;
    for door in doors() {
        let who = if door.path.starts_with("/v1/desk/") { &joost } else { &noor };
        // The partner's events are not even read without his signature.
        if ["log-out", "log-out-everywhere", "receive-identification"].contains(&door.name.as_str()) {
            continue;
        }
        let slipped = [
            (door.knock(&who.browser, "?staff=true", door.has_body.then(|| json!({}))).await, true),
            (door.knock(&who.browser, "", Some(json!({"staff": true}))).await, door.has_body),
        ];
        for (answer, must) in slipped {
            let refused = answer.slug() == Some("invalid-input")
                && answer.body["errors"][0] == json!({"pointer": "/staff", "code": "unknown"});
            assert!(refused || !must, "{}: {}", answer.asked, answer.text);
            assert!(refused || answer.status >= 400 || door.method == Method::GET, "{}: {}", answer.asked, answer.text);
        }
    }
}

/// S31: a client that keeps its device's mark and forgets its session each time does not get past the cap.
#[tokio::test]
async fn no_more_than_twenty_sessions_stay_open() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    for _ in 0..24 {
        ada.browser.drop_cookie("__Host-balie-access");
        ada.browser.drop_cookie("__Host-balie-refresh");
        ada.logs_in().await;
    }
    let mut open = usize::MAX;
    for _ in 0..60 {
        open = ada.browser.get("/v1/sessions").await.is(200)["sessions"].as_array().unwrap().len();
        if open <= 20 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    assert_eq!(open, 20);
    ada.me().await;
}
