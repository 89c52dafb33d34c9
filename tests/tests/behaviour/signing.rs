//! The signing room: a joint board signs by mail, in any order, each with a link and a code of his own.

use std::time::Duration;

use black_box::{Answer, Browser, Case, Inbox, Mail, Person, Seeded, Stage, unlikely};
use serde_json::{Value, json};

/// The board of foundation 69599068 as the register has it: all five bind it together, so at EH3 three of them sign.
const BOARD: [(&str, &str, &str, &str, &str); 5] = [
    ("Noor", "", "Visser", "1983-09-21", "Voorzitter"),
    ("Hendrik Jan", "van", "Dijk", "1957-03-08", "Secretaris"),
    ("Fleur", "", "Janssen", "1981-11-25", "Penningmeester"),
    ("José", "da", "Silva", "1970-06-14", "Bestuurslid"),
    ("Aylin", "", "Öztürk", "1992-04-30", "Bestuurslid"),
];

/// Somebody of the board at his mailbox, with a browser and no account.
struct Signer<'s> {
    inbox: Inbox<'s>,
    browser: Browser<'s>,
}

impl<'s> Signer<'s> {
    fn at(stage: &'s Stage, address: &str) -> Self {
        Self { inbox: stage.inbox(address), browser: stage.browser() }
    }

    /// The secret of the link in the mail that asks him to sign.
    async fn invited(&self) -> String {
        self.inbox.expect("Uw handtekening wordt gevraagd").await.token("/sign")
    }

    async fn opens(&self, token: &str) -> Answer {
        self.browser.post("/v1/signing-rooms", json!({"token": token, "language": "nl"})).await
    }

    async fn asks_code(&self, token: &str) -> String {
        let asked = self.browser.post("/v1/signing-rooms/codes", json!({"token": token, "language": "nl"})).await;
        assert_eq!(asked.status, 202, "{}", asked.text);
        self.inbox.expect("Uw code om te tekenen").await.secret()
    }

    async fn tries(&self, token: &str, room: &Value, code: &str) -> Answer {
        let agreement = json!({"fingerprint": room["application"]["fingerprint"], "consent": room["consent"]});
        let body = json!({"token": token, "agreement": agreement, "code": code});
        self.browser.post("/v1/signing-rooms/signatures", body).await
    }

    /// Reads, asks a code, signs.
    async fn signs(&self, token: &str) -> Value {
        let room = self.opens(token).await.is(200);
        assert_eq!(room["state"], "to-sign", "{room}");
        let code = self.asks_code(token).await;
        self.tries(token, &room, &code).await.is(200)
    }
}

/// A code that is not this one.
fn another(code: &str, by: u32) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + by) % 1_000_000)
}

/// An upgrade to EH3 that waits for the board's signatures; with the five signers.
async fn handed_in<'p, 's>(stage: &'s Stage, noor: &'p Person<'s>) -> (Case<'p, 's>, Vec<Signer<'s>>) {
    let case = Case::start(noor, "EH3").await;
    let filled = case.fills_in().await;
    let addresses: Vec<String> = (0..4).map(|_| format!("bestuur-{}@example.org", unlikely())).collect();
    let document = json!({"type": "passport", "number": "NX4512BR7", "expiresOn": "2031-05-01"});
    let board: Vec<Value> = BOARD
        .iter()
        .enumerate()
        .map(|(at, (first, infix, last, born, function))| {
            let mut one = json!({
                "firstNames": first, "surname": last, "birthDate": born, "function": function,
                "email": if at == 0 { noor.email.as_str() } else { addresses[at - 1].as_str() },
                "mobile": format!("+3161111111{at}"), "power": "joint", "isUser": at == 0,
            });
            if !infix.is_empty() {
                one["infix"] = json!(infix);
            }
            if at == 0 {
                one["mobile"] = filled["data"]["user"]["mobile"].clone();
            } else {
                one["identityDocument"] = document.clone();
            }
            one
        })
        .collect();
    case.changes(json!({"representatives": board})).await.is(200);
    if case.check("extract-in-date").await["state"] == "waiting" {
        case.hands_in_extract().await;
    }
    let view = case.acts("submission").await.is(200);
    assert_eq!((&view["signing"]["needed"], &view["signing"]["signed"]), (&json!(3), &json!(0)), "{view}");
    assert_eq!(view["signing"]["acceptedOnline"], true);
    let signers = std::iter::once(noor.email.clone()).chain(addresses).map(|address| Signer::at(stage, &address));
    (case, signers.collect())
}

