//! The signing room against the embedded engine: who may do what about signers, and what a link opens.

use domain::account::Token;
use domain::ids::UpgradeId;
use domain::mailed_code;
use domain::upgrade::Sections;
use domain::upgrade::signing::SigningLink;
use embedded::ask::{Answered, Ask};
use futures::future::join_all;
use runtime::CodeKind;
use serde_json::{Value, json};
use store::Change;
use within::cases;
use within::cases::{Person, Stage};

/// Petra's upgrade, handed in by a board of three.
struct Board {
    stage: Stage,
    upgrade: UpgradeId,
}

impl Board {
    async fn sits() -> Self {
        let stage = Stage::set().await;
        let id = stage.filled_in().await;
        stage.extract_judged(&id).await;
        let (cx, case, by) = (stage.cx(), stage.case(&id).await, &stage.petra.account);
        let identity = cases::user()["identityDocument"].clone();
        let board: Vec<Value> = (0..3)
            .map(|at| {
                let mut one = cases::director();
                one["power"] = json!("joint");
                if at > 0 {
                    one["surname"] = json!(["", "Bakker", "Visser"][at]);
                    one["email"] = json!(format!("bestuur{at}@voorbeeld.nl"));
                    one["isUser"] = json!(false);
                    one["identityDocument"] = identity.clone();
                }
                one
            })
            .collect();
        let sections =
            Sections { representatives: Some(serde_json::from_value(json!(board)).unwrap()), ..Sections::default() };
        let (upgrade, registration) = (case.upgrade.value.clone(), &case.means.registration);
        let revision = upgrade.revision;
        let filled = upgrade.fill_in(registration, sections, revision, by, cx.now()).unwrap();
        cx.commit(case.change(&filled)).await.unwrap();
        let case = stage.case(&id).await;
        let upgrade = case.upgrade.value.clone();
        let revision = upgrade.revision;
        let submitted = upgrade.submit(&case.means, revision, by, cx.now()).unwrap();
        cx.commit(case.change(&submitted)).await.unwrap();
        Self { stage, upgrade: id }
    }

    /// As if the mail with this secret in it had gone out to the signer at a place.
    async fn invites(&self, place: usize, secret: &str) -> String {
        let (cx, upgrade) = (self.stage.cx(), self.stage.upgrade(&self.upgrade).await);
        let signer = upgrade.signing.signers[place].id.clone();
        let hash = Token::presented(secret).hash();
        let invited = upgrade.value.clone().signer_invited(&signer, hash.clone(), cx.now()).unwrap().unwrap();
        let one = invited.upgrade.signing.signer(&signer).unwrap();
        let link = SigningLink::issue(hash, &invited.upgrade, one, cx.now()).unwrap();
        let mut change = Change::new();
        change.replace(&upgrade, &invited.upgrade).create(&link).follows(&invited);
        cx.commit(change).await.unwrap();
        signer.to_string()
    }

    /// As if the mail with a code had gone out.
    async fn mails_code(&self, secret: &str, code: &str) {
        let cx = self.stage.cx();
        let key = store::signing::key(&Token::presented(secret).hash());
        let link = cx.store().get::<SigningLink>(key).await.unwrap().unwrap();
        let hash = cx.keyed_hash(CodeKind::SigningCode, &link.bound(code)).await.unwrap();
        let upgrade = self.stage.upgrade(&self.upgrade).await;
        let drawn = link.code_drawn(hash, &upgrade.rules().unwrap().signing, cx.now());
        let mut change = Change::new();
        change.replace(&link, &drawn);
        cx.commit(change).await.unwrap();
    }

    async fn anyone(&self, operation: &str, body: Value) -> Answered {
        let found = signing::operations().into_iter().find(|known| known.route.operation == operation).unwrap();
        Ask::json(&body).of(&self.stage.test.app, &found).await
    }

    async fn opens(&self, secret: &str) -> Answered {
        self.anyone("open-signing-room", json!({"token": secret, "language": "en"})).await
    }

    async fn asks(&self, who: &Person, operation: &str, signer: &str, body: Value) -> Answered {
        let ask = Ask::json(&body).path("upgradeId", &self.upgrade).path("signerId", signer);
        self.stage.asks(who, &signing::operations(), operation, ask).await
    }

    async fn version(&self) -> u64 {
        self.stage.upgrade(&self.upgrade).await.revision
    }
}

fn agreement(room: &Value, secret: &str, code: &str) -> Value {
    let agreement = json!({"fingerprint": room["application"]["fingerprint"], "consent": room["consent"]});
    json!({"token": secret, "agreement": agreement, "code": code})
}

