//! People: customers who register during a test, and those of the demo data.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::Mutex;
use std::time::Duration;

use serde_json::{Value, json};
use totp_rs::Totp;

use crate::answer::Answer;
use crate::browser::{Browser, Client};
use crate::clock::now;
use crate::inbox::Inbox;
use crate::stage::Stage;

/// The passphrase of everybody in the demo data.
pub const SEEDED_PASSPHRASE: &str = "twaalf groene eenden zwemmen";

/// Somebody of the demo data. A test that changes anything has somebody to itself, so that tests can share a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeded {
    /// Main user of company 68750110, means EH2+.
    Petra,
    /// User of company 68750110, means EH2+ bound to a branch.
    Sanne,
    /// Main user of company 69599084, a sole trader, means EH2.
    Willem,
    /// Main user of company 69599068, means EH2+.
    Noor,
    /// User of company 69599068, means EH3.
    Daan,
    /// Main user of company 68727720 and its sole director by the register, means EH2+.
    Mila,
    /// User of company 68727720 with a limited proxy by the register, means EH2+.
    Youssef,
    /// Main user of company 90001354, which is bankrupt by the register, means EH2+.
    Bram,
    /// Staff.
    Fatima,
    /// Staff as well.
    Joost,
}

impl Seeded {
    /// The address to log in with.
    pub const fn email(self) -> &'static str {
        match self {
            Self::Petra => "petra@donald.example",
            Self::Sanne => "sanne@donald.example",
            Self::Willem => "willem@dagobert.example",
            Self::Noor => "noor@bolderbast.example",
            Self::Daan => "daan@bolderbast.example",
            Self::Mila => "mila@katrien.example",
            Self::Youssef => "youssef@katrien.example",
            Self::Bram => "bram@mismoed.example",
            Self::Fatima => "fatima@desk.example",
            Self::Joost => "joost@desk.example",
        }
    }
}

impl Seeded {
    /// For tests that share somebody: one after the other.
    pub async fn turn(self) -> tokio::sync::MutexGuard<'static, ()> {
        static TURNS: [tokio::sync::Mutex<()>; 10] = [const { tokio::sync::Mutex::const_new(()) }; 10];
        TURNS[self as usize].lock().await
    }
}

/// Eight letters and digits nobody used before.
pub fn unlikely() -> String {
    format!("{:016x}", RandomState::new().build_hasher().finish()).chars().take(10).collect()
}

/// An address nobody used before.
pub fn unused_address() -> String {
    format!("klant-{}@example.org", unlikely())
}

/// Somebody with a browser.
pub struct Person<'s> {
    /// What he uses.
    pub browser: Browser<'s>,
    /// Whom he is known as.
    pub email: String,
    /// His password.
    pub password: String,
    /// His mail.
    pub inbox: Inbox<'s>,
    codes: Mutex<Option<Codes>>,
}

/// An authenticator app.
struct Codes {
    generator: Totp,
    last_step: u64,
}

impl Stage {
    /// Somebody new with a browser of his own, not registered yet.
    pub fn visitor(&self) -> Person<'_> {
        self.visitor_at(unused_address())
    }

    /// Somebody with this address, not registered yet.
    pub fn visitor_at(&self, email: String) -> Person<'_> {
        let password = format!("regenboog {} fietspomp", unlikely());
        Person { browser: self.browser(), inbox: self.inbox(&email), email, password, codes: Mutex::default() }
    }

    /// Somebody new who has registered, confirmed and logged in.
    pub async fn customer(&self) -> Person<'_> {
        let person = self.visitor();
        person.registers().await;
        person.confirms().await;
        person.logs_in().await;
        person
    }

    /// Somebody of the demo data, logged in.
    pub async fn seeded(&self, who: Seeded) -> Person<'_> {
        let person = Person {
            browser: self.browser(),
            inbox: self.inbox(who.email()),
            email: who.email().to_owned(),
            password: SEEDED_PASSPHRASE.to_owned(),
            codes: Mutex::default(),
        };
        person.logs_in().await;
        person
    }
}

/// A member business somebody opened.
#[derive(Debug, Clone)]
pub struct MemberBusiness {
    /// Its id.
    pub id: String,
    /// Its company number.
    pub number: String,
}

impl Stage {
    /// Somebody new who is logged in and has opened a member business of his own. By the shortest way there is on the stage; the letter
    /// and its PIN are played in `businesses.rs`.
    pub async fn opens_business(&self) -> (Person<'_>, MemberBusiness) {
        let person = self.customer().await;
        let business = person.is_given_business().await;
        (person, business)
    }
}

impl<'s> Person<'s> {
    /// A member business of his own, opened.
    pub async fn is_given_business(&self) -> MemberBusiness {
        if !self.browser.stage.is_ours() {
            return self.opens_with_letter().await;
        }
        let planted = self.browser.stage.opened_business(&self.me().await["accountId"]).await;
        let text = |name: &str| planted[name].as_str().unwrap().to_owned();
        MemberBusiness { id: text("id"), number: text("number") }
    }

