//! Effects are performed once, however often they are told of; what fails waits, and is later, not lost (S53).

use api::{KeySet, Part};
use domain::account::registration::{Awaited, FirstPassword, activate};
use domain::account::session::{Acr, ClientKind, Device, MOST_SESSIONS, Proof};
use domain::account::{Link, Login, Purpose, Session, Standing, Token};
use domain::effect::Effect;
use domain::ids::{AccountId, OrganisationId, SessionId};
use domain::language::Language;
use futures::future::join_all;
use serde_json::json;
use store::outbox::{self, Done};
use store::{Change, Update};
use within::jobs::{Stage, token};

const ANNA: &str = "anna@voorbeeld.nl";

fn welcome(stage: &Stage, email: &str) -> Effect {
    Effect::WelcomeApplicant { email: email.parse().unwrap(), language: Language::Dutch, accepted_at: stage.cx().now() }
}

/// Confirms Anna's address with the link of her mail; her first password comes by mail.
async fn confirm(stage: &Stage) {
    let hash = Token::presented(&token(stage.mails().last().unwrap())).hash();
    let link = stage.get::<Link>(store::link::key(&hash)).await.unwrap();
    let (account, login) = (stage.account(ANNA).await, stage.login(ANNA).await.unwrap());
    let done = activate(&account, &login, &link, FirstPassword::ByMail, stage.cx().now()).unwrap();
    let mut change = Change::new();
    change.replace(&account, &done.account).replace(&login, &done.login).replace(&link, &done.link);
    stage.cx().commit(change).await.unwrap();
}

#[tokio::test]
async fn an_applicant_gets_one_mail_however_often_the_stream_tells_of_it() {
    let stage = Stage::start().await;
    let records = stage.set_in_motion([welcome(&stage, ANNA)]).await;
    let id = stage.waiting().await[0].id.clone();
    join_all((0..10).map(|_| stage.run("perform-effects", records.clone()))).await;
    stage.run("perform-effects", records).await.unwrap();
    assert_eq!(stage.mails().len(), 1);
    assert!(stage.mails()[0].contains(ANNA));
    assert!(stage.waiting().await.is_empty());
    let done = stage.get::<Done>(outbox::done_key(&id)).await.unwrap();
    assert_eq!(done.message.as_deref(), Some("mail-1"));
    confirm(&stage).await;
}

#[tokio::test]
async fn only_the_latest_link_opens_and_the_table_holds_no_secret_of_it() {
    let stage = Stage::start().await;
    stage.perform([welcome(&stage, ANNA)]).await;
    let first = Token::presented(&token(&stage.mails()[0]));
    stage.perform([Effect::RepeatConfirmation { email: ANNA.parse().unwrap() }]).await;
    let link = stage.get::<Link>(store::link::key(&first.hash())).await.unwrap();
    let (account, login) = (stage.account(ANNA).await, stage.login(ANNA).await.unwrap());
    assert!(activate(&account, &login, &link, FirstPassword::ByMail, stage.cx().now()).is_err());
    assert!(!serde_json::to_string(&link.value).unwrap().contains(first.reveal()));
    confirm(&stage).await;
}

#[tokio::test]
async fn who_is_known_hears_so_and_who_is_not_hears_nothing() {
    let stage = Stage::start().await;
    stage.perform([welcome(&stage, ANNA)]).await;
    confirm(&stage).await;
    stage.perform([welcome(&stage, "ANNA@voorbeeld.nl")]).await;
    assert_eq!(stage.mails().len(), 2);
    assert!(!stage.mails()[1].contains("#token="), "no link opens an account that is open");
    stage.perform([Effect::OfferPasswordReset { email: ANNA.parse().unwrap() }]).await;
    assert!(stage.mails()[2].contains("/new-password#token="));
    let stranger = "vreemd@voorbeeld.nl".parse::<domain::email::Email>().unwrap();
    stage.perform([Effect::OfferPasswordReset { email: stranger.clone() }]).await;
    stage.perform([Effect::RepeatConfirmation { email: stranger }]).await;
    assert_eq!(stage.mails().len(), 3);
    assert!(stage.login("vreemd@voorbeeld.nl").await.is_none());
}

