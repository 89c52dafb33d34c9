//! Asking the partner who identifies people: once, however often it is tried; and what happens without him.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use within::cases;

use api::KeySet;
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, Uri};
use courier::signature;
use domain::effect::{Effect, IdentificationEffect};
use domain::ids::UpgradeId;
use domain::upgrade::checklist::{Check, CheckState, WaitingFor};
use domain::upgrade::identification::Progress;
use runtime::Config;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use within::jobs::{Stage, told_of};

/// What he was asked: path, idempotency key, body, signature.
type Asked = (String, String, Vec<u8>, String);

/// A partner who writes down what he is asked.
#[derive(Clone, Default)]
struct Partner {
    asked: Arc<Mutex<Vec<Asked>>>,
    status: Arc<AtomicU16>,
    page: Arc<Mutex<String>>,
}

impl Partner {
    async fn open(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        self.status.store(200, Ordering::SeqCst);
        *self.page.lock().unwrap() = format!("{url}/book/abc");
        let own = self.clone();
        let router = Router::new().fallback(async move |uri: Uri, headers: HeaderMap, body: Bytes| {
            let text = |name: &str| headers[name].to_str().unwrap().to_owned();
            let asked = (uri.path().to_owned(), text("idempotency-key"), body.to_vec(), text(signature::HEADER));
            own.asked.lock().unwrap().push(asked);
            let answer = json!({"assignmentId": "asg_1", "bookingUrl": *own.page.lock().unwrap()});
            (StatusCode::from_u16(own.status.load(Ordering::SeqCst)).unwrap(), answer.to_string())
        });
        tokio::spawn(async move { axum::serve(listener, router).await });
        url
    }
}

struct Room {
    customers: cases::Stage,
    stage: Stage,
    partner: Partner,
    upgrade: UpgradeId,
}

impl Room {
    async fn open(connected: bool) -> Self {
        let (customers, partner) = (cases::Stage::set().await, Partner::default());
        let courier_url = Some(partner.open().await).filter(|_| connected);
        let config = Config { courier_url, ..customers.test.app.config.clone() };
        let stage = Stage::beside(&config).await;
        let upgrade = customers.submitted().await;
        Self { customers, stage, partner, upgrade }
    }

    /// What the table's stream tells of the invitation.
    async fn invitation(&self) -> Value {
        let waiting = self.stage.waiting().await;
        let found = waiting
            .iter()
            .find(|waiting| matches!(&waiting.effect, Effect::Identification(IdentificationEffect::Invite { .. })));
        told_of(found.unwrap())
    }

    fn mails(&self) -> usize {
        self.stage.mails().iter().filter(|mail| mail.contains("/book/abc")).count()
    }
}

#[tokio::test]
async fn a_person_is_invited_once_by_a_signed_request_also_when_the_first_attempt_failed() {
    let room = Room::open(true).await;
    let told = room.invitation().await;
    room.partner.status.store(503, Ordering::SeqCst);
    let failed = room.stage.run("perform-effects", told.clone()).await.unwrap();
    assert_ne!(failed, json!({"batchItemFailures": []}), "it stays in the outbox");
    assert_eq!(room.mails(), 0);
    room.partner.status.store(200, Ordering::SeqCst);
    assert_eq!(room.stage.run("perform-effects", told.clone()).await.unwrap(), json!({"batchItemFailures": []}));
    assert_eq!(room.stage.run("perform-effects", told).await.unwrap(), json!({"batchItemFailures": []}));
    assert_eq!(room.mails(), 1);

    let asked = room.partner.asked.lock().unwrap().clone();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0].1, asked[1].1, "the same idempotency key");
    let key = room.stage.cx().keys().current(KeySet::Courier).await.unwrap();
    let (path, _, body, header) = &asked[1];
    assert_eq!(path, "/assignments");
    assert!(signature::verify([key.secret.as_slice()], header, body, room.stage.cx().now()).is_ok());
    let body: Value = serde_json::from_slice(body).unwrap();
    assert_eq!(body["person"]["surname"], "Jansen");
    assert_eq!(body["events"], "http://localhost:8080/v1/partners/identification/events");
    let person = room.customers.upgrade(&room.upgrade).await.identification.as_ref().unwrap().persons[0].clone();
    assert_eq!(person.assignment.unwrap().id, "asg_1");
}

#[tokio::test]
async fn a_page_for_booking_that_is_not_the_partners_is_mailed_to_nobody() {
    let room = Room::open(true).await;
    *room.partner.page.lock().unwrap() = "https://evil.example/book/abc".to_owned();
    let failed = room.stage.run("perform-effects", room.invitation().await).await.unwrap();
    assert_ne!(failed, json!({"batchItemFailures": []}));
    assert_eq!(room.mails(), 0);
}

#[tokio::test]
async fn without_a_partner_the_desk_sees_to_it() {
    let room = Room::open(false).await;
    let done = room.stage.run("perform-effects", room.invitation().await).await.unwrap();
    assert_eq!(done, json!({"batchItemFailures": []}));
    let upgrade = room.customers.upgrade(&room.upgrade).await;
    assert_eq!(upgrade.identification.as_ref().unwrap().persons[0].progress, Progress::AtDesk);
    assert_eq!(*upgrade.checklist.state(Check::Identification), CheckState::waiting(WaitingFor::Staff));
    assert!(room.partner.asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn reminders_go_out_after_a_week_and_three_and_a_month_ends_it() {
    let room = Room::open(true).await;
    room.stage.run("perform-effects", room.invitation().await).await.unwrap();
    let watch = async || room.stage.run("watch-identifications", json!({})).await.unwrap();
    let day = 24 * 60 * 60;
    assert_eq!(watch().await["acted"], 0);
    for (days, acted) in [(7, 1), (0, 0), (13, 0), (1, 1), (8, 0), (2, 1), (9, 0)] {
        room.stage.later(days * day);
        assert_eq!(watch().await["acted"], acted, "{days} days later");
    }
    let upgrade = room.customers.upgrade(&room.upgrade).await;
    let person = &upgrade.identification.as_ref().unwrap().persons[0];
    assert!(matches!(person.progress, Progress::Expired { .. }));
    assert_eq!(person.reminders, 2);
    assert!(matches!(
        upgrade.checklist.state(Check::Identification),
        CheckState::Waiting { waiting_for: WaitingFor::Customer, .. }
    ));
}
