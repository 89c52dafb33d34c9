//! An upgrade, from both sides of the desk.

use std::time::Duration;

use extract::samples::{Sample, SamplePerson};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::clock::today;
use crate::people::{Person, unlikely};

/// The extract of a company, made on a day.
pub fn extract_of(kvk_number: &str, made_on: Date) -> Vec<u8> {
    Sample::new(kvk_number, made_on.at(10, 15, 0, 0)).pdf()
}

/// A well-formed activation code that is not this one: another first character, and the check character that fits (weights 2 to 12,
/// modulo 31).
pub fn other_code(code: &str, by: usize) -> String {
    const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    let mut places: Vec<usize> =
        code.bytes().filter_map(|byte| ALPHABET.iter().position(|known| *known == byte)).take(11).collect();
    places[0] = (places[0] + by) % 31;
    let check = (2..).zip(&places).map(|(weight, place)| weight * place).sum::<usize>() % 31;
    places.push(check);
    places.iter().map(|place| char::from(ALPHABET[*place])).collect()
}

/// An upgrade in a customer's hands.
pub struct Case<'p, 's> {
    /// Whose.
    pub person: &'p Person<'s>,
    /// The means that is raised.
    pub means: Value,
    /// Its id.
    pub id: String,
}

impl<'p, 's> Case<'p, 's> {
    /// The means of somebody that can be raised to a level.
    pub async fn means_of(person: &Person<'_>, target: &str) -> Value {
        let list = person.browser.get("/v1/means").await.is(200);
        let me = person.me().await;
        let fits = |means: &&Value| {
            means["holder"]["accountId"] == me["accountId"]
                && means["targetLevels"].as_array().is_some_and(|levels| levels.iter().any(|level| level == target))
        };
        let found = list["items"].as_array().unwrap().iter().find(fits).cloned();
        found.unwrap_or_else(|| panic!("{} holds nothing that can be raised to {target}: {list}", person.email))
    }

    /// The means whose upgrade under way is this one.
    pub async fn means_of_open(person: &Person<'_>, upgrade: &str) -> Value {
        let list = person.browser.get("/v1/means").await.is(200);
        let found = list["items"].as_array().unwrap().iter().find(|means| means["openUpgrade"]["upgradeId"] == upgrade);
        found.cloned().unwrap_or_else(|| panic!("no means of {} has {upgrade}: {list}", person.email))
    }

    /// Starts raising a means of `person` to `target`, calling off what an earlier run left open.
    pub async fn start(person: &'p Person<'s>, target: &str) -> Self {
        let means = Self::means_of(person, target).await;
        if let Some(open) = means["openUpgrade"]["upgradeId"].as_str() {
            let left = Self { person, means: means.clone(), id: open.to_owned() };
            left.acts("cancellation").await.is(200);
        }
        let wanted = json!({"meansId": means["meansId"], "targetLevel": target});
        let upgrade = person.browser.post_once("/v1/upgrades", wanted, &unlikely()).await.is(201);
        assert_eq!(upgrade["stage"], "draft");
        Self { person, means, id: upgrade["upgradeId"].as_str().unwrap().to_owned() }
    }

    /// The path of the upgrade.
    pub fn path(&self) -> String {
        format!("/v1/upgrades/{}", self.id)
    }

    /// The upgrade as the customer sees it now.
    pub async fn view(&self) -> Value {
        self.person.browser.get(&self.path()).await.is(200)
    }

    /// The version to send back.
    pub async fn version(&self) -> Value {
        self.view().await["version"].clone()
    }

    /// `submission`, `cancellation` or `activation-codes`, on what was just read.
    pub async fn acts(&self, what: &str) -> Answer {
        let version = self.version().await;
        self.person.browser.post(&format!("{}/{what}", self.path()), json!({"version": version})).await
    }

