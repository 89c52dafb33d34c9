//! What the partner tells, taken in or not, against the embedded engine.

use api::KeySet;
use courier::signature;
use domain::ids::UpgradeId;
use domain::upgrade::checklist::{Check, CheckState, WaitingFor};
use embedded::ask::{Answered, Ask};
use jiff::{SignedDuration, Timestamp};
use runtime::key_making::random_key;
use serde_json::{Value, json};
use store::keys::KeyRecord;
use within::cases::{Person, Stage};

/// Petra's upgrade, handed in; the partner was asked to identify her.
struct Room {
    stage: Stage,
    id: UpgradeId,
    key: KeyRecord,
}

impl Room {
    async fn open() -> Self {
        let stage = Stage::set().await;
        let id = stage.submitted().await;
        let key = stage.cx().keys().current(KeySet::Courier).await.unwrap();
        Self { stage, id, key }
    }

    fn event(&self, id: &str, sequence: u64, what: Value) -> Value {
        let reference = format!("{}.{}.1", self.stage.organisation.id, self.id);
        let at = self.stage.cx().now();
        json!({"eventId": id, "reference": reference, "sequence": sequence, "occurredAt": at, "what": what})
    }

    /// Sends an event with this value for a signature.
    async fn sends(&self, event: &Value, header: &str) -> Answered {
        let operations = identification::operations();
        let found = operations.iter().find(|known| known.route.operation == "receive-identification").unwrap();
        Ask::json(event).header(signature::HEADER, header).of(&self.stage.test.app, found).await
    }

    fn signed(&self, key: &KeyRecord, at: Timestamp, event: &Value) -> String {
        signature::sign(&key.secret, at, event.to_string().as_bytes())
    }

    /// The partner tells, as he should.
    async fn tells(&self, event: &Value) -> u16 {
        self.sends(event, &self.signed(&self.key, self.stage.cx().now(), event)).await.status
    }

    async fn check(&self) -> CheckState {
        self.stage.upgrade(&self.id).await.value.checklist.state(Check::Identification).clone()
    }

    async fn version(&self) -> u64 {
        self.stage.upgrade(&self.id).await.version
    }

    async fn asks(&self, who: &Person, number: u32) -> Answered {
        let version = self.stage.upgrade(&self.id).await.revision;
        let ask = Ask::json(&json!({"version": version, "number": number})).path("upgradeId", &self.id);
        self.stage.asks(who, &identification::operations(), "invite-again", ask).await
    }
}

fn matched() -> Value {
    json!({"kind": "matched"})
}

fn booked(day: &str) -> Value {
    json!({"kind": "booked", "appointment": {
        "place": "Dorpsstraat 1, Utrecht", "from": format!("{day}T07:00:00Z"), "until": format!("{day}T17:00:00Z"),
    }})
}

#[tokio::test]
async fn a_match_passes_the_check_in_the_transaction_of_its_event_and_a_repetition_changes_nothing() {
    let room = Room::open().await;
    assert_eq!(room.check().await, CheckState::waiting(WaitingFor::Courier));
    let event = room.event("evt_00000001", 5, matched());
    assert_eq!(room.tells(&event).await, 202);
    assert!(matches!(room.check().await, CheckState::Passed { .. }));
    let version = room.version().await;

    assert_eq!(room.tells(&event).await, 202, "the partner may forget it");
    // Under the same name another event is a repetition too, and what comes late moves nothing back.
    let other = json!({"kind": "mismatched", "differences": [{"field": "surname", "seen": "Janssen"}]});
    assert_eq!(room.tells(&room.event("evt_00000001", 9, other)).await, 202);
    assert_eq!(room.tells(&room.event("evt_00000002", 4, booked("2026-12-01"))).await, 202);
    assert_eq!(room.tells(&room.event("evt_00000003", 6, json!({"kind": "no-show"}))).await, 202);
    assert_eq!(room.version().await, version);
    assert!(matches!(room.check().await, CheckState::Passed { .. }));
}

/// S62, S64.
#[tokio::test]
async fn only_the_partner_is_heard_and_only_now() {
    let room = Room::open().await;
    let event = room.event("evt_00000001", 1, matched());
    let now = room.stage.cx().now();
    let stranger = random_key(now, room.stage.cx().chance());
    let ago = |seconds| now - SignedDuration::from_secs(seconds);
    let other = room.event("evt_00000002", 1, matched());
    for (why, header) in [
        ("no signature", String::new()),
        ("no signature at all", "matched".to_owned()),
        ("another key", room.signed(&stranger, now, &event)),
        ("another body", room.signed(&room.key, now, &other)),
        ("seven minutes old", room.signed(&room.key, ago(7 * 60), &event)),
        ("two minutes ahead", room.signed(&room.key, ago(-2 * 60), &event)),
    ] {
        let refused = room.sends(&event, &header).await;
        assert_eq!((refused.status, refused.problem()), (401, Some("unauthenticated")), "{why}");
        assert!(refused.body["errors"].is_null(), "{why}: nothing is told of it");
    }
    for unread in [json!({}), json!({"eventId": 7}), json!([])] {
        let refused = room.sends(&unread, "").await;
        assert_eq!(
            (refused.status, &refused.body["errors"]),
            (401, &Value::Null),
            "what is wrong with it is the partner's to know"
        );
    }
    assert_eq!(room.check().await, CheckState::waiting(WaitingFor::Courier));
    assert_eq!(room.sends(&event, &room.signed(&room.key, ago(4 * 60), &event)).await.status, 202);
}

