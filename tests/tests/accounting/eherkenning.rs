//! eHerkenning, in the day at the desk.

use black_box::{Eherkenning, SEEDED_PASSPHRASE, Stage};
use serde_json::json;

/// Willem links his means, comes back with it, and ends the link.
pub(crate) async fn comes_with_eherkenning(stage: &Stage) {
    let (browser, means) = (stage.browser(), Eherkenning::of("Willem", "69599084"));
    let first = browser.shows_eherkenning(&means).await.is(200);
    browser.links(&first["token"], "B3VU-QHQ2-HPWC", SEEDED_PASSPHRASE).await.is(200);
    let again = stage.browser();
    assert_eq!(again.shows_eherkenning(&means).await.is(200)["next"], "open");
    let links = again.get("/v1/me/eherkenning").await.is(200);
    assert_eq!(links["items"][0]["organisation"], json!("69599084"));
    again.delete("/v1/me/eherkenning").await.is(204);
}
