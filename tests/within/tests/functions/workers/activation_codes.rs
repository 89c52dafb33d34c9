//! The mail with the activation code, made twice: the same code once more, as long as it is waited for (S20, S22, S53).

use domain::effect::Effect;
use domain::ids::UpgradeId;
use domain::taking::Colleague;
use domain::upgrade::activation_code::{Activation, ActivationCode};
use domain::upgrade::checklist::Check;
use domain::upgrade::{Attempt, Decided, Outcome, Stage as UpgradeStage, StageName};
use runtime::{CodeKind, Context};
use store::outbox::Waiting;
use store::upgrade::Case;
use within::cases;
use within::jobs::{Stage, told_of};

/// Petra's upgrade, approved; the mail with her code waits.
struct Counter {
    customers: cases::Stage,
    stage: Stage,
    upgrade: UpgradeId,
}

impl Counter {
    async fn open() -> Self {
        let customers = cases::Stage::set().await;
        let stage = Stage::beside(&customers.test.app.config).await;
        let upgrade = customers.submitted().await;
        let counter = Self { customers, stage, upgrade };
        let clerk = counter.customers.clerk.account.clone();
        for check in [Check::UserIdentity, Check::PowerToRepresent, Check::Identification] {
            let note = || "seen".parse().unwrap();
            let record = |case: &Case, cx: &Context| {
                let upgrade = case.upgrade.value.clone();
                let revision = upgrade.revision;
                upgrade.record_check(check, Outcome::Passed, note(), revision, &clerk, cx.now()).unwrap()
            };
            counter.decide(record).await;
        }
        counter
            .decide(|case, cx| {
                let upgrade = case.upgrade.value.clone();
                let revision = upgrade.revision;
                upgrade
                    .approve(
                        &case.means,
                        revision,
                        Colleague { account: &clerk, name: &"Fatima".parse().unwrap() },
                        cx.now(),
                    )
                    .unwrap()
            })
            .await;
        counter
    }

    async fn decide(&self, decide: impl Fn(&Case, &Context) -> Decided) {
        let (cx, case) = (self.stage.cx(), self.customers.case(&self.upgrade).await);
        let decided = decide(&case, &cx);
        cx.commit(case.change(&decided)).await.unwrap();
    }

    async fn renew(&self) {
        let petra = &self.customers.petra.account;
        let renew = |case: &Case, cx: &Context| {
            let upgrade = case.upgrade.value.clone();
            let revision = upgrade.revision;
            upgrade.renew_code(revision, petra, cx.now()).unwrap()
        };
        self.decide(renew).await;
    }

    /// The code mails that wait, in the order they were asked for.
    async fn code_mails(&self) -> Vec<Waiting> {
        let mut waiting = self.stage.waiting().await;
        waiting.retain(|waiting| matches!(waiting.effect, Effect::MailActivationCode { .. }));
        waiting.sort_by_key(|waiting| waiting.since);
        waiting
    }

    /// What is kept of the code that counts.
    async fn activation(&self) -> Option<Activation> {
        let upgrade = self.customers.upgrade(&self.upgrade).await.value;
        let UpgradeStage::Approved(approved) = upgrade.stage else { panic!("it is approved") };
        approved.activation
    }

    /// Petra types a code.
    async fn tries(&self, code: &str) -> bool {
        let code: ActivationCode = code.parse().unwrap();
        let (cx, case) = (self.stage.cx(), self.customers.case(&self.upgrade).await);
        let hashes: Vec<_> = case.upgrade.mailed_code().cloned().into_iter().collect();
        let matches = cx.which_keyed_hash(CodeKind::ActivationCode, &code.canonical(), &hashes).await.unwrap();
        let petra = &self.customers.petra.account;
        let upgrade = case.upgrade.value.clone();
        match upgrade.activate(case.means.value.clone(), matches.is_some(), petra, cx.now()).unwrap() {
            Attempt::Activated(decided) => {
                cx.commit(case.change(&decided)).await.unwrap();
                true
            }
            Attempt::Wrong { decided, .. } => {
                cx.commit(case.change(&decided)).await.unwrap();
                false
            }
        }
    }
}

/// The code in a mail.
fn code(mail: &str) -> String {
    let fits = |word: &&str| word.len() == 14 && word.parse::<ActivationCode>().is_ok();
    mail.split_whitespace().find(fits).unwrap().to_owned()
}

/// A well-formed code that was never mailed.
fn wrong(counter: &Counter) -> String {
    ActivationCode::draw(counter.stage.cx().chance()).for_mail()
}

#[tokio::test]
async fn the_same_code_is_mailed_again_with_the_tries_that_are_left() {
    let counter = Counter::open().await;
    let asked = counter.code_mails().await.remove(0);
    counter.stage.perform_and_die_of(&asked).await;
    assert!(!counter.tries(&wrong(&counter)).await);
    let before = counter.activation().await;
    assert_eq!(before.as_ref().map(|activation| activation.tries_left), Some(4));
    let entries = counter.customers.upgrade(&counter.upgrade).await.entries;
    counter.stage.later(21);
    counter.stage.run("perform-effects", told_of(&asked)).await.unwrap();

    let mails: Vec<_> = counter.stage.mails();
    assert_eq!((mails.len(), &mails[0]), (2, &mails[1]));
    assert_eq!(counter.activation().await, before, "no try is given back");
    assert_eq!(counter.customers.upgrade(&counter.upgrade).await.entries, entries, "it was mailed once");
    assert!(counter.tries(&code(&mails[1])).await);
}

#[tokio::test]
async fn a_code_used_in_between_is_not_mailed_again() {
    let counter = Counter::open().await;
    let asked = counter.code_mails().await.remove(0);
    counter.stage.perform_and_die_of(&asked).await;
    assert!(counter.tries(&code(&counter.stage.mails()[0])).await);
    counter.stage.later(21);
    counter.stage.run("perform-effects", told_of(&asked)).await.unwrap();
    assert_eq!(counter.stage.mails().len(), 1);
    assert!(counter.code_mails().await.is_empty());
    assert_eq!(counter.customers.upgrade(&counter.upgrade).await.stage.name(), StageName::Active);
}

#[tokio::test]
async fn a_code_that_was_replaced_stays_dead_when_its_mail_is_made_once_more() {
    for second_is_mailed_first in [true, false] {
        let counter = Counter::open().await;
        let first = counter.code_mails().await.remove(0);
        counter.stage.perform_and_die_of(&first).await;
        counter.renew().await;
        let second = counter.code_mails().await.pop().unwrap();
        counter.stage.later(21);
        let order = if second_is_mailed_first { [&second, &first] } else { [&first, &second] };
        for asked in order {
            counter.stage.run("perform-effects", told_of(asked)).await.unwrap();
        }
        let mails = counter.stage.mails();
        assert_eq!(mails.len(), 2, "one for each code");
        assert!(!counter.tries(&code(&mails[0])).await);
        assert!(counter.tries(&code(&mails[1])).await);
    }
}