#[tokio::test]
async fn who_is_awaited_gets_the_account_that_was_set_aside_once() {
    let stage = Stage::start().await;
    let (cx, now) = (stage.cx(), stage.cx().now());
    let awaited = Awaited {
        identifier: cx.login_key(ANNA).await.unwrap(),
        account: AccountId::new(now, cx.chance()),
        organisation: OrganisationId::new(now, cx.chance()),
    };
    let mut change = Change::new();
    change.create(&awaited);
    cx.commit(change).await.unwrap();

    let records = stage.perform_and_die(welcome(&stage, ANNA)).await;
    stage.take_up(records).await;
    assert_eq!(stage.mails()[0], stage.mails()[1], "a second attempt sends the same mail");
    let account = stage.account(ANNA).await;
    assert_eq!(account.id, awaited.account);
    assert_eq!(account.organisation.as_ref(), Some(&awaited.organisation));
    assert_eq!(account.standing, Standing::Applicant, "nothing opens before the address is confirmed");
    assert_eq!(stage.login(ANNA).await.unwrap().gate.organisation, Some(awaited.organisation.clone()));
    confirm(&stage).await;

    let told = stage.mails().len();
    stage.perform([welcome(&stage, ANNA)]).await;
    assert!(!stage.mails()[told].contains("#token="), "he has an account now and is awaited no longer");
    assert!(stage.get::<Awaited>(store::login::awaited_key(&awaited.identifier)).await.is_none());
}

#[tokio::test]
async fn an_initial_password_is_mailed_and_only_its_hash_is_kept() {
    let stage = Stage::start().await;
    stage.perform([welcome(&stage, ANNA)]).await;
    confirm(&stage).await;
    let account = stage.account(ANNA).await.id.clone();
    stage.perform([Effect::MailInitialPassword { account: account.clone() }]).await;
    let credential = stage.login(ANNA).await.unwrap().credential.clone().unwrap();
    assert!(credential.initial.is_some());
    let mail = stage.mails()[1].clone();
    let words = mail.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
    let mut right = false;
    for word in words.filter(|word| word.len() == 24) {
        right |= stage.cx().verify_password(word, Some(&credential)).await.unwrap();
    }
    assert!(right, "the password in the mail is the one that opens");

    let login = stage.login(ANNA).await.unwrap();
    let mut chosen = login.value.clone();
    chosen.credential.as_mut().unwrap().initial = None;
    let mut change = Change::new();
    change.replace(&login, &chosen);
    stage.cx().commit(change).await.unwrap();
    stage.perform([Effect::MailInitialPassword { account }]).await;
    assert_eq!(stage.mails().len(), 2, "nobody's own password is replaced");
}

#[tokio::test]
async fn while_the_mail_service_is_down_a_mail_is_later_and_not_lost() {
    let stage = Stage::start().await;
    stage.mail_is_down(true);
    let records = stage.set_in_motion([welcome(&stage, ANNA)]).await;
    for _ in 0..3 {
        let outcome = stage.run("perform-effects", records.clone()).await.unwrap();
        assert_eq!(outcome, json!({"batchItemFailures": [{"itemIdentifier": "0"}]}));
    }
    assert_eq!(stage.waiting().await[0].attempts, 3);
    stage.later(3600);
    assert_eq!(stage.run("sweep-outbox", json!({})).await.unwrap(), json!({"performed": 0, "left": 1}));
    stage.mail_is_down(false);
    assert_eq!(stage.run("sweep-outbox", json!({})).await.unwrap(), json!({"performed": 1, "left": 0}));
    assert_eq!(stage.mails().len(), 1);
    assert!(stage.waiting().await.is_empty());
    confirm(&stage).await;
}

#[tokio::test]
async fn what_a_worker_died_with_in_its_hands_is_taken_up_again() {
    let stage = Stage::start().await;
    let records = stage.set_in_motion([welcome(&stage, ANNA)]).await;
    let cx = stage.cx();
    let until = cx.now() + jiff::SignedDuration::from_secs(20);
    let key = outbox::key(&stage.waiting().await[0].id);
    let held = Update::new(Part::Outbox, key, "SET body.heldUntil = :until").text(":until", until.to_string());
    cx.store().update::<outbox::Waiting>(held).await.unwrap();
    let outcome = stage.run("perform-effects", records.clone()).await.unwrap();
    assert_eq!(outcome, json!({"batchItemFailures": [{"itemIdentifier": "0"}]}), "told again until it is taken up");
    stage.later(21);
    assert_eq!(stage.run("perform-effects", records).await.unwrap(), json!({"batchItemFailures": []}));
    assert_eq!(stage.mails().len(), 1);
}

