//! What customers do with means and upgrades, against the embedded engine: who sees what, what is kept, and what holds under fifty at once.

use domain::ids::{MeansId, UpgradeId};
use domain::level::AssuranceLevel;
use domain::taking::Colleague;
use domain::upgrade::activation_code::ActivationCode;
use domain::upgrade::checklist::Check;
use domain::upgrade::{Outcome, StageName};
use embedded::ask::{Answered, Ask};
use jiff::SignedDuration;
use runtime::CodeKind;
use serde_json::{Value, json};
use store::upgrade::Case;
use within::cases;
use within::cases::{Person, Stage, director, user};

async fn asks(stage: &Stage, who: &Person, operation: &str, ask: Ask) -> Answered {
    stage.asks(who, &upgrades::operations(), operation, ask).await
}

fn start(means: &MeansId) -> Ask {
    Ask::json(&json!({"meansId": means, "targetLevel": "EH3"})).header("idempotency-key", "start-upgrade-1")
}

fn codes(answered: &Answered) -> Vec<(String, String)> {
    let text = |error: &Value, name: &str| error[name].as_str().unwrap().to_owned();
    let errors = answered.body["errors"].as_array().unwrap();
    errors.iter().map(|error| (text(error, "pointer"), text(error, "code"))).collect()
}

#[tokio::test]
async fn from_start_to_handed_in() {
    let stage = Stage::set().await;
    let started = asks(&stage, &stage.petra, "start-upgrade", start(&stage.means.id)).await;
    assert_eq!((started.status, &started.body["stage"]), (201, &json!("draft")), "{}", started.body);
    let again = asks(&stage, &stage.petra, "start-upgrade", start(&stage.means.id)).await;
    assert_eq!(again.body, started.body, "a repeated request is answered the same");
    let other_key = start(&stage.means.id).header("idempotency-key", "start-upgrade-2");
    assert_eq!(asks(&stage, &stage.petra, "start-upgrade", other_key).await.problem(), Some("already-open"));

    let id: UpgradeId = started.body["upgradeId"].as_str().unwrap().parse().unwrap();
    let upgrade = |ask: Ask| ask.path("upgradeId", &id);
    let asked = started.body["asked"].as_array().unwrap();
    let known = asked.iter().find(|asked| asked["field"] == "mobile" && asked["section"] == "user").unwrap();
    assert_eq!((known["need"].as_str(), known["known"].as_str()), (Some("required"), Some("+31612345678")));

    let early = asks(&stage, &stage.petra, "submit-upgrade", upgrade(Ask::json(&json!({"version": 1})))).await;
    assert_eq!((early.status, early.problem()), (422, Some("invalid-input")));
    assert!(codes(&early).contains(&("/documents".to_owned(), "extract-missing".to_owned())));

    let filled = json!({"version": 1, "user": user(), "organisation": {"kvkNumber": "69599084"},
        "representatives": [director()], "authorisations": cases::authorisations()});
    let filled = asks(&stage, &stage.petra, "update-upgrade", upgrade(Ask::json(&filled))).await;
    assert_eq!((filled.status, filled.body["version"].as_u64()), (200, Some(2)), "{}", filled.body);
    assert_eq!(filled.body["data"]["user"]["mobile"], "+31612345678");
    let old = asks(&stage, &stage.petra, "update-upgrade", upgrade(Ask::json(&json!({"version": 1})))).await;
    assert_eq!(old.problem(), Some("changed-meanwhile"));

    stage.extract_judged(&id).await;
    let submitted = asks(&stage, &stage.petra, "submit-upgrade", upgrade(Ask::json(&json!({"version": 2})))).await;
    assert_eq!((submitted.status, &submitted.body["stage"]), (200, &json!("in-review")), "{}", submitted.body);
    assert!(submitted.body["promisedFor"].is_string());
    let means = asks(&stage, &stage.petra, "get-means", Ask::plain().path("meansId", &stage.means.id)).await;
    assert_eq!(means.body["openUpgrade"]["stage"], "in-review");
    assert_eq!(means.body["targetLevels"], json!([]));

    let shown = asks(&stage, &stage.petra, "get-upgrade", upgrade(Ask::plain())).await;
    assert_eq!(shown.body, submitted.body, "what is answered is what is kept");
    let entries: Vec<_> = shown.body["timeline"].as_array().unwrap().iter().map(|entry| &entry["entry"]).collect();
    assert_eq!(entries, ["started", "data-changed", "document-released", "submitted", "identification"]);

    let cancelled = asks(&stage, &stage.petra, "cancel-upgrade", upgrade(Ask::json(&json!({"version": 3})))).await;
    assert_eq!(cancelled.body["stage"], "cancelled", "{}", cancelled.body);
    assert_eq!(stage.means_now().await, stage.means, "the means is as it was");
}