#[tokio::test]
async fn a_joint_board_of_five_signs_at_eh3() {
    let Some(stage) = Stage::own("reminders need a clock that can be moved") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let (case, signers) = handed_in(&stage, &noor).await;
    let [chair, hendrik, fleur, jose, aylin] = <[Signer<'_>; 5]>::try_from(signers).unwrap_or_else(|_| panic!("five"));

    // The third signs first. A wrong code costs a try; what was shown is what is signed.
    let token = fleur.invited().await;
    let room = fleur.opens(&token).await.is(200);
    assert_eq!(room["application"]["organisation"], "Test Stichting Bolderbast", "{room}");
    assert_eq!(room["application"]["user"]["name"], "Noor Visser");
    assert!(room["consentText"].as_array().is_some_and(|text| text.len() == 3));
    assert!(!room.to_string().contains("NX4512BR7"), "a signer sees no identity document's number");
    fleur.tries(&token, &room, "000000").await.problem("code-void");
    let code = fleur.asks_code(&token).await;
    let wrong = fleur.tries(&token, &room, &another(&code, 1)).await.problem("wrong-code");
    assert_eq!(wrong["triesLeft"], 4);
    let mut other = room.clone();
    other["application"]["fingerprint"] = json!("0".repeat(64));
    fleur.tries(&token, &other, &code).await.problem("changed-meanwhile");
    let signed = fleur.tries(&token, &room, &code).await.is(200);
    assert_eq!((&signed["state"], &signed["signed"]), (&json!("signed"), &json!(1)), "{signed}");
    fleur.inbox.expect("U hebt getekend").await;
    assert!(noor.inbox.expect("Er is getekend voor uw aanvraag").await.text.contains("Fleur Janssen"));
    assert_eq!(fleur.opens(&token).await.is(200)["state"], "signed", "he may look again at what he signed");
    fleur.tries(&token, &room, &code).await.problem("wrong-stage");

    // The fourth will not sign, and is asked once more later.
    let refusing = jose.invited().await;
    let reason = json!({"token": refusing, "reason": "Eerst in de vergadering bespreken.", "language": "nl"});
    assert_eq!(jose.browser.post("/v1/signing-rooms/refusals", reason).await.is(200)["state"], "declined");
    let told: Mail = noor.inbox.expect("Iemand tekent niet voor uw aanvraag").await;
    assert!(told.text.contains("Eerst in de vergadering bespreken."), "{}", told.text);

    // The first signs for herself; two of three.
    assert_eq!(chair.signs(&chair.invited().await).await["signed"], 2);
    let view = case.view().await;
    assert_eq!((&view["signing"]["signed"], &view["signing"]["needed"]), (&json!(2), &json!(3)));
    assert_eq!(case.check("form-signed").await["state"], "waiting");

    // The second is reminded by Balie after three working days: another link, and the one before it is dead.
    let first_link = hendrik.invited().await;
    stage.later(Duration::from_secs(6 * 24 * 3600)).await;
    stage.run_job("remind-signers").await;
    let second_link = hendrik.inbox.expect("Herinnering: uw handtekening wordt gevraagd").await.token("/sign");
    let dead = hendrik.opens(&first_link).await;
    let never = hendrik.opens("bm90aGluZy1oYXMtdGhpcy1zZWNyZXQtYW55d2hlcmU").await;
    assert_eq!(dead.slug(), Some("link-not-usable"), "{}", dead.text);
    assert_eq!(dead.visible(), never.visible(), "a dead link and one that never was are one answer (S10)");
    assert_eq!(jose.inbox.count("Herinnering").await, 0, "who declined is left alone");

    // His address is corrected: nobody but he gets a link, and the old address is told.
    noor.logs_in().await;
    let at = |place: usize| case_signer(&view, place);
    let own = correct(&case, &at(1), &noor.email).await;
    assert_eq!(own.body["errors"][0]["code"], "own-address", "{}", own.text);
    let right = format!("hendrik-{}@example.org", unlikely());
    correct(&case, &at(1), &right).await.is(200);
    hendrik.inbox.expect("Uw link om te tekenen werkt niet meer").await;
    hendrik.opens(&second_link).await.problem("link-not-usable");
    let hendrik = Signer::at(&stage, &right);
    let done = hendrik.signs(&hendrik.invited().await).await;
    assert_eq!((&done["state"], &done["signed"]), (&json!("signed"), &json!(3)));
    noor.inbox.expect("Alle handtekeningen zijn er").await;

    // Enough: the form is signed, the fifth has nothing to sign, and the evidence says who, when, what.
    let check = case.check("form-signed").await;
    assert_eq!((&check["state"], &check["evidence"]["kind"]), (&json!("passed"), &json!("signed")), "{check}");
    let late = aylin.inbox.expect("Herinnering: uw handtekening wordt gevraagd").await.token("/sign");
    assert_eq!(aylin.opens(&late).await.is(200)["state"], "enough");
    let evidence = noor.browser.get(&format!("{}/signing-evidence", case.path())).await.is(200);
    let signatures = evidence["signatures"].as_array().unwrap();
    let names: Vec<_> = signatures.iter().map(|signature| signature["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Fleur Janssen", "Noor Visser", "Hendrik Jan van Dijk"], "in the order they signed");
    assert!(signatures.iter().all(|one| one["fingerprint"] == evidence["fingerprint"] && one["textVersion"] == "2026-11"));
    let fatima = stage.seeded(Seeded::Fatima).await;
    let organisation = case.means["organisation"]["organisationId"].as_str().unwrap();
    let at_desk = format!("/v1/desk/organisations/{organisation}/upgrades/{}/signing-evidence", case.id);
    assert_eq!(fatima.browser.get(&at_desk).await.is(200), evidence);
    let daan = stage.seeded(Seeded::Daan).await;
    daan.browser.get(&format!("{}/signing-evidence", case.path())).await.problem("not-found");
}

/// The id of the signer at a place of the board.
fn case_signer(view: &Value, place: usize) -> String {
    view["signing"]["signers"][place]["signerId"].as_str().unwrap().to_owned()
}

async fn correct(case: &Case<'_, '_>, signer: &str, email: &str) -> Answer {
    let path = format!("{}/signers/{signer}/replacement", case.path());
    case.person.browser.post(&path, json!({"version": case.version().await, "email": email})).await
}

#[tokio::test]
async fn wrong_codes_stop_at_five_however_many_come_at_once_and_links_open_one_room_only() {
    let Some(stage) = Stage::own("it needs the board to itself") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let (case, signers) = handed_in(&stage, &noor).await;
    let (fleur, jose) = (&signers[2], &signers[3]);
    let token = fleur.invited().await;
    let room = fleur.opens(&token).await.is(200);
    let code = fleur.asks_code(&token).await;
    let tries = (0..20).map(|by| {
        let wrong = another(&code, by + 1);
        let (token, room) = (&token, &room);
        async move { fleur.tries(token, room, &wrong).await }
    });
    let answers = futures::future::join_all(tries).await;
    let wrong = answers.iter().filter(|answer| answer.slug() == Some("wrong-code")).count();
    assert!(wrong <= 5, "{wrong} tries were counted as tries");
    fleur.tries(&token, &room, &code).await.problem("code-void");

    // A code belongs to the link it was asked with.
    let other = jose.invited().await;
    let theirs = jose.opens(&other).await.is(200);
    let code = jose.asks_code(&other).await;
    fleur.tries(&token, &room, &code).await.problem("code-void");
    let fresh = fleur.asks_code(&token).await;
    jose.tries(&other, &theirs, &fresh).await.problem("wrong-code");
    fleur.tries(&token, &room, &fresh).await.is(200);

    // Nobody of another organisation names its signers (S44).
    let view = case.view().await;
    let petra = stage.seeded(Seeded::Petra).await;
    let foreign = format!("{}/signers/{}/reminders", case.path(), case_signer(&view, 1));
    petra.browser.post(&foreign, json!({"version": view["version"]})).await.problem("not-found");

    // A called-off upgrade is signed by nobody.
    case.acts("cancellation").await.is(200);
    jose.opens(&other).await.problem("link-not-usable");
}
