//! A board that signs: each member at his own mailbox, without an account.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::browser::Browser;
use crate::case::Case;
use crate::inbox::Inbox;
use crate::people::{Person, unlikely};
use crate::stage::Stage;

/// The board of foundation 69599068 as the register has it: all five bind it together, so at EH3 three of them sign.
const BOARD: [(&str, &str, &str, &str, &str); 5] = [
    ("Noor", "", "Visser", "1983-09-21", "Voorzitter"),
    ("Hendrik Jan", "van", "Dijk", "1957-03-08", "Secretaris"),
    ("Fleur", "", "Janssen", "1981-11-25", "Penningmeester"),
    ("José", "da", "Silva", "1970-06-14", "Bestuurslid"),
    ("Aylin", "", "Öztürk", "1992-04-30", "Bestuurslid"),
];

/// Somebody of the board at his mailbox, with a browser and no account.
pub struct Signer<'s> {
    /// His mail.
    pub inbox: Inbox<'s>,
    /// What he uses.
    pub browser: Browser<'s>,
}

impl<'s> Signer<'s> {
    /// Whoever reads the mail to this address.
    pub fn at(stage: &'s Stage, address: &str) -> Self {
        Self { inbox: stage.inbox(address), browser: stage.browser() }
    }

    /// The secret of the link in the mail that asks him to sign.
    pub async fn invited(&self) -> String {
        self.inbox.expect("Uw handtekening wordt gevraagd").await.token("/sign")
    }

    /// Opens the room behind a link.
    pub async fn opens(&self, token: &str) -> Answer {
        self.browser.post("/v1/signing-rooms", json!({"token": token, "language": "nl"})).await
    }

    /// Asks for a code and reads it in his mail.
    pub async fn asks_code(&self, token: &str) -> String {
        let asked = self.browser.post("/v1/signing-rooms/codes", json!({"token": token, "language": "nl"})).await;
        assert_eq!(asked.status, 202, "{}", asked.text);
        self.inbox.expect("Uw code om te tekenen").await.secret()
    }

    /// Signs what the room showed, with this code.
    pub async fn tries(&self, token: &str, room: &Value, code: &str) -> Answer {
        self.browser.post("/v1/signing-rooms/signatures", signature(token, room, code)).await
    }

    /// Reads, asks a code, signs.
    pub async fn signs(&self, token: &str) -> Value {
        let room = self.opens(token).await.is(200);
        assert_eq!(room["state"], "to-sign", "{room}");
        let code = self.asks_code(token).await;
        self.tries(token, &room, &code).await.is(200)
    }
}

/// Agreeing to what a room showed, as it is sent.
pub fn signature(token: &str, room: &Value, code: &str) -> Value {
    let agreement = json!({"fingerprint": room["application"]["fingerprint"], "consent": room["consent"]});
    json!({"token": token, "agreement": agreement, "code": code})
}

/// A code of six digits that is not this one.
pub fn another_six(code: &str, by: u32) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + by) % 1_000_000)
}

/// An upgrade to EH3 that waits for the board's signatures; with the five signers.
pub async fn handed_in_by_a_board<'p, 's>(stage: &'s Stage, noor: &'p Person<'s>) -> (Case<'p, 's>, Vec<Signer<'s>>) {
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