#[tokio::test]
async fn a_link_opens_its_own_room_and_every_other_is_the_same_to_whoever_tries() {
    let board = Board::sits().await;
    board.invites(1, "one").await;
    let room = board.opens("one").await;
    assert_eq!((room.status, &room.body["state"]), (200, &json!("to-sign")), "{}", room.body);
    assert_eq!(room.body["email"], "b•••@voorbeeld.nl");
    assert_eq!(room.body["consent"]["language"], "en");
    board.invites(1, "two").await;
    let refused = [board.opens("one").await, board.opens("never").await, board.opens("").await];
    for answer in &refused {
        assert_eq!(answer.problem(), Some("link-not-usable"), "{}", answer.body);
    }
    for operation in ["request-signing-code", "open-signing-room"] {
        let answer = board.anyone(operation, json!({"token": "one", "language": "nl"})).await;
        assert_eq!(answer.problem(), Some("link-not-usable"));
    }
    assert_eq!(board.opens("two").await.body["state"], "to-sign");
}

#[tokio::test]
async fn of_twenty_right_codes_at_once_one_signs_and_no_wrong_one_is_free() {
    let board = Board::sits().await;
    board.invites(1, "one").await;
    let room = board.opens("one").await.body;
    let code = mailed_code::typed("482 913").unwrap();
    board.mails_code("one", &code).await;
    let tries = (0..20).map(|_| board.anyone("sign-upgrade", agreement(&room, "one", &code)));
    let answers = join_all(tries).await;
    let signed = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(signed, 1, "{:?}", answers.iter().map(|answer| answer.problem().map(str::to_owned)).collect::<Vec<_>>());
    assert_eq!(
        board.stage.upgrade(&board.upgrade).await.signing.signed(room["application"]["fingerprint"].as_str().unwrap()),
        1
    );

    board.invites(2, "three").await;
    let room = board.opens("three").await.body;
    board.mails_code("three", &code).await;
    let slip = board.anyone("sign-upgrade", agreement(&room, "three", "48291")).await;
    assert_eq!((slip.status, &slip.body["errors"][0]["code"]), (422, &json!("six-digits")), "a slip costs no try");
    let tries = (0..20).map(|_| board.anyone("sign-upgrade", agreement(&room, "three", "000000")));
    let wrong = join_all(tries).await.iter().filter(|answer| answer.problem() == Some("wrong-code")).count();
    assert!(wrong <= 5, "{wrong}");
    for _ in wrong..5 {
        board.anyone("sign-upgrade", agreement(&room, "three", "000000")).await;
    }
    let late = board.anyone("sign-upgrade", agreement(&room, "three", &code)).await;
    assert_eq!(late.problem(), Some("code-void"));
}

#[tokio::test]
async fn who_holds_or_manages_the_means_sees_to_its_signers_and_nobody_else() {
    let board = Board::sits().await;
    let signer = board.invites(1, "one").await;
    let corrected = json!({"version": board.version().await, "email": "anders@voorbeeld.nl"});
    for who in [&board.stage.colleague, &board.stage.stranger] {
        for operation in ["replace-signer", "remind-signer"] {
            let body = if operation == "replace-signer" { corrected.clone() } else { json!({"version": 1}) };
            assert_eq!(board.asks(who, operation, &signer, body).await.problem(), Some("not-found"));
        }
    }
    let early =
        board.asks(&board.stage.petra, "remind-signer", &signer, json!({"version": board.version().await})).await;
    assert_eq!((early.status, early.problem()), (429, Some("too-many-attempts")), "he was invited a moment ago");
    let unknown = "sgn_01jdc5aaaaaaaaaaaaaaaaaaaa";
    let gone =
        board.asks(&board.stage.petra, "remind-signer", unknown, json!({"version": board.version().await})).await;
    assert_eq!(gone.problem(), Some("not-found"));
    let own = json!({"version": board.version().await, "email": "m.bakker@voorbeeld.nl"});
    let own = board.asks(&board.stage.manager, "replace-signer", &signer, own).await;
    assert_eq!((own.status, &own.body["errors"][0]["code"]), (422, &json!("own-address")), "{}", own.body);
    let done = board.asks(&board.stage.manager, "replace-signer", &signer, corrected).await;
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(board.opens("one").await.problem(), Some("link-not-usable"));
    let states: Vec<_> =
        done.body["signing"]["signers"].as_array().unwrap().iter().map(|one| one["state"].clone()).collect();
    assert_eq!(states, ["to-invite", "replaced", "to-invite", "to-invite"]);
}
