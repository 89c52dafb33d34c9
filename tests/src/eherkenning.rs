//! Logging in with eHerkenning, as the stand-in for the broker plays it: who to be, at which level, for which branch, or to cancel.

use std::collections::BTreeMap;

use reqwest::redirect::Policy;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::browser::Browser;

/// The URN of a level, by its last part: `loa3`.
fn urn(level: &str) -> String {
    format!("urn:etoegang:core:assurance-class:{level}")
}

/// A means of eHerkenning somebody shows to the broker.
#[derive(Debug, Clone)]
pub struct Eherkenning {
    /// Who.
    pub person: String,
    /// Acting for which organisation.
    pub kvk_number: String,
    /// The last part of the level's URN.
    pub level: &'static str,
    /// The one branch it is good for; empty for none.
    pub branch: &'static str,
}

impl Eherkenning {
    /// A means of EH3 of this person for this organisation.
    pub fn of(person: &str, kvk_number: &str) -> Self {
        Self { person: person.to_owned(), kvk_number: kvk_number.to_owned(), level: "loa3", branch: "" }
    }

    /// The same at another level.
    pub fn at(self, level: &'static str) -> Self {
        Self { level, ..self }
    }

    /// The same, good for one branch.
    pub fn for_branch(self, branch: &'static str) -> Self {
        Self { branch, ..self }
    }
}

impl Browser<'_> {
    /// Presses the button on the log-in page; gives the broker's address.
    pub async fn sets_out(&self) -> String {
        let started = self.post("/v1/eherkenning/log-ins", json!({"language": "en"})).await.is(201);
        started["redirectTo"].as_str().unwrap().to_owned()
    }

    /// Shows a means at the broker; gives what the browser is sent back with.
    pub async fn shows(&self, address: &str, means: &Eherkenning) -> Value {
        let level = urn(means.level);
        let form = [
            ("person", means.person.as_str()),
            ("kvk_number", &means.kvk_number),
            ("level", &level),
            ("branch", means.branch),
            ("answer", "log-in"),
        ];
        self.answers(address, &form).await
    }

    /// Cancels at the broker.
    pub async fn cancels(&self, address: &str) -> Value {
        self.answers(address, &[("answer", "cancel")]).await
    }

    /// The page the broker sent the browser back to posts what it brought.
    pub async fn comes_back(&self, brought: &Value) -> Answer {
        self.post("/v1/eherkenning/log-ins/conclusion", brought.clone()).await
    }

    /// The whole way there and back.
    pub async fn shows_eherkenning(&self, means: &Eherkenning) -> Answer {
        let address = self.sets_out().await;
        let brought = self.shows(&address, means).await;
        self.comes_back(&brought).await
    }

    /// Names the access code the very first time.
    pub async fn links(&self, token: &Value, code: &str, password: &str) -> Answer {
        self.post("/v1/eherkenning/links", json!({"token": token, "identifier": code, "password": password})).await
    }

    async fn answers(&self, address: &str, form: &[(&str, &str)]) -> Value {
        let client = reqwest::Client::builder().redirect(Policy::none()).pool_max_idle_per_host(0).build().unwrap();
        let page = client.get(address).send().await.unwrap();
        assert_eq!(page.status().as_u16(), 200, "the broker's page for {address}");
        let text = page.text().await.unwrap();
        let (_, asked) = text.split_once("name=asked value=\"").expect("the page carries what was asked");
        let (asked, _) = asked.split_once('"').unwrap();
        let asked = asked.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
        let mut form = form.to_vec();
        form.push(("asked", &asked));
        let (page, _) = address.split_once('?').unwrap();
        let answer = client.post(page).form(&form).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 303, "the broker's answer");
        let back = answer.headers()["location"].to_str().unwrap().to_owned();
        assert!(back.starts_with(&format!("{}/log-in/eherkenning?", self.stage.origin)), "{back}");
        let pairs: BTreeMap<String, String> = query(&back);
        for secret in ["code", "state"] {
            if let Some(secret) = pairs.get(secret) {
                self.stage.notice_secret(secret);
            }
        }
        json!(pairs)
    }
}

/// The parameters of an address.
pub fn query(address: &str) -> BTreeMap<String, String> {
    let url = reqwest::Url::parse(address).unwrap();
    url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}