    /// Asks for an account, in English.
    pub async fn registers(&self) {
        let body = json!({"email": self.email, "language": "en", "acceptsTerms": true});
        assert_eq!(self.browser.post("/v1/accounts", body).await.is(202), json!({}));
    }

    /// Reads the confirmation mail and chooses the password.
    pub async fn confirms(&self) -> Value {
        let token = self.inbox.expect("Confirm your e-mail address").await.token("/activate");
        let answer = self.activates(&token).await.is(200);
        assert_eq!(answer, json!({"email": self.email, "next": "log-in"}));
        answer
    }

    /// Uses a confirmation link, choosing the password.
    pub async fn activates(&self, token: &str) -> Answer {
        let choice = json!({"kind": "password", "password": self.password});
        self.browser.post("/v1/accounts/activations", json!({"token": token, "choice": choice})).await
    }

    /// Tries to log in with any password.
    pub async fn tries_password(&self, password: &str) -> Answer {
        self.on(&self.browser).tries(password).await
    }

    /// The same person at another device.
    pub fn on<'b>(&'b self, browser: &'b Browser<'s>) -> At<'b, 's> {
        At { person: self, browser }
    }

    /// Logs in, through the second factor if there is one, and gives the session.
    pub async fn logs_in(&self) -> Value {
        self.on(&self.browser).logs_in().await
    }

    /// `get-me`.
    pub async fn me(&self) -> Value {
        self.browser.get("/v1/me").await.is(200)
    }

    /// The network Balie sees this person's present session come from.
    pub async fn place(&self) -> String {
        let list = self.browser.get("/v1/sessions").await.is(200);
        let current = list["sessions"].as_array().unwrap().iter().find(|session| session["current"] == true).cloned();
        current.unwrap()["place"].as_str().unwrap_or_default().to_owned()
    }

    /// Sets up an authenticator app; gives the recovery codes.
    pub async fn enrols(&self) -> Vec<String> {
        let offered = self.browser.post("/v1/me/totp", json!({})).await.is(201);
        let generator = Totp::from_url(offered["otpauthUri"].as_str().unwrap()).unwrap();
        *self.codes.lock().unwrap() = Some(Codes { generator, last_step: 0 });
        let confirmed = self.browser.post("/v1/me/totp/confirmation", json!({"code": self.code().await})).await.is(200);
        let codes: Vec<String> = confirmed["recoveryCodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|code| code.as_str().unwrap().to_owned())
            .collect();
        assert_eq!(codes.len(), 10);
        codes
    }

    /// A code of the authenticator app that was not used before. A step may be used once, and one step ahead is accepted, so a third code
    /// within half a minute has to be waited for.
    pub async fn code(&self) -> String {
        loop {
            let step = u64::try_from(now().as_second()).unwrap() / 30;
            {
                let mut codes = self.codes.lock().unwrap();
                let codes = codes.as_mut().expect("an authenticator app was set up");
                let next = step.max(codes.last_step + 1);
                if next <= step + 1 {
                    codes.last_step = next;
                    return codes.generator.generate(next * 30).to_string();
                }
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    /// The last code the app gave, once more.
    pub fn same_code(&self) -> String {
        let codes = self.codes.lock().unwrap();
        let codes = codes.as_ref().expect("an authenticator app was set up");
        codes.generator.generate(codes.last_step * 30).to_string()
    }

    fn has_codes(&self) -> bool {
        self.codes.lock().unwrap().is_some()
    }
}

/// A person at a device.
pub struct At<'b, 's> {
    person: &'b Person<'s>,
    browser: &'b Browser<'s>,
}

impl At<'_, '_> {
    /// Tries to log in with any password.
    pub async fn tries(&self, password: &str) -> Answer {
        let body = json!({"identifier": self.person.email, "password": password, "client": self.browser.client.name()});
        self.browser.post("/v1/sessions", body).await
    }

    /// Logs in and gives the session.
    pub async fn logs_in(&self) -> Value {
        let mut answer = self.tries(&self.person.password).await.is(200);
        if answer["next"] == "second-factor" && self.person.has_codes() {
            answer = self.second_step(&answer["challenge"], &json!({"code": self.person.code().await})).await.is(200);
        }
        assert_eq!(answer["next"], "open", "{answer}");
        assert_eq!(answer["tokens"].is_object(), self.browser.client == Client::App, "{answer}");
        answer["session"].clone()
    }

    /// Answers a challenge with a code or a recovery code.
    pub async fn second_step(&self, challenge: &Value, proof: &Value) -> Answer {
        let mut body = json!({"challenge": challenge, "client": self.browser.client.name()});
        for (name, value) in proof.as_object().unwrap() {
            body[name] = value.clone();
        }
        self.browser.post("/v1/sessions/second-factor", body).await
    }
}
