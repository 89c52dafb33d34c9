//! Contracts that are filled in, sent and signed: whoever fills one in, and those who sign it at their own mailboxes, without an account.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::browser::Browser;
use crate::folders::sha256;
use crate::inbox::Inbox;
use crate::people::{Person, unlikely};
use crate::stage::Stage;

/// A contract in the hands of whoever fills it in.
pub struct FilledContract<'p, 's> {
    /// Whoever fills it in.
    pub person: &'p Person<'s>,
    /// Where it is: `/v1/submissions/…`.
    pub path: String,
    /// What was answered.
    pub answers: Value,
}

/// Somebody who signs a contract, at his mailbox, with a browser and no account.
pub struct ContractSigner<'s> {
    /// His mail.
    pub inbox: Inbox<'s>,
    /// What he uses.
    pub browser: Browser<'s>,
}

impl<'s> ContractSigner<'s> {
    /// Whoever reads the mail to this address.
    pub fn at(stage: &'s Stage, address: &str) -> Self {
        Self { inbox: stage.inbox(address), browser: stage.browser() }
    }

    /// The secret of the link in the mail that asks him to sign.
    pub async fn invited(&self) -> String {
        self.inbox.expect("Ein Vertrag wartet auf Ihre Unterschrift").await.token("/forms/sign")
    }

    /// Opens the room behind a link.
    pub async fn opens(&self, token: &str) -> Answer {
        self.browser.post("/v1/submission-signing", json!({"token": token, "language": "de"})).await
    }

    /// Asks for a code and reads it in his mail: the one that came after he asked.
    pub async fn asks_code(&self, token: &str) -> String {
        const SUBJECT: &str = "Ihr Code zum Unterschreiben";
        self.inbox.put_aside(SUBJECT).await;
        let asked = self.browser.post("/v1/submission-signing/codes", json!({"token": token, "language": "de"})).await;
        assert_eq!(asked.status, 202, "{}", asked.text);
        self.inbox.expect(SUBJECT).await.secret()
    }

    /// Signs what the room showed, with this code.
    pub async fn tries(&self, token: &str, room: &Value, code: &str) -> Answer {
        let body = json!({
            "token": token, "language": "de", "code": code, "fingerprint": room["fingerprint"], "consent": room["consent"]
        });
        self.browser.post("/v1/submission-signing/signatures", body).await
    }

    /// Signs by the latest of the links in his mailbox: whatever was mailed before it is dead.
    pub async fn latest(&self) -> Value {
        for _ in 0..200 {
            let mails = self.inbox.all().await;
            let links = mails.iter().rev().filter(|mail| mail.subject.contains("Ein Vertrag wartet"));
            for mail in links {
                let token = mail.token("/forms/sign");
                let room = self.opens(&token).await;
                if room.status == 200 {
                    let code = self.asks_code(&token).await;
                    return self.tries(&token, &room.body, &code).await.is(200);
                }
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        Value::Null
    }

    /// Reads, asks a code, signs.
    pub async fn signs(&self) -> Value {
        let token = self.invited().await;
        let room = self.opens(&token).await.is(200);
        assert_eq!(room["state"], "to-sign", "{room}");
        let code = self.asks_code(&token).await;
        self.tries(&token, &room, &code).await.is(200)
    }
}

/// Answers of a good contract with somebody of sixteen, with addresses of mailboxes nobody else has.
pub fn minor_contract() -> Value {
    let mut answers: Value =
        serde_json::from_str(include_str!("../data/apprenticeship-contract.json")).unwrap_or_default();
    // As short as mail addresses are: with long ones the contract takes more than four kilobytes, and what it costs is counted by them.
    let address = || json!(format!("{}@example.org", unlikely()));
    answers["businessEmail"] = address();
    answers["email"] = address();
    answers["guardians"][0]["email"] = address();
    answers["guardians"][1]["email"] = address();
    answers
}

impl<'p, 's> FilledContract<'p, 's> {
    /// Begins it, fills it in and sends it.
    pub async fn sent(person: &'p Person<'s>, answers: Value) -> Self {
        let body = json!({"form": "apprenticeship-contract", "language": "de"});
        let begun = person.browser.post_once("/v1/submissions", body, &unlikely()).await.is(201);
        let path = format!("/v1/submissions/{}", begun["submissionId"].as_str().unwrap_or_default());
        let contract = Self { person, path, answers };
        contract.saves_and_sends().await;
        contract
    }

    /// Saves the answers as they are here, and sends them.
    pub async fn saves_and_sends(&self) -> Value {
        let browser = &self.person.browser;
        let open = browser.get(&self.path).await.is(200);
        let save = json!({
            "revision": open["revision"], "edition": open["edition"], "language": "de", "answers": self.answers
        });
        let saved = browser.put(&format!("{}/answers", self.path), save).await.is(200);
        let confirmed = json!([{"pointer": "/start", "code": "starts-in-the-past"}]);
        let send = json!({"revision": saved["revision"], "confirmed": confirmed});
        browser.post_once(&format!("{}/send", self.path), send, &unlikely()).await.is(200)
    }

    /// Where it stands.
    pub async fn course(&self) -> Value {
        self.person.browser.get(&format!("{}/course?language=de", self.path)).await.is(200)
    }

    /// Waits until something of where it stands is there, such as its paper.
    pub async fn course_with(&self, name: &str) -> Value {
        for _ in 0..200 {
            let course = self.course().await;
            if !course[name].is_null() {
                return course;
            }
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
        }
        Value::Null
    }

    /// Its place at the desk.
    pub fn at_desk(&self) -> String {
        self.path.replace("/v1/", "/v1/desk/")
    }

    /// Its id.
    pub fn id(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The one who signs in a role, by his place among those who do.
    pub fn signer(&self, stage: &'s Stage, pointer: &str) -> ContractSigner<'s> {
        let address = self.answers.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        ContractSigner::at(stage, address)
    }

    /// Hands a file in with it, and waits until it was looked at.
    pub async fn hands_in(&self, name: &str, bytes: &[u8]) -> String {
        let browser = &self.person.browser;
        let announced =
            json!({"fileName": name, "contentType": "application/pdf", "size": bytes.len(), "sha256": sha256(bytes)});
        let files = format!("{}/attachments", self.path);
        let upload = browser.post_once(&files, announced, &unlikely()).await.is(201);
        let put = browser.put_part(upload["parts"][0]["url"].as_str().unwrap_or_default(), bytes.to_vec()).await;
        assert_eq!(put, 200);
        let id = upload["uploadId"].as_str().unwrap_or_default().to_owned();
        browser.post(&format!("{files}/{id}/completion"), json!({})).await.is(200);
        for _ in 0..200 {
            let stand = browser.get(&format!("{files}/{id}")).await.is(200);
            if stand["state"] == "released" || stand["state"] == "refused" {
                assert_eq!(stand["state"], "released", "{stand}");
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        id
    }
}