    /// Fills in everything that is asked, with what is registered where something is.
    pub async fn fills_in(&self) -> Value {
        let view = self.view().await;
        let known = |section: &str| -> Map<String, Value> {
            let asked = view["asked"].as_array().unwrap().iter().filter(|asked| asked["section"] == section);
            asked.filter(|asked| !asked["known"].is_null()).map(|asked| (name(asked), asked["known"].clone())).collect()
        };
        let mut user = known("user");
        user.entry("birthPlace").or_insert(json!("Utrecht"));
        user.entry("mobile").or_insert(json!("+31611111111"));
        user.insert("employed".into(), json!(true));
        user.insert(
            "identityDocument".into(),
            json!({"type": "passport", "number": "NX4512BR7", "expiresOn": "2031-05-01"}),
        );
        let mut representative: Map<String, Value> = ["firstNames", "infix", "surname", "birthDate", "email", "mobile"]
            .iter()
            .filter_map(|field| Some(((*field).to_owned(), user.get(*field)?.clone())))
            .collect();
        representative.extend([
            ("function".to_owned(), json!("Director")),
            ("power".to_owned(), json!("alone")),
            ("isUser".to_owned(), json!(true)),
        ]);
        let organisation = known("organisation");
        // What nobody holds yet, and every level that is sold opens.
        let authorisations =
            json!({"chosen": [{"scope": "service", "serviceId": "urn:balie:service:zuid-holland:loket"}]});
        self.changes(json!({
            "user": user, "organisation": organisation, "representatives": [representative],
            "authorisations": authorisations,
        }))
        .await
        .is(200)
    }

    /// Changes whole sections.
    pub async fn changes(&self, sections: Value) -> Answer {
        let mut body = sections;
        body["version"] = self.version().await;
        self.person.browser.patch(&self.path(), body).await
    }

    /// Asks for a ticket and uploads a file with it. Gives the document's id, and what the document store said.
    pub async fn uploads(&self, file_name: &str, bytes: Vec<u8>) -> (String, u16) {
        self.uploads_as("kvk-extract", file_name, bytes).await
    }

    /// Uploads a document of a kind.
    pub async fn uploads_as(&self, kind: &str, file_name: &str, bytes: Vec<u8>) -> (String, u16) {
        let wanted =
            json!({"kind": kind, "fileName": file_name, "contentType": "application/pdf", "size": bytes.len()});
        let given = self.asks_ticket(wanted).await.is(201);
        let status = self.person.browser.upload(&given["upload"], file_name, "application/pdf", bytes).await;
        (given["document"]["documentId"].as_str().unwrap().to_owned(), status)
    }

    /// Asks for a ticket to upload.
    pub async fn asks_ticket(&self, wanted: Value) -> Answer {
        self.person.browser.post_once(&format!("{}/documents", self.path()), wanted, &unlikely()).await
    }

    /// An extract of the own company, made today, that names those who were entered as directors who may act alone.
    pub async fn extract_as_entered(&self) -> Sample {
        let view = self.view().await;
        let number = self.means["organisation"]["kvkNumber"].as_str().unwrap();
        let people = view["data"]["representatives"].as_array().unwrap().iter().map(|one| {
            let part = |field: &str| one[field].as_str().unwrap_or_default().to_owned();
            let surname = format!("{} {}", part("infix"), part("surname")).trim().to_owned();
            let born: Date = part("birthDate").parse().unwrap();
            SamplePerson::new(&format!("{surname}, {}", part("firstNames")), &born.strftime("%d-%m-%Y").to_string())
        });
        Sample::new(number, today().at(9, 5, 0, 0)).with_people(people.collect())
    }

    /// Waits until a document was inspected, and gives it.
    pub async fn inspected(&self, document: &str) -> Value {
        let path = format!("{}/documents/{document}", self.path());
        for _ in 0..400 {
            let found = self.person.browser.get(&path).await.is(200);
            let state = found["document"]["state"].as_str().unwrap();
            if state == "released" || state == "refused" {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(75)).await;
        }
        panic!("document {document} is still not inspected: {}", self.person.browser.get(&path).await.text);
    }

    /// Uploads a fresh extract of the own company and sees it released.
    pub async fn hands_in_extract(&self) -> Value {
        let number = self.means["organisation"]["kvkNumber"].as_str().unwrap();
        let (document, status) = self.uploads("uittreksel.pdf", extract_of(number, today())).await;
        assert!((200..300).contains(&status), "the store answered {status}");
        let found = self.inspected(&document).await;
        assert_eq!(found["document"]["state"], "released", "{found}");
        found
    }

    /// Fills in, hands in an extract and submits.
    pub async fn submits_everything(&self) -> Value {
        self.fills_in().await;
        self.hands_in_extract().await;
        let view = self.acts("submission").await.is(200);
        assert_eq!(view["stage"], "in-review", "{view}");
        view
    }

    /// Tries an activation code.
    pub async fn tries_code(&self, code: &str) -> Answer {
        let means = self.means["meansId"].as_str().unwrap();
        self.person.browser.post(&format!("/v1/means/{means}/activation"), json!({"code": code})).await
    }