#[tokio::test]
async fn fields_nobody_asked_for_and_fields_that_cannot_be_are_named() {
    let stage = Stage::set().await;
    let id = stage.filled_in().await;
    let update = |body: Value| Ask::json(&body).path("upgradeId", &id);
    for (body, pointer, code) in [
        (json!({"version": 2, "stage": "approved"}), "/stage", "unknown"),
        (json!({"version": 2, "organisation": {"kvkNumber": "6959908"}}), "/organisation/kvkNumber", "invalid"),
        (json!({"version": 2, "organisation": {}}), "/organisation/kvkNumber", "missing"),
        (json!({"organisation": {"kvkNumber": "69599084"}}), "/version", "missing"),
    ] {
        let refused = asks(&stage, &stage.petra, "update-upgrade", update(body)).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert_eq!(codes(&refused), [(pointer.to_owned(), code.to_owned())]);
    }
}

#[tokio::test]
async fn a_user_sees_his_own_a_manager_everybodys_and_a_stranger_nothing_at_all() {
    let stage = Stage::set().await;
    let id = stage.filled_in().await;
    for (who, seen) in [(&stage.petra, 1), (&stage.manager, 1), (&stage.colleague, 0), (&stage.stranger, 0)] {
        let list = asks(&stage, who, "list-means", Ask::plain()).await;
        assert_eq!(list.body["items"].as_array().unwrap().len(), seen, "{}", list.body);
    }
    let missing = UpgradeId::new(stage.cx().now(), stage.cx().chance());
    let bodies = |operation: &str| match operation {
        "get-upgrade" => Ask::plain(),
        _ => Ask::json(&json!({"version": 2})),
    };
    for operation in ["get-upgrade", "update-upgrade", "submit-upgrade", "cancel-upgrade", "renew-activation-code"] {
        for who in [&stage.colleague, &stage.stranger] {
            let foreign = asks(&stage, who, operation, bodies(operation).path("upgradeId", &id)).await;
            let absent = asks(&stage, who, operation, bodies(operation).path("upgradeId", &missing)).await;
            let told = |answered: &Answered| (answered.status, answered.problem().map(str::to_owned));
            assert_eq!(told(&foreign), (404, Some("not-found".to_owned())), "{operation}");
            assert_eq!(told(&foreign), told(&absent), "{operation}");
        }
    }
    for who in [&stage.colleague, &stage.stranger] {
        let means = asks(&stage, who, "get-means", Ask::plain().path("meansId", &stage.means.id)).await;
        assert_eq!(means.problem(), Some("not-found"));
        assert_eq!(asks(&stage, who, "start-upgrade", start(&stage.means.id)).await.problem(), Some("not-found"));
        let code = Ask::json(&json!({"code": code(&stage).for_mail()})).path("meansId", &stage.means.id);
        assert_eq!(asks(&stage, who, "activate-means", code).await.problem(), Some("not-found"));
    }
    let managed = asks(&stage, &stage.manager, "get-upgrade", Ask::plain().path("upgradeId", &id)).await;
    assert_eq!(managed.status, 200);
}

#[tokio::test]
async fn personal_data_is_not_to_be_found_in_the_table() {
    let stage = Stage::set().await;
    let id = stage.submitted().await;
    let keys = vec![
        store::upgrade::key(&stage.organisation.id, &id),
        store::means::key(&stage.organisation.id, &stage.means.id),
    ];
    let items = format!("{:?}", stage.cx().store().batch(keys).await.unwrap());
    assert!(items.contains("BAL-1001"));
    for personal in ["Jansen", "1975-02-01", "612345678", "NX1234567", "Utrecht"] {
        assert!(!items.contains(personal), "{personal}");
    }
}

fn code(stage: &Stage) -> ActivationCode {
    ActivationCode::draw(stage.cx().chance())
}

/// Approved, and a code was mailed.
async fn mailed(stage: &Stage) -> ActivationCode {
    let id = stage.submitted().await;
    let (cx, code) = (stage.cx(), code(stage));
    let hash = cx.keyed_hash(CodeKind::ActivationCode, &code.canonical()).await.unwrap();
    let clerk = &stage.clerk.account;
    for check in [Check::UserIdentity, Check::PowerToRepresent, Check::Identification] {
        keep(stage, &id, |case| {
            let (upgrade, note) = (case.upgrade.value.clone(), "seen".parse().unwrap());
            let revision = upgrade.revision;
            upgrade.record_check(check, Outcome::Passed, note, revision, clerk, cx.now()).unwrap()
        })
        .await;
    }
    keep(stage, &id, |case| {
        let upgrade = case.upgrade.value.clone();
        let revision = upgrade.revision;
        upgrade
            .approve(&case.means, revision, Colleague { account: clerk, name: &"Fatima".parse().unwrap() }, cx.now())
            .unwrap()
    })
    .await;
    keep(stage, &id, |case| case.upgrade.value.clone().code_drawn(hash.clone(), cx.now()).unwrap()).await;
    code
}

async fn keep(stage: &Stage, id: &UpgradeId, decide: impl Fn(&Case) -> domain::upgrade::Decided) {
    let case = stage.case(id).await;
    let decided = decide(&case);
    stage.cx().commit(case.change(&decided)).await.unwrap();
}

