//! The partner who identifies people, as the stand-in plays him: the person's page for choosing, and what the courier finds.

use std::time::Duration;

use jiff::civil::Date;
use serde_json::Value;

use crate::stage::Stage;

/// Somebody's invitation, at the partner.
pub struct Courier<'s> {
    stage: &'s Stage,
    /// The partner's own name for it.
    pub id: String,
    /// Our name for it.
    pub reference: String,
    booking_path: String,
}

impl<'s> Courier<'s> {
    /// Waits until the partner was asked to identify whoever has this address, for this upgrade.
    pub async fn invited(stage: &'s Stage, upgrade: &str, address: &str) -> Self {
        Self::invited_as(stage, upgrade, address, 1).await
    }

    /// The same, for the invitation of this number.
    pub async fn invited_as(stage: &'s Stage, upgrade: &str, address: &str, number: u32) -> Self {
        for _ in 0..400 {
            if let Some(found) = Self::find(stage, upgrade, address, number).await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(75)).await;
        }
        panic!("the partner was not asked to identify {address}");
    }

    /// An invitation of whoever has this address, if the partner was asked.
    async fn find(stage: &'s Stage, upgrade: &str, address: &str, number: u32) -> Option<Self> {
        let all = assignments(stage).await;
        let name = format!(".{upgrade}.{number}");
        let own = |one: &&Value| one["email"] == address && one["reference"].as_str().unwrap().ends_with(&name);
        let found = all.iter().find(own)?;
        let text = |name: &str| found[name].as_str().unwrap().to_owned();
        Some(Self { stage, id: text("assignmentId"), reference: text("reference"), booking_path: text("bookingPath") })
    }

    /// The person books a visit in the morning of a day. Gives the status of the answer.
    pub async fn books(&self, day: Date, place: &str) -> u16 {
        let day = day.to_string();
        self.posts(&self.booking_path, &[("part", "morning"), ("day", &day), ("place", place)]).await
    }

    /// What the courier finds: `match`, `mismatch` (another date of birth), `mismatch-number` (another number of the document), `no-show`,
    /// `expire`, `window-known`.
    pub async fn plays(&self, outcome: &str) {
        let form = [("outcome", outcome), ("seen", "1976-02-03"), ("number", "NX4512BR8")];
        assert_eq!(self.posts(&format!("/courier/outcomes/{}", self.id), &form).await, 303, "{outcome} can be played");
        self.everything_is_taken().await;
    }

    /// Every event is sent once more, the first one last.
    pub async fn sends_everything_again(&self) {
        let mut events: Vec<String> =
            self.events().await.iter().map(|event| event["eventId"].as_str().unwrap().to_owned()).collect();
        events.reverse();
        for event in events {
            assert_eq!(self.posts(&format!("/courier/events/{event}"), &[]).await, 303);
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
    }

    /// Whether Balie called it off.
    pub async fn is_called_off(&self) -> bool {
        self.own().await["calledOff"] == true
    }

    async fn everything_is_taken(&self) {
        for _ in 0..400 {
            if self.events().await.iter().all(|event| event["taken"] == true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(75)).await;
        }
        panic!("an event of the partner was not taken: {:?}", self.events().await);
    }

    async fn events(&self) -> Vec<Value> {
        self.own().await["events"].as_array().unwrap().clone()
    }

    async fn own(&self) -> Value {
        let all = assignments(self.stage).await;
        all.into_iter().find(|one| one["assignmentId"] == self.id).unwrap()
    }

    async fn posts(&self, path: &str, form: &[(&str, &str)]) -> u16 {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let sent = client.post(format!("{}{path}", self.stage.origin)).form(form).send().await.unwrap();
        sent.status().as_u16()
    }
}

async fn assignments(stage: &Stage) -> Vec<Value> {
    let client = reqwest::Client::builder().pool_max_idle_per_host(0).build().unwrap();
    let answer = client.get(format!("{}/courier/assignments", stage.origin)).send().await.unwrap();
    let body: Value = answer.json().await.unwrap();
    body["items"].as_array().cloned().unwrap_or_default()
}