    /// Writes to the desk.
    pub async fn writes(&self, text: &str) -> Answer {
        let path = format!("{}/messages", self.path());
        self.person.browser.post_once(&path, json!({"text": text}), &unlikely()).await
    }

    /// What was written to and fro.
    pub async fn messages(&self) -> Value {
        self.person.browser.get(&format!("{}/messages", self.path())).await.is(200)
    }

    /// The state of one check, as the customer sees it.
    pub async fn check(&self, check: &str) -> Value {
        let view = self.view().await;
        view["checks"].as_array().unwrap().iter().find(|found| found["check"] == check).cloned().unwrap()
    }
}

fn name(asked: &Value) -> String {
    asked["field"].as_str().unwrap().to_owned()
}

/// The desk's side of a case.
pub struct Desk<'p, 's> {
    /// Who works on it.
    pub staff: &'p Person<'s>,
    /// The path of the case.
    pub path: String,
}

impl<'p, 's> Desk<'p, 's> {
    /// Finds a case in the queue and opens it.
    pub async fn finds(staff: &'p Person<'s>, case: &Case<'_, '_>) -> Self {
        let organisation = case.means["organisation"]["organisationId"].as_str().unwrap();
        let desk = Self { staff, path: format!("/v1/desk/organisations/{organisation}/upgrades/{}", case.id) };
        assert!(desk.is_queued(&case.id).await, "the case stands in the queue");
        desk
    }

    /// Whether an upgrade stands in one of the queues.
    pub async fn is_queued(&self, upgrade: &str) -> bool {
        self.queue(upgrade).await.is_some()
    }

    /// The queue an upgrade stands in.
    pub async fn queue(&self, upgrade: &str) -> Option<String> {
        let queues = self.staff.browser.get("/v1/desk/queues").await.is(200);
        for queue in queues["queues"].as_array().unwrap() {
            let reason = queue["reason"].as_str().unwrap();
            let mut path = format!("/v1/desk/queue?reason={reason}");
            loop {
                let page = self.staff.browser.get(&path).await.is(200);
                if page["items"].as_array().unwrap().iter().any(|entry| entry["upgradeId"] == upgrade) {
                    return Some(reason.to_owned());
                }
                match page["nextCursor"].as_str() {
                    Some(next) => path = format!("/v1/desk/queue?reason={reason}&cursor={next}"),
                    None => break,
                }
            }
        }
        None
    }

    /// Takes the case in hand, or lets go of it: `taking`, `release`.
    pub async fn hands(&self, what: &str) -> Answer {
        self.staff.browser.post(&format!("{}/{what}", self.path), json!({})).await
    }

    /// Writes to the customer.
    pub async fn writes(&self, text: &str) -> Value {
        let path = format!("{}/messages", self.path);
        self.staff.browser.post_once(&path, json!({"text": text}), &unlikely()).await.is(201)
    }

    /// The case as staff see it.
    pub async fn view(&self) -> Value {
        self.staff.browser.get(&self.path).await.is(200)
    }

    /// Does something on what was just read.
    pub async fn acts(&self, what: &str, mut body: Value) -> Answer {
        body["version"] = self.view().await["upgrade"]["version"].clone();
        self.staff.browser.post(&format!("{}/{what}", self.path), body).await
    }

    /// Passes every check that waits for somebody of the desk, or for something that comes to the desk.
    pub async fn passes_open_checks(&self) {
        let case = self.view().await;
        for check in case["upgrade"]["checks"].as_array().unwrap().iter().filter(|check| check["state"] == "waiting") {
            let name = check["check"].as_str().unwrap();
            let body = json!({"outcome": "passed", "note": "Looked at it together with a colleague."});
            self.acts(&format!("checks/{name}"), body).await.is(200);
        }
    }

    /// Passes what is open and approves.
    pub async fn approves(&self) -> Value {
        self.passes_open_checks().await;
        let view = self.acts("approval", json!({})).await.is(200);
        assert_eq!(view["stage"], "approved", "{view}");
        view
    }

    /// Refuses with a reason and words.
    pub async fn refuses(&self, reason: &str, text: &str) -> Value {
        let view = self.acts("refusal", json!({"reason": reason, "text": text})).await.is(200);
        assert_eq!(view["stage"], "refused", "{view}");
        view
    }
}