fn activation(stage: &Stage, code: &str) -> Ask {
    Ask::json(&json!({"code": code})).path("meansId", &stage.means.id)
}

async fn all_at_once(stage: &Stage, count: usize, code: &str) -> Vec<Answered> {
    let asked = (0..count).map(|_| asks(stage, &stage.petra, "activate-means", activation(stage, code)));
    futures::future::join_all(asked).await
}

#[tokio::test]
async fn of_fifty_activations_at_once_one_succeeds_and_the_rights_carry_over() {
    let stage = Stage::set().await;
    let code = mailed(&stage).await;
    assert_eq!(
        stage.means_now().await.level,
        Some(AssuranceLevel::Eh2Plus),
        "the old level works until the new one does"
    );
    let answered = all_at_once(&stage, 50, &code.for_mail().to_lowercase()).await;
    let (good, refused): (Vec<_>, Vec<_>) = answered.into_iter().partition(|answered| answered.status == 200);
    assert_eq!(good.len(), 1);
    assert_eq!(good[0].body["level"], "EH3");
    let refused: Vec<_> = refused.iter().map(|answered| answered.problem()).collect();
    assert!(refused.iter().all(|problem| matches!(problem, Some("wrong-stage" | "changed-meanwhile"))), "{refused:?}");
    let means = stage.means_now().await;
    assert_eq!(means.level, Some(AssuranceLevel::Eh3));
    assert!(means.rights.starts_with(&stage.means.rights) && means.rights.len() == 2, "and what was chosen is added");
}

#[tokio::test]
async fn five_wrong_tries_void_the_code_however_many_come_at_once() {
    let stage = Stage::set().await;
    let right = mailed(&stage).await;
    let typing_error = asks(&stage, &stage.petra, "activate-means", activation(&stage, "ABCD-EFGH-JKM2")).await;
    assert_eq!(codes(&typing_error), [("/code".to_owned(), "not-a-code".to_owned())], "a slip costs no try");

    let wrong = code(&stage).for_mail();
    let mut left = Vec::new();
    for _ in 0..3 {
        for answered in all_at_once(&stage, 30, &wrong).await {
            match answered.problem() {
                Some("wrong-code") => left.push(answered.body["triesLeft"].as_u64().unwrap()),
                Some("code-void" | "changed-meanwhile") => {}
                other => panic!("{other:?}"),
            }
        }
    }
    left.sort_unstable();
    assert_eq!(left, [0, 1, 2, 3, 4], "each try was counted once and only five were answered");
    let too_late = asks(&stage, &stage.petra, "activate-means", activation(&stage, &right.for_mail())).await;
    assert_eq!((too_late.status, too_late.problem()), (410, Some("code-void")));
    assert_eq!(stage.means_now().await.level, Some(AssuranceLevel::Eh2Plus));
}

#[tokio::test]
async fn only_the_holder_asks_for_a_new_code_and_the_old_one_is_dead_at_once() {
    let stage = Stage::set().await;
    let old = mailed(&stage).await;
    let open = stage.means_now().await.open_upgrade.unwrap();
    assert_eq!(open.stage, StageName::Approved);
    let version = stage.upgrade(&open.upgrade_id).await.revision;
    let renewal = || Ask::json(&json!({"version": version})).path("upgradeId", &open.upgrade_id);
    let by_manager = asks(&stage, &stage.manager, "renew-activation-code", renewal()).await;
    assert_eq!((by_manager.status, by_manager.problem()), (403, Some("forbidden")));
    let renewed = asks(&stage, &stage.petra, "renew-activation-code", renewal()).await;
    assert_eq!((renewed.status, &renewed.body["activation"]), (202, &Value::Null));
    let dead = asks(&stage, &stage.petra, "activate-means", activation(&stage, &old.for_mail())).await;
    assert_eq!(dead.problem(), Some("code-void"));
}

#[tokio::test]
async fn five_codes_are_mailed_in_a_day_and_then_one_waits() {
    let stage = Stage::set().await;
    mailed(&stage).await;
    let id = stage.means_now().await.open_upgrade.unwrap().upgrade_id;
    let renew = async || {
        let version = stage.upgrade(&id).await.revision;
        let ask = Ask::json(&json!({"version": version})).path("upgradeId", &id);
        asks(&stage, &stage.petra, "renew-activation-code", ask).await
    };
    for _ in 0..4 {
        assert_eq!(renew().await.status, 202);
    }
    let refused = renew().await;
    assert_eq!((refused.status, refused.problem()), (429, Some("too-many-attempts")));
    assert!(refused.body["retryAfter"].as_u64().unwrap() > 23 * 3600);
    stage.test.app.advance_clock(SignedDuration::from_hours(24));
    // Her session has ended meanwhile; the rule itself lets her again.
    let upgrade = stage.upgrade(&id).await.value;
    let revision = upgrade.revision;
    assert!(upgrade.renew_code(revision, &stage.petra.account, stage.cx().now()).is_ok());
}