/// The first password in a mail: it stands on a line of its own.
fn first_password(mail: &str) -> String {
    let fits = |word: &&str| word.len() == 24 && !word.contains(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    mail.lines().map(str::trim).find(fits).unwrap().to_owned()
}

async fn change_login(stage: &Stage, change: impl Fn(&mut Login)) {
    let login = stage.login(ANNA).await.unwrap();
    let mut changed = login.value.clone();
    change(&mut changed);
    let mut write = Change::new();
    write.replace(&login, &changed);
    stage.cx().commit(write).await.unwrap();
}

#[tokio::test]
async fn a_worker_that_dies_after_mailing_leaves_the_very_same_mail_to_be_sent_again() {
    let stage = Stage::start().await;
    let records = stage.perform_and_die(welcome(&stage, ANNA)).await;
    let account = stage.account(ANNA).await;
    stage.take_up(records).await;
    let mails = stage.mails();
    assert_eq!(mails.len(), 2);
    assert!(mails[0].contains("Message-ID: <eff_") && mails[0].contains("Date: "));
    assert_eq!(mails[0], mails[1], "nobody who gets both sees two");
    assert_eq!(*stage.account(ANNA).await, *account);
    confirm(&stage).await;
    assert_eq!(stage.account(ANNA).await.standing, Standing::Active);
}

#[tokio::test]
async fn a_link_used_in_between_stays_used_and_nothing_more_is_mailed() {
    let stage = Stage::start().await;
    let records = stage.perform_and_die(welcome(&stage, ANNA)).await;
    confirm(&stage).await;
    let (account, hash) = (stage.account(ANNA).await, Token::presented(&token(&stage.mails()[0])).hash());
    stage.take_up(records).await;
    assert_eq!(stage.mails().len(), 1, "not even a word that she has an account: it is this effect that opened it");
    assert_eq!(*stage.account(ANNA).await, *account);
    assert!(stage.get::<Link>(store::link::key(&hash)).await.unwrap().used_at.is_some());
}

#[tokio::test]
async fn who_registers_twice_and_uses_the_second_link_hears_no_more_of_it() {
    let stage = Stage::start().await;
    stage.perform([welcome(&stage, ANNA)]).await;
    let records = stage.perform_and_die(welcome(&stage, ANNA)).await;
    confirm(&stage).await;
    stage.take_up(records).await;
    assert_eq!(stage.mails().len(), 2);
}

#[tokio::test]
async fn a_link_that_was_replaced_in_between_is_not_mailed_again() {
    let stage = Stage::start().await;
    let records = stage.perform_and_die(welcome(&stage, ANNA)).await;
    stage.perform([Effect::RepeatConfirmation { email: ANNA.parse().unwrap() }]).await;
    stage.take_up(records).await;
    assert_eq!(stage.mails().len(), 2);
    confirm(&stage).await;
}

#[tokio::test]
async fn the_turn_of_the_pepper_between_two_attempts_changes_nothing() {
    let stage = Stage::start().await;
    let records = stage.perform_and_die(welcome(&stage, ANNA)).await;
    let cx = stage.cx();
    let next = runtime::key_making::random_key(cx.now() + jiff::SignedDuration::from_secs(10), cx.chance());
    cx.keys().put(KeySet::Pepper, &next).await.unwrap();
    stage.take_up(records).await;
    assert_eq!(stage.cx().keys().current(KeySet::Pepper).await.unwrap().id, next.id);
    assert_eq!(stage.mails()[0], stage.mails()[1]);
}

#[tokio::test]
async fn after_a_long_outage_a_link_has_its_whole_time() {
    let stage = Stage::start().await;
    stage.perform([welcome(&stage, ANNA)]).await;
    confirm(&stage).await;
    stage.mail_is_down(true);
    let records = stage.set_in_motion([Effect::OfferPasswordReset { email: ANNA.parse().unwrap() }]).await;
    stage.run("perform-effects", records).await.unwrap();
    stage.later(3600);
    stage.mail_is_down(false);
    assert_eq!(stage.run("sweep-outbox", json!({})).await.unwrap(), json!({"performed": 1, "left": 0}));
    let hash = Token::presented(&token(stage.mails().last().unwrap())).hash();
    let link = stage.get::<Link>(store::link::key(&hash)).await.unwrap();
    let mut account = stage.account(ANNA).await.value;
    let almost = stage.cx().now() + jiff::SignedDuration::from_mins(29);
    assert!(link.consume(Purpose::Reset, &mut account, almost).is_ok());
}

#[tokio::test]
async fn a_first_password_is_mailed_again_as_it_was_unless_it_was_used() {
    let stage = Stage::start().await;
    stage.perform([welcome(&stage, ANNA)]).await;
    confirm(&stage).await;
    let account = stage.account(ANNA).await.id.clone();
    let effect = || Effect::MailInitialPassword { account: account.clone() };

    let records = stage.perform_and_die(effect()).await;
    let login = stage.login(ANNA).await.unwrap();
    stage.take_up(records).await;
    assert_eq!((stage.mails().len(), &stage.mails()[1]), (3, &stage.mails()[2]));
    assert_eq!(*stage.login(ANNA).await.unwrap(), *login, "the same password, as good as it was");
    let password = first_password(&stage.mails()[2]);
    assert!(stage.cx().verify_password(&password, login.credential.as_ref()).await.unwrap());

    // Used before the second attempt: it opened its one session, and opens no other.
    let records = stage.perform_and_die(effect()).await;
    let now = stage.cx().now();
    let use_up = |login: &mut Login| *login = login.opening(true, now).unwrap().used_up.unwrap();
    change_login(&stage, use_up).await;
    let used = stage.login(ANNA).await.unwrap();
    stage.take_up(records).await;
    assert_eq!((stage.mails().len(), &*stage.login(ANNA).await.unwrap()), (4, &*used));
}

#[tokio::test]
async fn a_further_session_ends_the_one_unused_for_longest() {
    let stage = Stage::start().await;
    stage.perform([welcome(&stage, ANNA)]).await;
    confirm(&stage).await;
    let (account, login) = (stage.account(ANNA).await, stage.login(ANNA).await.unwrap());
    let open_one = async || {
        stage.later(1);
        let cx = stage.cx();
        let proof = Proof { acr: Acr::Password, limited: None };
        let device = Device::of(ClientKind::App, "curl/8", None);
        let id = SessionId::new(cx.now(), cx.chance());
        let session = Session::open(id, &login, proof, device, &Token::draw(cx.chance()), cx.now());
        let mut change = Change::new();
        change.create(&session);
        cx.commit(change).await.unwrap();
        session
    };
    let mut sessions = Vec::new();
    for _ in 0..MOST_SESSIONS + 3 {
        sessions.push(open_one().await);
    }
    let open = async |sessions: &[Session]| {
        let mut open = Vec::new();
        for session in sessions {
            open.push(stage.get::<Session>(store::session::key(&session.id)).await.is_some());
        }
        open.iter().position(|open| *open).unwrap_or(open.len())
    };
    let told = Effect::TellNewLogIn { account: account.id.clone(), at: stage.cx().now(), device: String::new() };
    stage.perform([told]).await;
    assert_eq!(open(&sessions).await, 3);
    sessions.push(open_one().await);
    let mails = stage.mails().len();
    stage.perform([Effect::EndSurplusSessions { account: account.id.clone() }]).await;
    assert_eq!((open(&sessions).await, stage.mails().len()), (4, mails), "and nobody is told of it");
}

#[tokio::test]
async fn keys_turn_without_a_moment_in_which_a_token_cannot_be_checked() {
    let stage = Stage::start().await;
    let public = async || {
        let cx = stage.cx();
        cx.keys().forget();
        let all = cx.keys().all(KeySet::Verification).await.unwrap();
        all.iter().map(|key| key.id.clone()).collect::<Vec<_>>()
    };
    let current = async || stage.cx().keys().current(KeySet::Signing).await.unwrap().id;
    stage.run("rotate-keys", json!({})).await.unwrap();
    let first = public().await;
    assert_eq!((first.len(), current().await), (2, first[0].clone()), "the next key is announced, the first is used");
    assert_eq!(stage.run("rotate-keys", json!({})).await.unwrap(), json!({"made": 0, "removed": 0}));

    stage.later(30 * 24 * 3600 + 60);
    assert_eq!(current().await, first[1]);
    assert_eq!(stage.run("rotate-keys", json!({})).await.unwrap(), json!({"made": 1, "removed": 0}));
    assert_eq!(public().await.len(), 3, "tokens of the first are still checked");
    stage.later(3600);
    assert_eq!(stage.run("rotate-keys", json!({})).await.unwrap(), json!({"made": 0, "removed": 1}));
    assert!(!public().await.contains(&first[0]));

    let before = current().await;
    stage.run("rotate-keys", json!({"detail": {"now": true}})).await.unwrap();
    stage.later(61);
    stage.cx().keys().forget();
    assert_ne!(current().await, before, "in haste it takes a minute");
}