/// S62: two windows that overlap.
#[tokio::test]
async fn while_keys_change_both_are_taken_and_a_retired_one_is_not() {
    let room = Room::open().await;
    let cx = room.stage.cx();
    let next = random_key(cx.now() + SignedDuration::from_hours(24 * 30), cx.chance());
    cx.keys().put(KeySet::Courier, &next).await.unwrap();
    let event = room.event("evt_00000001", 1, booked("2026-12-01"));
    assert_eq!(room.sends(&event, &room.signed(&next, cx.now(), &event)).await.status, 202);
    let event = room.event("evt_00000002", 2, booked("2026-12-02"));
    assert_eq!(room.sends(&event, &room.signed(&room.key, cx.now(), &event)).await.status, 202);
    cx.keys().delete(KeySet::Courier, &room.key.id).await.unwrap();
    let event = room.event("evt_00000003", 3, matched());
    assert_eq!(room.sends(&event, &room.signed(&room.key, cx.now(), &event)).await.status, 401);
    assert_eq!(room.sends(&event, &room.signed(&next, cx.now(), &event)).await.status, 202);
    assert!(matches!(room.check().await, CheckState::Passed { .. }));
}

#[tokio::test]
async fn an_event_of_nobody_we_know_changes_nothing_and_one_that_cannot_be_is_named() {
    let room = Room::open().await;
    let mut unknown = room.event("evt_00000001", 1, matched());
    unknown["reference"] = json!(format!("{}.upg_01jdc5bbbbbbbbbbbbbbbbbbbb.1", room.stage.organisation.id));
    assert_eq!(room.tells(&unknown).await, 202);
    unknown["reference"] = json!(format!("{}.{}.7", room.stage.organisation.id, room.id));
    unknown["eventId"] = json!("evt_00000002");
    assert_eq!(room.tells(&unknown).await, 202);
    assert_eq!(room.check().await, CheckState::waiting(WaitingFor::Courier));

    for what in [json!({"kind": "mismatched", "differences": []}), {
        let mut backwards = booked("2026-12-01");
        backwards["appointment"]["until"] = json!("2026-11-01T07:00:00Z");
        backwards
    }] {
        assert_eq!(room.tells(&room.event("evt_00000003", 3, what)).await, 422);
    }
    let secret = json!({"kind": "matched", "verified": true});
    assert_eq!(room.tells(&room.event("evt_00000004", 3, secret)).await, 422, "unknown fields are not taken in");
}

#[tokio::test]
async fn a_mismatch_keeps_both_values_sealed_and_out_of_the_timeline() {
    let room = Room::open().await;
    let differs = json!({"kind": "mismatched", "differences": [{"field": "birth-date", "seen": "1976-02-01"}]});
    assert_eq!(room.tells(&room.event("evt_00000001", 1, differs)).await, 202);
    let upgrade = room.stage.upgrade(&room.id).await;
    let view = |viewer| {
        let case = upgrade.view(&room.stage.means.registration, vec![], viewer).unwrap();
        serde_json::to_string(&case.identification).unwrap()
    };
    let (customer, staff) = (view(domain::upgrade::view::Viewer::Customer), view(domain::upgrade::view::Viewer::Staff));
    assert!(staff.contains("1976-02-01") && staff.contains("1975-02-01"), "{staff}");
    assert!(customer.contains("birth-date") && !customer.contains("1976-02-01"), "{customer}");
    let case = room.stage.case(&room.id).await;
    let timeline = serde_json::to_string(&case.timeline).unwrap();
    assert!(timeline.contains("mismatched") && !timeline.contains("1976-02-01"), "{timeline}");
    assert!(!room.stage.test.lines().iter().any(|line| line.contains("1976-02-01")), "nor in a log (S60)");
}

#[tokio::test]
async fn another_invitation_is_for_those_it_concerns_and_after_one_that_came_to_nothing() {
    let room = Room::open().await;
    assert_eq!(room.asks(&room.stage.stranger, 1).await.problem(), Some("not-found"));
    assert_eq!(room.asks(&room.stage.petra, 1).await.problem(), Some("wrong-stage"));
    assert_eq!(room.asks(&room.stage.petra, 9).await.problem(), Some("wrong-stage"));
    for number in 1..3 {
        let mut event = room.event(&format!("evt_0000000{number}"), 1, json!({"kind": "expired"}));
        event["reference"] = json!(format!("{}.{}.{number}", room.stage.organisation.id, room.id));
        assert_eq!(room.tells(&event).await, 202);
        let asked = room.asks(&room.stage.petra, number).await;
        assert_eq!(asked.status, 200, "{}", asked.body);
        assert_eq!(asked.body["identification"]["persons"][0]["number"], number + 1);
    }
    // Three were enough: now the desk helps.
    let mut event = room.event("evt_00000009", 1, json!({"kind": "expired"}));
    event["reference"] = json!(format!("{}.{}.3", room.stage.organisation.id, room.id));
    assert_eq!(room.tells(&event).await, 202);
    assert_eq!(room.asks(&room.stage.petra, 3).await.problem(), Some("wrong-stage"));
    assert!(matches!(room.check().await, CheckState::Waiting { waiting_for: WaitingFor::Staff, .. }));
}
