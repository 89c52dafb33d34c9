//! What Balie does by itself about cases at the desk: counting its queues, telling of messages, reminding, holding promises.

use domain::effect::{DeskEffect, Effect};
use domain::ids::UpgradeId;
use domain::upgrade::messages::{Draft, Side};
use domain::upgrade::queue::{Left, Queue, QueueMove, Waits};
use domain::upgrade::{Stage as UpgradeStage, StageName};
use serde_json::{Value, json};
use store::Change;
use store::queue::Figures;
use within::cases;
use within::jobs::{Stage, told_of};

const DAY: i64 = 24 * 60 * 60;

/// The customers' organisation and the workers, on one table.
struct House {
    customers: cases::Stage,
    workers: Stage,
}

impl House {
    async fn open() -> Self {
        let customers = cases::Stage::set().await;
        let workers = Stage::beside(&customers.test.app.config).await;
        Self { customers, workers }
    }

    /// Performs everything that waits.
    async fn work(&self) {
        for waiting in self.workers.waiting().await {
            let outcome = self.workers.run("perform-effects", told_of(&waiting)).await.unwrap();
            assert_eq!(outcome, json!({"batchItemFailures": []}), "{:?}", waiting.effect);
        }
    }

    async fn remind(&self) -> Value {
        let outcome = self.workers.run("remind-customers", json!({})).await.unwrap();
        self.work().await;
        outcome
    }

    async fn figures(&self) -> Figures {
        let cx = self.workers.cx();
        cx.store().queue_figures(cx.today()).await.unwrap()
    }

    async fn writes(&self, from: Side, id: &UpgradeId, text: &str) {
        let (cx, case) = (self.workers.cx(), self.customers.case(id).await);
        let author = match from {
            Side::Customer => &self.customers.petra.account,
            Side::Desk => &self.customers.clerk.account,
        };
        let draft = Draft { from, author, name: &"Somebody".parse().unwrap(), text: &text.parse().unwrap() };
        let (message, decided) = case.upgrade.value.clone().write_message(draft, cx.now(), cx.chance()).unwrap();
        let mut change = case.change(&decided);
        change.create(&message);
        cx.commit(change).await.unwrap();
        self.work().await;
    }
}

#[tokio::test]
async fn a_case_that_comes_and_goes_is_counted_once() {
    let house = House::open().await;
    house.customers.submitted().await;
    house.work().await;
    assert_eq!(house.figures().await.standing[&Queue::Data], 1);
    let left = Left { queue: Queue::Data, minutes: 90, working_days: 0 };
    let moved = QueueMove { left: Some(left), into: Some(Queue::Powers), at: house.workers.cx().now() };
    house.workers.perform([Effect::Desk(DeskEffect::CountQueueMove { moved })]).await;
    let figures = house.figures().await;
    assert_eq!((figures.standing[&Queue::Data], figures.standing[&Queue::Powers]), (0, 1));
    assert_eq!(figures.waits[&Queue::Data].cases(), 1);
}

#[tokio::test]
async fn an_effect_that_was_noted_as_done_counts_nothing() {
    let house = House::open().await;
    house.customers.submitted().await;
    let waiting = house.workers.waiting().await;
    let moved =
        waiting.iter().find(|waiting| matches!(&waiting.effect, Effect::Desk(DeskEffect::CountQueueMove { .. })));
    let moved = moved.unwrap().clone();
    house.work().await;
    // It stands in the outbox again, as after a worker that died before it took it out; the note of it is there.
    let mut change = Change::new();
    change.set(&moved);
    house.workers.cx().commit(change).await.unwrap();
    house.work().await;
    assert_eq!(house.figures().await.standing[&Queue::Data], 1);
}

