//! The mails of the signing room, made twice: the same link, the same code; and reminders on their days (S20, S22, S53).

use domain::account::Token;
use domain::effect::{Effect, SigningEffect};
use domain::ids::{SignerId, UpgradeId};
use domain::language::Language;
use domain::upgrade::signing::{CodeTry, Consent, Factor, RoomSignature, SigningLink};
use domain::upgrade::{Sections, Upgrade};
use runtime::CodeKind;
use serde_json::{Value, json};
use store::outbox::Waiting;
use store::signing::Room;
use store::{Change, Versioned};
use within::cases;
use within::jobs::{Stage, token, told_of};

/// Petra's upgrade, handed in by a board of three, two of whom must sign.
struct House {
    customers: cases::Stage,
    workers: Stage,
    upgrade: UpgradeId,
}

impl House {
    async fn open() -> Self {
        let customers = cases::Stage::set().await;
        let workers = Stage::beside(&customers.test.app.config).await;
        let upgrade = customers.filled_in().await;
        customers.extract_judged(&upgrade).await;
        let house = Self { customers, workers, upgrade };
        let (cx, case, by) = (house.workers.cx(), house.customers.case(&house.upgrade).await, house.petra());
        let sections = Sections { representatives: Some(board(&case.upgrade)), ..Sections::default() };
        let (upgrade, registration) = (case.upgrade.value.clone(), &case.means.registration);
        let revision = upgrade.revision;
        let filled = upgrade.fill_in(registration, sections, revision, &by, cx.now()).unwrap();
        cx.commit(case.change(&filled)).await.unwrap();
        let case = house.customers.case(&house.upgrade).await;
        let upgrade = case.upgrade.value.clone();
        let revision = upgrade.revision;
        let submitted = upgrade.submit(&case.means, revision, &by, cx.now()).unwrap();
        cx.commit(case.change(&submitted)).await.unwrap();
        house
    }

    fn petra(&self) -> domain::ids::AccountId {
        self.customers.petra.account.clone()
    }

    async fn now(&self) -> Versioned<Upgrade> {
        self.customers.upgrade(&self.upgrade).await
    }

    async fn signer(&self, place: usize) -> SignerId {
        self.now().await.signing.signers[place].id.clone()
    }

    /// What waits of signing for a signer.
    async fn waits_for(&self, signer: &SignerId) -> Waiting {
        let waiting = self.workers.waiting().await;
        // The effect as it is kept: these two name a signer to invite or to remind.
        let is = |one: &Waiting| {
            let effect = serde_json::to_value(&one.effect).unwrap();
            effect["signer"] == signer.as_str()
                && ["invite-signer", "remind-signer"].iter().any(|what| effect["what"] == *what)
        };
        waiting.into_iter().find(is).unwrap()
    }

    async fn link(&self, mail: &str) -> Option<Versioned<SigningLink>> {
        self.workers.get(store::signing::key(&Token::presented(&token(mail)).hash())).await
    }

    async fn perform(&self, waiting: &Waiting) {
        let outcome = self.workers.run("perform-effects", told_of(waiting)).await.unwrap();
        assert_eq!(outcome, json!({"batchItemFailures": []}), "{:?}", waiting.effect);
    }

    async fn remind(&self) -> Value {
        self.workers.run("remind-signers", json!({})).await.unwrap()
    }

    async fn signs(&self, signer: &SignerId) {
        let (cx, upgrade) = (self.workers.cx(), self.now().await);
        let consent = Consent::latest(Language::Dutch).unwrap();
        let given = RoomSignature { fingerprint: upgrade.fingerprint(), consent, factor: Factor::MailedCode };
        let decided = upgrade.value.clone().sign(signer, given, cx.now()).unwrap();
        let mut change = Change::new();
        change.replace(&upgrade, &decided.upgrade).follows(&decided);
        cx.commit(change).await.unwrap();
    }
}

/// Petra and two more, who bind the organisation together.
fn board(upgrade: &Upgrade) -> Vec<domain::upgrade::data::Representative> {
    let first = serde_json::to_value(&upgrade.data.representatives[0]).unwrap();
    let identity = serde_json::to_value(upgrade.data.user.as_ref().unwrap()).unwrap()["identityDocument"].clone();
    let member = |at: usize| {
        let mut one = first.clone();
        one["power"] = json!("joint");
        if at > 0 {
            one["firstNames"] = json!("Anna");
            one["surname"] = json!(["", "Bakker", "Visser"][at]);
            one["email"] = json!(format!("bestuur{at}@voorbeeld.nl"));
            one["isUser"] = json!(false);
            one["identityDocument"] = identity.clone();
        }
        serde_json::from_value(one).unwrap()
    };
    (0..3).map(member).collect()
}

#[tokio::test]
async fn a_worker_that_dies_after_mailing_an_invitation_mails_the_very_same_link_again() {
    let house = House::open().await;
    let signer = house.signer(1).await;
    let invitation = house.waits_for(&signer).await;
    house.workers.perform_and_die_of(&invitation).await;
    let before = house.now().await;
    house.workers.later(21);
    house.perform(&invitation).await;
    let mails = house.workers.mails();
    assert_eq!((mails.len(), &mails[0]), (2, &mails[1]), "nobody who gets both sees two");
    assert_eq!(*house.now().await, *before);
    let link = house.link(&mails[0]).await.unwrap();
    assert_eq!(link.opens(&before, house.workers.cx().now()).unwrap().id, signer);
    assert!(!serde_json::to_string(&link.value).unwrap().contains(&token(&mails[0])), "only the hash is kept (S18)");
}

