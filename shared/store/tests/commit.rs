//! What `commit` promises, shown against the embedded engine: all or nothing, versions, idempotent answers, sealed fields, permissions.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use api::{Part, Touch};
use domain::effect::Effect;
use domain::ids::{AccountId, EffectId, OrganisationId};
use domain::language::Language;
use domain::organisation::{Membership, Organisation, Role};
use embedded::testing::TestApp;
use runtime::Context;
use store::idempotency::Answered;
use store::outbox::{self, Waiting};
use store::{Change, Error, Range, Update, organisation};

async fn started() -> (TestApp, Context) {
    let test = TestApp::start().await.unwrap();
    let cx = Context::of_tool(test.app.clone());
    (test, cx)
}

fn company(cx: &Context) -> Organisation {
    Organisation {
        id: OrganisationId::new(cx.now(), cx.chance()),
        name: "Voorbeeld B.V.".to_owned(),
        kvk_number: "68750110".parse().unwrap(),
        establishment_number: None,
        since: cx.now(),
    }
}

fn member(cx: &Context, company: &Organisation) -> Membership {
    let account = AccountId::new(cx.now(), cx.chance());
    Membership::new(company.id.clone(), account, Role::User, cx.now())
}

fn welcome() -> Effect {
    let email = "p.jansen@voorbeeld.nl".parse().unwrap();
    Effect::WelcomeApplicant { email, language: Language::Dutch, accepted_at: jiff::Timestamp::UNIX_EPOCH }
}

async fn waiting(cx: &Context) -> Vec<Waiting> {
    let mut all = Vec::new();
    for shard in 0..outbox::SHARDS {
        let page = cx.store().list::<Waiting>(Range::of(outbox::partition(shard))).await.unwrap();
        all.extend(page.items.into_iter().map(|waiting| waiting.value));
    }
    all
}

#[tokio::test]
async fn everything_of_a_change_is_written_or_nothing() {
    let (_test, cx) = started().await;
    let company = company(&cx);
    let mut change = Change::new();
    change.create(&company).effect(welcome());
    cx.commit(change).await.unwrap();
    assert_eq!(cx.store().get::<Organisation>(organisation::key(&company.id)).await.unwrap().unwrap().value, company);
    assert_eq!(waiting(&cx).await.len(), 1);

    let person = member(&cx, &company);
    let mut again = Change::new();
    again.create(&person).create(&company).effect(welcome());
    assert!(matches!(cx.commit(again).await, Err(Error::Exists(Part::Organisation))));
    let key = organisation::member_key(&company.id, &person.account);
    assert!(cx.store().get::<Membership>(key).await.unwrap().is_none());
    assert_eq!(waiting(&cx).await.len(), 1, "the effect of a refused change must not be performed");
}

#[tokio::test]
async fn of_two_who_read_the_same_one_writes_and_the_other_is_told() {
    let (_test, cx) = started().await;
    let company = company(&cx);
    let mut change = Change::new();
    change.create(&company);
    cx.commit(change).await.unwrap();
    let read = cx.store().get::<Organisation>(organisation::key(&company.id)).await.unwrap().unwrap();
    let renamed = Organisation { name: "Ander B.V.".to_owned(), ..company.clone() };
    let writers = (0..20).map(|_| {
        let mut change = Change::new();
        change.replace(&read, &renamed);
        cx.commit(change)
    });
    let outcomes = futures::future::join_all(writers).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(
        outcomes.iter().flat_map(|outcome| outcome.as_ref().err()).all(|error| matches!(error, Error::Conflict(_)))
    );
    let now = cx.store().get::<Organisation>(organisation::key(&company.id)).await.unwrap().unwrap();
    assert_eq!((now.value.name.as_str(), now.version), ("Ander B.V.", 2));
}

