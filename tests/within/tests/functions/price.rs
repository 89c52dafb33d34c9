//! The price of an upgrade at the table: fixed when it is handed in, a code used once for each means, charged when it is activated.

use domain::ids::UpgradeId;
use domain::price::charge::Charge;
use domain::price::{Code, DiscountCode, DiscountUse};
use domain::upgrade::Stage as At;
use domain::upgrade::stage::Active;
use embedded::ask::{Answered, Ask};
use serde_json::json;
use store::{Change, Error};
use within::cases;
use within::cases::{Person, Stage};

async fn asks(stage: &Stage, who: &Person, operation: &str, ask: Ask) -> Answered {
    stage.asks(who, &upgrades::operations(), operation, ask).await
}

fn code() -> Code {
    "UPGRADE30".parse().unwrap()
}

/// An upgrade Petra filled in, with the code and an extract.
async fn ready(stage: &Stage) -> UpgradeId {
    let known: DiscountCode = serde_json::from_value(
        json!({"code": "UPGRADE30", "worth": {"kind": "percent", "percent": 30}, "validFrom": "2026-01-01"}),
    )
    .unwrap();
    let mut change = Change::new();
    change.set(&known);
    stage.cx().commit(change).await.unwrap();
    let id = stage.filled_in().await;
    let mut authorisations = cases::authorisations();
    authorisations["discountCode"] = "upgrade30".into();
    let body = json!({"version": stage.upgrade(&id).await.revision, "authorisations": authorisations});
    let updated = asks(stage, &stage.petra, "update-upgrade", Ask::json(&body).path("upgradeId", &id)).await;
    assert_eq!(updated.status, 200, "{}", updated.body);
    stage.extract_judged(&id).await;
    id
}

async fn submits(stage: &Stage, id: &UpgradeId) -> Answered {
    let body = json!({"version": stage.upgrade(id).await.revision});
    asks(stage, &stage.petra, "submit-upgrade", Ask::json(&body).path("upgradeId", id)).await
}

async fn used(stage: &Stage) -> Option<DiscountUse> {
    let key = store::discount::use_key(&code(), &stage.means.id);
    stage.cx().store().get::<DiscountUse>(key).await.unwrap().map(|used| used.value)
}

#[tokio::test]
async fn handing_in_fixes_the_price_and_uses_the_code_once_however_many_try() {
    let stage = Stage::set().await;
    let id = ready(&stage).await;
    let body = json!({"version": stage.upgrade(&id).await.revision});
    let ask = || Ask::json(&body).path("upgradeId", &id);
    let tries = (0..8).map(|_| asks(&stage, &stage.petra, "submit-upgrade", ask()));
    let answers = futures::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    let quote = stage.upgrade(&id).await.value.quote.unwrap();
    assert_eq!((quote.net_cents, quote.discount_code), (2500 + 1000 - 750, Some(code())));
    assert_eq!(used(&stage).await.unwrap().upgrade, id);

    let revision = json!({"version": stage.upgrade(&id).await.revision});
    let cancelled = asks(&stage, &stage.petra, "cancel-upgrade", Ask::json(&revision).path("upgradeId", &id)).await;
    assert_eq!(cancelled.status, 200, "{}", cancelled.body);
    assert_eq!(used(&stage).await, None, "called off, the code may be used again");
}

#[tokio::test]
async fn a_code_that_the_means_used_before_is_refused_by_name() {
    let stage = Stage::set().await;
    let id = ready(&stage).await;
    let earlier = DiscountUse {
        code: code(),
        means: stage.means.id.clone(),
        upgrade: UpgradeId::new(stage.cx().now(), stage.cx().chance()),
        at: stage.cx().now(),
    };
    let mut change = Change::new();
    change.create(&earlier);
    stage.cx().commit(change).await.unwrap();
    let refused = submits(&stage, &id).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert_eq!(refused.body["errors"][0]["code"], "discount-already-used");
    // Two at the very same moment: the table itself lets one through.
    let second = DiscountUse { upgrade: id, ..earlier };
    let mut change = Change::new();
    change.create(&second);
    assert!(matches!(stage.cx().commit(change).await, Err(Error::Exists(api::Part::Discount))));
}

#[tokio::test]
async fn it_is_charged_when_it_is_activated_and_not_before() {
    let stage = Stage::set().await;
    let id = ready(&stage).await;
    assert_eq!(submits(&stage, &id).await.status, 200);
    let key = || store::charge::key(&stage.organisation.id, &id);
    assert!(stage.cx().store().get::<Charge>(key()).await.unwrap().is_none());

    let (cx, case) = (stage.cx(), stage.case(&id).await);
    let mut after = case.upgrade.value.clone();
    after.stage = At::Active(Active { at: cx.now() });
    let decided = case.upgrade.value.clone().cancel(&case.means, case.upgrade.revision, &stage.petra.account, cx.now());
    let decided = domain::upgrade::Decided { upgrade: after, means: None, effects: vec![], ..decided.unwrap() };
    cx.commit(case.change(&decided)).await.unwrap();
    let charge = cx.store().get::<Charge>(key()).await.unwrap().unwrap().value;
    assert_eq!((charge.quote.gross_cents, charge.means_number.as_str()), (3328, "BAL-1001"));
}
