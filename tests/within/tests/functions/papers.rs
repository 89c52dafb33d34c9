//! Contracts and the desk's printing room, against the embedded engine and a bucket in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{Method, Response, StatusCode};
use domain::ids::UpgradeId;
use domain::upgrade::checklist::{Check, CheckState};
use domain::upgrade::timeline::What;
use domain::upgrade::{Reason, Sections};
use embedded::ask::{Answered, Ask};
use runtime::{App, Config};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use within::cases::{Person, Stage};

type Files = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// The stage with a bucket, and an upgrade that two directors sign together.
struct Room {
    stage: Stage,
    files: Files,
    upgrade: UpgradeId,
}

async fn keep(files: Files, request: Request) -> Response<Body> {
    assert_eq!(request.method(), Method::PUT, "papers are put; who fetches them has a link");
    let key = request.uri().path().strip_prefix("/uploads/").unwrap().to_owned();
    assert_eq!(request.headers()["content-type"], "application/pdf");
    let bytes = to_bytes(request.into_body(), 1 << 20).await.unwrap().to_vec();
    files.lock().unwrap().insert(key, bytes);
    Response::builder().status(StatusCode::OK).body(Body::empty()).unwrap()
}

fn board(surname: &str) -> Value {
    let director = |first: &str, surname: &str, email: &str, is_user: bool| {
        json!({
            "firstNames": first, "surname": surname, "birthDate": "1975-02-01", "function": "Bestuurder",
            "email": email, "mobile": "+31612345678", "power": "joint", "isUser": is_user,
        })
    };
    let mut other = director("Anna", surname, "a.bakker@voorbeeld.nl", false);
    other["identityDocument"] = json!({"type": "passport", "number": "NX7654321", "expiresOn": "2099-05-01"});
    json!([director("Petra Maria", "Jansen", "p.jansen@voorbeeld.nl", true), other])
}

impl Room {
    async fn open() -> Self {
        let mut stage = Stage::set().await;
        let files = Files::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let kept = Arc::clone(&files);
        let router = Router::new().fallback(move |request: Request| keep(Arc::clone(&kept), request));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let config = Config { s3_endpoint: Some(endpoint), ..stage.test.app.config.clone() };
        stage.test.app = Arc::new(App::new(config, |_| ()));
        let upgrade = stage.filled_in().await;
        let room = Self { stage, files, upgrade };
        room.names(board("Bakker")).await;
        room.stage.extract_judged(&room.upgrade).await;
        room
    }

    /// Fills in who represents the organisation.
    async fn names(&self, representatives: Value) {
        let (cx, case) = (self.stage.cx(), self.stage.case(&self.upgrade).await);
        let sections =
            Sections { representatives: Some(serde_json::from_value(representatives).unwrap()), ..Sections::default() };
        let (upgrade, registration) = (case.upgrade.value.clone(), &case.means.registration);
        let revision = upgrade.revision;
        let filled = upgrade.fill_in(registration, sections, revision, &self.stage.petra.account, cx.now()).unwrap();
        cx.commit(case.change(&filled)).await.unwrap();
    }

    async fn hands_in(&self) {
        let (cx, case) = (self.stage.cx(), self.stage.case(&self.upgrade).await);
        let upgrade = case.upgrade.value.clone();
        let revision = upgrade.revision;
        let decided = upgrade.submit(&case.means, revision, &self.stage.petra.account, cx.now()).unwrap();
        cx.commit(case.change(&decided)).await.unwrap();
    }

    /// The desk gives it back, and another director is named.
    async fn is_mended(&self, surname: &str) {
        let (cx, case) = (self.stage.cx(), self.stage.case(&self.upgrade).await);
        let upgrade = case.upgrade.value.clone();
        let (revision, clerk) = (upgrade.revision, &self.stage.clerk.account);
        let note = "De bestuurder heet anders.".parse().unwrap();
        let refused =
            upgrade.refuse(&case.means, Reason::RepresentativeNotAuthorised, note, revision, clerk, cx.now()).unwrap();
        cx.commit(case.change(&refused)).await.unwrap();
        self.names(board(surname)).await;
    }