#[tokio::test]
async fn an_answer_is_kept_with_the_change_and_given_again_instead_of_changing_twice() {
    let (test, cx) = started().await;
    let answered = Answered {
        account: AccountId::new(cx.now(), cx.chance()),
        key: "11111111-1111".to_owned(),
        fingerprint: "f".to_owned(),
        answer: r#"{"mobile":"+31612345678"}"#.to_owned(),
        at: cx.now(),
    };
    let company = company(&cx);
    let attempt = |company: &Organisation| {
        let mut change = Change::new();
        change.create(company).answer(answered.clone());
        change
    };
    cx.commit(attempt(&company)).await.unwrap();
    let other = Organisation { id: OrganisationId::new(cx.now(), cx.chance()), ..company };
    let Err(Error::AnsweredBefore(earlier)) = cx.commit(attempt(&other)).await else { panic!("written twice") };
    assert_eq!(*earlier, answered);
    assert!(cx.store().get::<Organisation>(organisation::key(&other.id)).await.unwrap().is_none());

    // The answer may hold personal data: it is not to be found in the table.
    let item = cx.store().batch(vec![store::idempotency::key(&answered.account, &answered.key)]).await.unwrap();
    assert!(!format!("{item:?}").contains("31612345678"));
    drop(test);
}

#[tokio::test]
async fn what_a_route_did_not_declare_is_denied() {
    let (_test, cx) = started().await;
    let company = company(&cx);
    let reader = cx.store().limited_to([Touch::read(Part::Organisation)]);
    assert!(reader.get::<Organisation>(organisation::key(&company.id)).await.unwrap().is_none());
    let listing = reader.list::<Membership>(Range::of(organisation::partition(&company.id))).await;
    assert!(matches!(listing, Err(Error::Denied { part: Part::Organisation, .. })));
    let waiting = reader.get::<Waiting>(outbox::key(&EffectId::new(cx.now(), cx.chance()))).await;
    assert!(matches!(waiting, Err(Error::Denied { part: Part::Outbox, .. })));
}

#[tokio::test]
async fn a_list_goes_on_where_its_cursor_says_and_a_cursor_leads_nowhere_else() {
    let (_test, cx) = started().await;
    let company = company(&cx);
    let mut change = Change::new();
    change.create(&company);
    for _ in 0..25 {
        change.create(&member(&cx, &company));
    }
    cx.commit(change).await.unwrap();
    let members = || Range::of(organisation::partition(&company.id)).prefix("MEMBER#").limit(10);
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = cx.store().list::<Membership>(members().after(cursor)).await.unwrap();
        assert!(page.items.len() <= 10);
        seen.extend(page.items.into_iter().map(|member| member.value.account));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 25);
    assert!(seen.is_sorted());

    let whole = cx.store().list::<Membership>(members()).await.unwrap();
    let elsewhere = Range::of(organisation::partition(&company.id)).prefix("MEANS#").after(whole.next_cursor);
    assert!(matches!(cx.store().list::<Membership>(elsewhere).await, Err(Error::NotACursor)));
    let invented = members().after(Some("bm90LW91cnM".to_owned()));
    assert!(matches!(cx.store().list::<Membership>(invented).await, Err(Error::NotACursor)));
}

#[tokio::test]
async fn a_claim_is_given_once() {
    let (_test, cx) = started().await;
    let mut change = Change::new();
    change.effect(welcome());
    cx.commit(change).await.unwrap();
    let id = waiting(&cx).await.remove(0).id;
    let claims = (0..20).map(|_| {
        let claim = Update::new(Part::Outbox, outbox::key(&id), "SET body.attempts = :one, version = version + :one")
            .when("body.attempts = :none")
            .number(":one", 1)
            .number(":none", 0);
        cx.store().update::<Waiting>(claim)
    });
    let claimed: Vec<_> = futures::future::join_all(claims).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(claimed.iter().flatten().count(), 1);
}

#[tokio::test]
async fn what_is_consumed_is_counted() {
    let (test, _) = started().await;
    let cx = Context::of_tool(test.app.clone());
    let company = company(&cx);
    let mut change = Change::new();
    change.create(&company).create(&member(&cx, &company));
    cx.commit(change).await.unwrap();
    let spent = cx.store().tally().spent();
    assert_eq!(
        (spent.round_trips, spent.write_units),
        (1, 6.0),
        "two units for each item in a transaction, and two for the place in the index that a membership has"
    );
    cx.store().get::<Organisation>(organisation::key(&company.id)).await.unwrap();
    let spent = cx.store().tally().spent();
    assert_eq!((spent.round_trips, spent.read_units), (2, 1.0));
}
