//! The part of the day in which a board signs.

use black_box::{Seeded, Signer, Stage, handed_in_by_a_board, signature, unlikely};
use serde_json::json;

/// Every operation of the signing room once.
pub async fn a_board_signs(stage: &Stage) {
    let noor = stage.seeded(Seeded::Noor).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    noor.enrols().await;
    let (case, signers) = handed_in_by_a_board(stage, &noor).await;
    let (chair, hendrik, fleur, jose) = (&signers[0], &signers[1], &signers[2], &signers[3]);
    fleur.signs(&fleur.invited().await).await;
    let own = chair.invited().await;
    let room = chair.opens(&own).await.is(200);
    let code = noor.code().await;
    noor.browser.post("/v1/signing-rooms/app-signatures", signature(&own, &room, &code)).await.is(200);
    // His app goes by the real time, which the clock of this stage is about to leave.
    noor.browser.delete("/v1/me/totp").await.is(204);
    let refusing = json!({"token": jose.invited().await, "reason": "Niet akkoord.", "language": "nl"});
    jose.browser.post("/v1/signing-rooms/refusals", refusing).await.is(200);
    hendrik.invited().await;

    let view = case.view().await;
    let signer = view["signing"]["signers"][1]["signerId"].as_str().unwrap();
    let right = format!("hendrik-{}@example.org", unlikely());
    let path = format!("{}/signers/{signer}", case.path());
    let corrected = json!({"version": view["version"], "email": right});
    let view = noor.browser.post(&format!("{path}/replacement"), corrected).await.is(200);
    Signer::at(stage, &right).invited().await;
    // Who declined is asked once more, a day later.
    stage.later(std::time::Duration::from_secs(25 * 3600)).await;
    noor.logs_in().await;
    let declined =
        view["signing"]["signers"].as_array().unwrap().iter().find(|one| one["state"] == "declined").unwrap();
    let path = format!("{}/signers/{}/reminders", case.path(), declined["signerId"].as_str().unwrap());
    noor.browser.post(&path, json!({"version": case.version().await})).await.is(202);
    noor.browser.get(&format!("{}/signing-evidence", case.path())).await.is(200);
    fatima.logs_in().await;
    let organisation = case.means["organisation"]["organisationId"].as_str().unwrap();
    let at_desk = format!("/v1/desk/organisations/{organisation}/upgrades/{}/signing-evidence", case.id);
    fatima.browser.get(&at_desk).await.is(200);
}