    async fn asks(&self, who: &Person, operation: &str, ask: Ask) -> Answered {
        self.stage.asks(who, &contracts::operations(), operation, ask).await
    }

    async fn makes(&self, who: &Person, language: &str) -> Answered {
        let ask = Ask::json(&json!({"language": language})).path("upgradeId", &self.upgrade);
        self.asks(who, "make-contract", ask).await
    }

    async fn finds(&self, code: &str) -> Answered {
        self.asks(&self.stage.clerk, "find-paper", Ask::plain().path("code", code)).await
    }

    async fn records(&self, paper: &Value, signer: usize, signed_on: &str) -> Answered {
        let body = json!({
            "version": paper["version"], "signerId": paper["signers"][signer]["signerId"], "signedOn": signed_on,
        });
        let ask = Ask::json(&body).path("code", paper["code"].as_str().unwrap());
        self.asks(&self.stage.clerk, "record-paper-signature", ask).await
    }

    fn kept(&self) -> Vec<(String, Vec<u8>)> {
        self.files.lock().unwrap().clone().into_iter().collect()
    }

    fn today(&self) -> String {
        self.stage.cx().today().to_string()
    }
}

#[tokio::test]
async fn a_contract_is_made_once_and_lies_in_the_bucket_as_pdf() {
    let room = Room::open().await;
    let early = room.makes(&room.stage.petra, "nl").await;
    assert_eq!((early.status, early.problem()), (409, Some("wrong-stage")), "{}", early.body);
    room.hands_in().await;
    let missing = Ask::plain().path("upgradeId", &room.upgrade);
    assert_eq!(room.asks(&room.stage.petra, "get-contract", missing).await.problem(), Some("not-found"));

    let made = room.makes(&room.stage.petra, "nl").await;
    assert_eq!((made.status, &made.body["state"]), (200, &json!("valid")), "{}", made.body);
    let again = room.makes(&room.stage.manager, "nl").await;
    assert_eq!((&again.body["code"], &again.body["fingerprint"]), (&made.body["code"], &made.body["fingerprint"]));
    let kept = room.kept();
    assert_eq!(kept.len(), 1, "made once");
    let (key, bytes) = &kept[0];
    assert!(key.starts_with(&format!("papers/{}/{}/con_", room.stage.organisation.id, room.upgrade)), "{key}");
    assert!(made.body["download"]["url"].as_str().unwrap().contains(key.as_str()));
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let text = document.extract_text(&document.get_pages().keys().copied().collect::<Vec<_>>()).unwrap();
    for expected in ["BAL-1001", "Voorbeeld", "Bakker", made.body["code"].as_str().unwrap()] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }

    let german = room.makes(&room.stage.petra, "de").await;
    assert_ne!(german.body["code"], made.body["code"], "another paper");
    assert_eq!(german.body["fingerprint"], made.body["fingerprint"], "of the same data");
    let got = room.asks(&room.stage.petra, "get-contract", Ask::plain().path("upgradeId", &room.upgrade)).await;
    assert_eq!((&got.body["code"], &got.body["language"]), (&german.body["code"], &json!("de")));
    assert_eq!(room.finds(made.body["code"].as_str().unwrap()).await.body["state"], "valid", "the first still stands");
    let told = room.stage.case(&room.upgrade).await.timeline;
    assert_eq!(told.iter().filter(|entry| matches!(entry.what, What::ContractMade { .. })).count(), 2);
}

#[tokio::test]
async fn a_paper_is_its_peoples_and_the_desks() {
    let room = Room::open().await;
    room.hands_in().await;
    for who in [&room.stage.colleague, &room.stage.stranger] {
        assert_eq!(room.makes(who, "nl").await.problem(), Some("not-found"));
        let get = Ask::plain().path("upgradeId", &room.upgrade);
        assert_eq!(room.asks(who, "get-contract", get).await.problem(), Some("not-found"));
    }
    let made = room.makes(&room.stage.petra, "nl").await;
    let code = made.body["code"].as_str().unwrap();
    let customer = room.asks(&room.stage.petra, "find-paper", Ask::plain().path("code", code)).await;
    assert_eq!(customer.problem(), Some("forbidden"));
    let typed = code.to_lowercase().replace('-', "");
    assert_eq!(room.finds(&typed).await.body["upgradeId"], json!(room.upgrade), "however it was typed");
    let slip = room.finds("2222-2222-3").await;
    assert_eq!((slip.problem(), &slip.body["errors"][0]["code"]), (Some("invalid-input"), &json!("not-a-code")));
    assert_eq!(room.finds("2222-2222-2").await.problem(), Some("not-found"), "well-formed, and never printed");
}