#[tokio::test]
async fn a_link_that_was_replaced_in_between_is_not_mailed_again() {
    let house = House::open().await;
    let signer = house.signer(1).await;
    let invitation = house.waits_for(&signer).await;
    house.workers.perform_and_die_of(&invitation).await;
    house.workers.later(25 * 3600);
    let (cx, upgrade, by) = (house.workers.cx(), house.now().await, house.petra());
    let revision = upgrade.revision;
    let reminded = upgrade.value.clone().remind_signer(&signer, revision, &by, cx.now()).unwrap();
    let mut change = Change::new();
    change.replace(&upgrade, &reminded.upgrade).follows(&reminded);
    cx.commit(change).await.unwrap();
    let reminder = {
        let waiting = house.workers.waiting().await;
        let is = |one: &&Waiting| matches!(one.effect, Effect::Signing(SigningEffect::RemindSigner { .. }));
        waiting.iter().find(is).cloned().unwrap()
    };
    house.perform(&reminder).await;
    house.perform(&invitation).await;
    let mails = house.workers.mails();
    assert_eq!(mails.len(), 2, "the dead link is not mailed once more");
    let (dead, works) = (house.link(&mails[0]).await.unwrap(), house.link(&mails[1]).await.unwrap());
    let (upgrade, now) = (house.now().await, house.workers.cx().now());
    assert!(dead.opens(&upgrade, now).is_err() && works.opens(&upgrade, now).is_ok());
}

#[tokio::test]
async fn a_code_is_the_same_when_its_mail_is_made_twice_and_dead_when_another_was_asked_for() {
    let house = House::open().await;
    let signer = house.signer(1).await;
    house.perform(&house.waits_for(&signer).await).await;
    let hash = house.link(&house.workers.mails()[0]).await.unwrap().hash.clone();
    let ask = async || {
        let cx = house.workers.cx();
        let room = Room::load(cx.store(), &hash).await.unwrap().unwrap();
        let mut change = Change::new();
        change.replace(&room.link, &room.link.code_asked(Language::German, cx.now()));
        change.effect(Effect::Signing(SigningEffect::MailSigningCode { link: hash.clone() }));
        cx.commit(change).await.unwrap();
        let is = |one: &Waiting| matches!(one.effect, Effect::Signing(SigningEffect::MailSigningCode { .. }));
        let mut waiting: Vec<_> = house.workers.waiting().await.into_iter().filter(is).collect();
        waiting.sort_by_key(|waiting| waiting.since);
        waiting.pop().unwrap()
    };
    let code = |mail: &str| {
        let six = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
        mail.split_whitespace().find(six).unwrap().to_owned()
    };
    let first = ask().await;
    house.workers.perform_and_die_of(&first).await;
    house.workers.later(21);
    house.perform(&first).await;
    let mails = house.workers.mails();
    assert_eq!((mails.len(), &mails[1]), (3, &mails[2]));
    assert!(mails[1].contains("Ihr Code zum Unterschreiben"), "in the language of the page it was asked on");
    let right = code(&mails[1]);

    let cx = house.workers.cx();
    let room = Room::load(cx.store(), &hash).await.unwrap().unwrap();
    let kept = room.link.codes.code.clone().unwrap();
    let matches =
        cx.which_keyed_hash(CodeKind::SigningCode, &room.link.bound(&right), std::slice::from_ref(&kept.hash)).await;
    assert!(matches.unwrap().is_some() && !kept.hash.hash.contains(&right));
    assert!(matches!(room.link.try_code(true, cx.now()), Ok(CodeTry::Right(_))));

    house.workers.perform_and_die_of(&ask().await).await;
    house.workers.later(60);
    let third = ask().await;
    house.perform(&third).await;
    assert_eq!(house.workers.mails().len(), 5);
    for waiting in house.workers.waiting().await {
        if matches!(waiting.effect, Effect::Signing(SigningEffect::MailSigningCode { .. })) {
            house.perform(&waiting).await;
        }
    }
    assert_eq!(house.workers.mails().len(), 5, "the second code was replaced and is not mailed again");
}

#[tokio::test]
async fn who_does_not_answer_is_reminded_twice_and_who_signed_is_left_alone() {
    let house = House::open().await;
    for place in 0..3 {
        house.perform(&house.waits_for(&house.signer(place).await).await).await;
    }
    assert_eq!(house.remind().await, json!({"reminded": 0, "putAside": 0}));
    house.signs(&house.signer(0).await).await;
    let day = 24 * 3600;
    // Three working days lie within a week, whatever day the test runs on but for Christmas; the second reminder within two.
    house.workers.later(7 * day);
    let first = house.remind().await;
    assert_eq!(first, json!({"reminded": 2, "putAside": 1}));
    assert_eq!(house.remind().await, json!({"reminded": 0, "putAside": 0}), "once is enough");
    for place in 1..3 {
        house.perform(&house.waits_for(&house.signer(place).await).await).await;
    }
    house.workers.later(9 * day);
    house.signs(&house.signer(1).await).await;
    let second = house.remind().await;
    assert_eq!(second, json!({"reminded": 0, "putAside": 2}), "enough have signed: nobody is asked any more");
}
