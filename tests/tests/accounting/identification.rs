//! Somebody is invited to be identified, lets the time pass, is invited again, and is seen.

use black_box::{Case, Courier, Desk, Seeded, Stage};
use serde_json::json;

pub(crate) async fn somebody_is_identified(stage: &Stage) {
    let mila = stage.seeded(Seeded::Mila).await;
    let case = Case::start(&mila, "EH3").await;
    case.fills_in().await;
    case.acts("submission").await.is(200);
    Courier::invited(stage, &case.id, &mila.email).await.plays("expire").await;
    let again = json!({"version": case.version().await, "number": 1});
    mila.browser.post(&format!("{}/identification/invitations", case.path()), again).await.is(200);
    Courier::invited_as(stage, &case.id, &mila.email, 2).await.plays("mismatch").await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let desk = Desk::finds(&fatima, &case).await;
    let anew = json!({"version": desk.view().await["upgrade"]["version"], "number": 2});
    fatima.browser.post(&format!("{}/identification/invitations", desk.path), anew).await.is(200);
    Courier::invited_as(stage, &case.id, &mila.email, 3).await.plays("match").await;
    assert_eq!(case.check("identification").await["state"], "passed");
    case.acts("cancellation").await.is(200);
}