#[tokio::test]
async fn the_last_signature_in_pen_signs_the_form() {
    let room = Room::open().await;
    room.hands_in().await;
    let code = room.makes(&room.stage.petra, "nl").await.body["code"].as_str().unwrap().to_owned();
    let paper = room.finds(&code).await.body;
    assert_eq!((&paper["needed"], &paper["signed"]), (&json!(2), &json!(0)), "{paper}");
    assert_eq!(paper["signers"][1]["name"], "Anna Bakker");
    let future = room.records(&paper, 0, "2999-01-01").await;
    assert_eq!(future.body["errors"][0]["pointer"], "/signedOn", "{}", future.body);

    let one = room.records(&paper, 0, &room.today()).await;
    assert_eq!((one.status, &one.body["signed"]), (200, &json!(1)), "{}", one.body);
    assert_eq!(one.body["signers"][0]["signature"]["signedOn"], json!(room.today()));
    let stale = room.records(&paper, 1, &room.today()).await;
    assert_eq!(stale.problem(), Some("changed-meanwhile"), "it was decided on what was seen");
    let signed = |state: &CheckState| matches!(state, CheckState::Passed { .. });
    let upgrade = room.stage.upgrade(&room.upgrade).await;
    assert!(!signed(upgrade.checklist.state(Check::FormSigned)));
    let both = room.records(&one.body, 1, &room.today()).await;
    assert_eq!((both.status, &both.body["signed"]), (200, &json!(2)), "{}", both.body);
    let upgrade = room.stage.upgrade(&room.upgrade).await;
    assert!(signed(upgrade.checklist.state(Check::FormSigned)), "{:?}", upgrade.checklist.state(Check::FormSigned));

    let ask = Ask::json(&json!({"language": "en"})).path("upgradeId", &room.upgrade);
    let evidence = room.asks(&room.stage.petra, "make-signing-evidence", ask).await;
    assert!(evidence.body["url"].as_str().unwrap().contains("evidence-2-en.pdf"), "{}", evidence.body);
    let (_, pdf) = room.kept().into_iter().find(|(key, _)| key.ends_with("evidence-2-en.pdf")).unwrap();
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let text = document.extract_text(&document.get_pages().keys().copied().collect::<Vec<_>>()).unwrap();
    for expected in ["Petra Maria Jansen", "Anna Bakker", "a pen, on the paper contract"] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
}

#[tokio::test]
async fn changed_data_void_the_paper_and_a_new_one_is_made() {
    let room = Room::open().await;
    room.hands_in().await;
    let old = room.makes(&room.stage.petra, "nl").await.body;
    let code = old["code"].as_str().unwrap();
    room.is_mended("de Bakker").await;

    let got = room.asks(&room.stage.petra, "get-contract", Ask::plain().path("upgradeId", &room.upgrade)).await;
    assert_eq!((&got.body["state"], &got.body["download"]), (&json!("void"), &Value::Null), "nobody prints it again");
    room.hands_in().await;
    let paper = room.finds(code).await.body;
    assert_eq!(paper["state"], "void");
    let refused = room.records(&paper, 0, &room.today()).await;
    assert_eq!((refused.status, refused.problem()), (409, Some("paper-void")), "{}", refused.body);

    let new = room.makes(&room.stage.petra, "nl").await.body;
    assert_ne!((&new["code"], &new["fingerprint"]), (&old["code"], &old["fingerprint"]));
    let paper = room.finds(new["code"].as_str().unwrap()).await.body;
    assert_eq!(paper["signers"][1]["name"], "Anna de Bakker");
    assert_eq!(room.records(&paper, 0, &room.today()).await.status, 200);
    assert_eq!(room.finds(code).await.body["state"], "void", "for good");
}