#[tokio::test]
async fn a_message_is_told_without_its_text_and_not_when_it_was_read() {
    let house = House::open().await;
    let id = house.customers.submitted().await;
    house.work().await;
    let before = house.workers.mails().len();
    house.writes(Side::Desk, &id, "Geheim is dit niet, maar in een mail hoort het ook niet").await;
    let mails = house.workers.mails();
    assert_eq!(mails.len(), before + 1);
    let mail = mails.last().unwrap();
    assert!(mail.contains("To: p.jansen@voorbeeld.nl") && mail.contains(&format!("/upgrades/{id}")), "{mail}");
    assert!(!mail.contains("Geheim"), "{mail}");
    // The answer goes to whoever of the desk wrote.
    house.writes(Side::Customer, &id, "Dank u").await;
    let mail = house.workers.mails().pop().unwrap();
    assert!(mail.contains("To: desk@balie.example") && mail.contains("/desk/organisations/"), "{mail}");
}

#[tokio::test]
async fn a_draft_is_reminded_once_warned_once_and_called_off() {
    let house = House::open().await;
    let id = house.customers.filled_in().await;
    house.work().await;
    assert_eq!(house.remind().await, json!({"reminded": 0, "moved": 0, "left": 0}));
    house.workers.later(7 * DAY + 60);
    assert_eq!(house.remind().await["reminded"], 1);
    assert_eq!(house.remind().await["reminded"], 0, "once");
    assert!(house.workers.mails().last().unwrap().contains("wacht op u"));
    house.workers.later(71 * DAY);
    assert_eq!(house.remind().await["reminded"], 1);
    assert!(house.workers.mails().last().unwrap().contains("vervalt"));
    house.workers.later(14 * DAY);
    assert_eq!(house.remind().await["reminded"], 1);
    assert_eq!(house.customers.upgrade(&id).await.stage.name(), StageName::Cancelled);
    assert_eq!(house.customers.means_now().await.open_upgrade, None);
    let mails = house.workers.mails().len();
    house.workers.later(100 * DAY);
    assert_eq!(house.remind().await["reminded"], 0);
    assert_eq!(house.workers.mails().len(), mails);
}

#[tokio::test]
async fn a_promise_moves_when_the_queue_is_longer_than_was_expected_and_the_customer_is_told() {
    let house = House::open().await;
    let id = house.customers.submitted().await;
    house.work().await;
    let promised = |stage: &UpgradeStage| {
        let UpgradeStage::InReview(review) = stage else { panic!("{stage:?}") };
        review.promised_for.unwrap()
    };
    let first = promised(&house.customers.upgrade(&id).await.stage);
    // Ten others waited nine working days each for somebody to look at their powers.
    let at = house.workers.cx().now();
    let left = Left { queue: Queue::Powers, minutes: 9 * 24 * 60, working_days: 9 };
    let moved = QueueMove { left: Some(left), into: None, at };
    house.workers.perform((0..10).map(|_| Effect::Desk(DeskEffect::CountQueueMove { moved }))).await;
    assert_eq!(house.figures().await.ages().of(Queue::Powers), 9);
    assert_eq!(house.remind().await, json!({"reminded": 0, "moved": 1, "left": 0}));
    let second = promised(&house.customers.upgrade(&id).await.stage);
    assert!(second > first, "{second} after {first}");
    let mail = house.workers.mails().pop().unwrap();
    assert!(mail.contains("langer"), "{mail}");
    assert_eq!(house.remind().await["moved"], 0, "it stands");
}

#[tokio::test]
async fn what_waited_longer_than_a_month_counts_as_a_month() {
    let house = House::open().await;
    let left = Left { queue: Queue::Decision, minutes: u32::MAX, working_days: u16::MAX };
    let moved = QueueMove { left: Some(left), into: None, at: house.workers.cx().now() };
    house.workers.perform((0..5).map(|_| Effect::Desk(DeskEffect::CountQueueMove { moved }))).await;
    assert_eq!(house.figures().await.ages().of(Queue::Decision), Waits::LONGEST);
}
