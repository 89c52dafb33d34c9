//! The mails of questions to the service desk, performed by workers that may die at any moment.

use domain::account::Token;
use domain::effect::{Effect, TicketEffect};
use domain::language::Language;
use domain::taking::Colleague;
use domain::ticket::{Asker, Contact, Question, Situation, Ticket, TicketLink, Topic};
use embedded::testing::TestApp;
use runtime::Config;
use store::outbox::Waiting;
use store::{Change, Versioned};
use within::jobs::{Stage, token, told_of};

/// A stranger's question, and the workers that mail about it.
struct House {
    workers: Stage,
    _table: TestApp,
    asked: Ticket,
}

impl House {
    /// With the question asked and nothing mailed yet.
    async fn open() -> Self {
        let table = TestApp::start().await.unwrap();
        let desk_mailbox = Some("balie@desk.example".parse().unwrap());
        let workers = Stage::beside(&Config { desk_mailbox, ..table.app.config.clone() }).await;
        let contact =
            Contact { name: "Ada Lovelace".parse().unwrap(), email: "ada@example.org".parse().unwrap(), phone: None };
        let question = Question {
            topic: Topic::LogIn,
            text: "Ik kom er niet in.".parse().unwrap(),
            situation: Situation::default(),
            asker: Asker::Stranger {},
            contact,
            language: Language::Dutch,
        };
        let cx = workers.cx();
        let decided = Ticket::ask(question, cx.now(), cx.chance()).unwrap();
        let mut change = Change::new();
        change.ask(&decided);
        cx.commit(change).await.unwrap();
        Self { workers, _table: table, asked: decided.ticket }
    }

    async fn now(&self) -> Versioned<Ticket> {
        self.workers.get(store::ticket::key(&self.asked.id)).await.unwrap()
    }

    async fn waits(&self, wanted: impl Fn(&TicketEffect) -> bool) -> Waiting {
        let all = self.workers.waiting().await;
        all.into_iter().find(|one| matches!(&one.effect, Effect::Ticket(effect) if wanted(effect))).unwrap()
    }

    async fn perform(&self, waiting: &Waiting) {
        let outcome = self.workers.run("perform-effects", told_of(waiting)).await.unwrap();
        assert_eq!(outcome, serde_json::json!({"batchItemFailures": []}));
    }

    /// The desk answers; the effect that tells of it waits.
    async fn answers(&self) -> Waiting {
        let (cx, ticket) = (self.workers.cx(), self.now().await);
        let account = "acc_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap();
        let colleague = Colleague { account: &account, name: &"Fatima".parse().unwrap() };
        let text = "Staan cookies aan?".parse().unwrap();
        let decided = ticket.value.clone().answer(colleague, &text, false, cx.now(), cx.chance()).unwrap();
        let mut change = Change::new();
        change.go_on(&ticket, &decided);
        cx.commit(change).await.unwrap();
        self.waits(|effect| matches!(effect, TicketEffect::TellAnswer { .. })).await
    }

    async fn link(&self, mail: &str) -> Versioned<TicketLink> {
        self.workers.get(store::ticket::link_key(&Token::presented(&token(mail)).hash())).await.unwrap()
    }
}

#[tokio::test]
async fn a_worker_that_dies_after_mailing_a_link_mails_the_very_same_one_again() {
    let house = House::open().await;
    let confirmation = house.waits(|effect| matches!(effect, TicketEffect::Confirm { .. })).await;
    house.workers.perform_and_die_of(&confirmation).await;
    house.workers.later(21);
    house.perform(&confirmation).await;
    let mails = house.workers.mails();
    assert_eq!((mails.len(), &mails[0]), (2, &mails[1]), "nobody who gets both sees two");
    assert!(!mails[0].contains("kom er niet in"), "what was asked is in no mail");
    let (link, ticket) = (house.link(&mails[0]).await, house.now().await);
    assert!(link.opens(&ticket, house.workers.cx().now()).is_ok());
    assert!(!serde_json::to_string(&link.value).unwrap().contains(&token(&mails[0])), "only the hash is kept (S18)");
}

#[tokio::test]
async fn a_link_that_was_replaced_in_between_is_not_mailed_again() {
    let house = House::open().await;
    let confirmation = house.waits(|effect| matches!(effect, TicketEffect::Confirm { .. })).await;
    house.workers.perform_and_die_of(&confirmation).await;
    let answer = house.answers().await;
    house.perform(&answer).await;
    house.workers.later(21);
    house.perform(&confirmation).await;
    let mails = house.workers.mails();
    assert_eq!(mails.len(), 2, "the dead link is not mailed once more");
    let (dead, works, ticket) = (house.link(&mails[0]).await, house.link(&mails[1]).await, house.now().await);
    let now = house.workers.cx().now();
    assert!(dead.opens(&ticket, now).is_err() && works.opens(&ticket, now).is_ok(), "S20");
}

#[tokio::test]
async fn the_desk_hears_of_what_nobody_has_read_and_of_nothing_else() {
    let house = House::open().await;
    let waits = house.waits(|effect| matches!(effect, TicketEffect::TellDesk { .. })).await;
    house.perform(&waits).await;
    let mails = house.workers.mails();
    assert!(mails.len() == 1 && mails[0].contains("To: balie@desk.example"), "{mails:?}");
    assert!(!mails[0].contains("Lovelace") && !mails[0].contains("ada@example.org"));

    let other = House::open().await;
    let waits = other.waits(|effect| matches!(effect, TicketEffect::TellDesk { .. })).await;
    other.answers().await;
    other.perform(&waits).await;
    assert!(other.workers.mails().is_empty(), "it was answered before anybody could be told");
}

#[tokio::test]
async fn the_way_to_a_question_goes_to_the_address_it_was_asked_from_only() {
    let house = House::open().await;
    let asks = |email: &str| {
        let (reference, email) = (house.asked.reference, email.parse().unwrap());
        Effect::Ticket(TicketEffect::SendLink { reference, email })
    };
    house.workers.perform([asks("eva@example.org")]).await;
    assert!(house.workers.mails().is_empty());
    house.workers.perform([asks("ADA@example.org")]).await;
    let mails = house.workers.mails();
    assert_eq!(mails.len(), 1);
    assert!(house.link(&mails[0]).await.opens(&house.now().await.value, house.workers.cx().now()).is_ok());
}
