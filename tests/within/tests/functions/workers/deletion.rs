//! Deleting an account, by a worker that dies again and again, each time one step later: whatever it died at, the next one goes on, and in the end
//! everything is gone, and done once.

use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use domain::account::{Account, Deletion, Session};
use domain::business::{Business, Opened};
use domain::effect::{AccountEffect, Effect, SubmissionEffect};
use domain::form::Answers;
use domain::ids::SubmissionId;
use domain::language::Language;
use domain::means::MeansStatus;
use domain::organisation::Membership;
use domain::submission::{Course, State, Submission};
use domain::ticket::{Asker, Contact, Message, Question, Situation, Ticket, Topic};
use jiff::SignedDuration;
use serde_json::{Value, json};
use store::audit::AuditEntry;
use store::outbox::{self, Waiting};
use store::ticket::{Asked, Numbered};
use store::{Change, Range, Stored};
use within::cases::Stage;

const QUESTIONS: usize = 3;

/// Work whose worker is killed after so many steps; none of it is answered then.
async fn dies_after<F: Future>(steps: usize, work: F) -> Option<F::Output> {
    let (mut work, mut left) = (pin!(work), steps);
    std::future::poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        work.as_mut().poll(context).map(Some)
    })
    .await
}

/// Petra's account, due to be deleted, with everything an account gathers.
struct Leaving {
    stage: Stage,
    tickets: Vec<Ticket>,
    draft: SubmissionId,
}

impl Leaving {
    async fn set() -> Self {
        let stage = Stage::set().await;
        stage.filled_in().await;
        let (cx, account) = (stage.cx(), stage.petra.account.clone());
        let mut change = Change::new();
        change.create(&Deletion::ask(account.clone(), cx.now() - SignedDuration::from_hours(8 * 24)));
        let mut tickets = Vec::new();
        for _ in 0..QUESTIONS {
            let contact = Contact {
                name: "Petra".parse().unwrap(),
                email: "p.jansen@voorbeeld.nl".parse().unwrap(),
                phone: None,
            };
            let question = Question {
                topic: Topic::Other,
                text: "Een vraag.".parse().unwrap(),
                situation: Situation::default(),
                asker: Asker::Person { account: account.clone(), organisation: None },
                contact,
                language: Language::Dutch,
            };
            let decided = Ticket::ask(question, cx.now(), cx.chance()).unwrap();
            change.ask(&decided);
            tickets.push(decided.ticket);
        }
        let address = json!({"street": "Am Wall 7", "postcode": "18055", "town": "Rostock", "country": "DE"});
        let data = json!({"number": "4711000815", "name": "Malerei am Wall", "address": address, "language": "de"});
        let business = Business::register(serde_json::from_value(data).unwrap(), cx.now(), cx.chance());
        change.register_business(&business).create(&business.opened_by(&account, cx.now()));
        let draft = Submission {
            id: SubmissionId::new(cx.now(), cx.chance()),
            form: "early-examination".parse().unwrap(),
            edition: 0,
            account,
            business: None,
            answers: Answers::default(),
            language: Language::German,
            copied_from: None,
            revision: 1,
            about: None,
            begun_at: cx.now(),
            changed_at: cx.now(),
            state: State::Draft,
            signing: None,
            course: Course::default(),
        };
        change.create(&draft);
        cx.commit(change).await.unwrap();
        Self { stage, tickets, draft: draft.id }
    }

    /// Runs the job; `None` when it was killed after so many steps.
    async fn looks_after(&self, steps: usize) -> Option<Value> {
        let job = workers::jobs().into_iter().find(|entry| entry.job.name == "look-after-accounts").unwrap();
        let outcome = dies_after(steps, (job.call)(Arc::clone(&self.stage.test.app), json!({}))).await;
        outcome.map(Result::unwrap)
    }

    async fn count<T: Stored>(&self, range: Range) -> usize {
        self.stage.cx().store().list::<T>(range).await.unwrap().items.len()
    }

    async fn is_there<T: Stored>(&self, key: store::Key) -> bool {
        self.stage.cx().store().get::<T>(key).await.unwrap().is_some()
    }

    async fn set_in_motion(&self) -> Vec<Effect> {
        let mut all = Vec::new();
        for shard in 0..outbox::SHARDS {
            let range = Range::of(outbox::partition(shard));
            let page = self.stage.cx().store().list::<Waiting>(range).await.unwrap();
            all.extend(page.items.into_iter().map(|waiting| waiting.value.effect));
        }
        all
    }
}

#[tokio::test]
async fn whatever_step_the_worker_dies_at_the_next_goes_on_and_everything_is_gone_once() {
    let leaving = Leaving::set().await;
    let account = &leaving.stage.petra.account;
    let (mut deaths, mut steps) = (0, 0);
    while leaving.is_there::<Deletion>(store::account::deletion_key(account)).await {
        steps += 1;
        deaths += usize::from(leaving.looks_after(steps).await.is_none());
    }
    assert!(deaths > 5, "it was killed at many steps: {deaths}");

    assert!(!leaving.is_there::<Account>(store::account::key(account)).await);
    assert!(!leaving.is_there::<Deletion>(store::account::deletion_key(account)).await);
    assert_eq!(leaving.count::<Session>(store::session::of(account)).await, 0);
    assert_eq!(leaving.count::<Membership>(store::organisation::of_member(account)).await, 0);
    assert_eq!(leaving.count::<Opened>(store::business::of_account(account)).await, 0);
    assert_eq!(leaving.count::<Submission>(store::submission::of_account(account)).await, 0);
    assert_eq!(leaving.count::<Asked>(store::ticket::of_account(account)).await, 0);
    for ticket in &leaving.tickets {
        assert!(!leaving.is_there::<Ticket>(store::ticket::key(&ticket.id)).await);
        assert!(!leaving.is_there::<Numbered>(store::ticket::reference_key(&ticket.reference)).await);
        assert_eq!(leaving.count::<Message>(store::ticket::messages(&ticket.id)).await, 0);
    }
    let means = leaving.stage.means_now().await;
    assert_eq!((means.status, means.open_upgrade.is_none()), (MeansStatus::Ended, true));

    // Each is told and noted once, however often it was begun anew.
    let effects = leaving.set_in_motion().await;
    let told = |effect: &&Effect| matches!(effect, Effect::Account(AccountEffect::TellDeleted { .. }));
    assert_eq!(effects.iter().filter(told).count(), 1);
    let left = Effect::Submission(SubmissionEffect::RemoveLeft { submission: leaving.draft.clone() });
    assert_eq!(effects.iter().filter(|effect| **effect == left).count(), 1);
    let trail = store::audit::partition(&domain::audit::Trail::Account { account: account.clone() });
    let trail = leaving.stage.cx().store().list::<AuditEntry>(Range::of(trail)).await.unwrap();
    let noted = trail.items.iter().filter(|entry| entry.fact.action == "delete-account");
    assert_eq!(noted.map(|entry| entry.fact.result.as_str()).collect::<Vec<_>>(), ["begun", "deleted"]);
    assert_eq!(leaving.looks_after(usize::MAX).await.unwrap()["deleted"], 0);
}
