//! A cursor tells a place within its own list. Whoever invents one sees nothing of another list, and no error of ours.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::{AccountId, OrganisationId};
use domain::organisation::{Membership, Role};
use embedded::testing::TestApp;
use runtime::Context;
use serde_json::{Value, json};
use store::{Change, Error, Range, organisation};

fn members(of: &OrganisationId) -> Range {
    Range::of(organisation::partition(of)).prefix("MEMBER#").limit(2)
}

fn cursor(places: &Value) -> Option<String> {
    Some(URL_SAFE_NO_PAD.encode(places.to_string()))
}

#[tokio::test]
async fn a_cursor_stays_within_its_list() {
    let test = TestApp::start().await.unwrap();
    let cx = Context::of_tool(test.app.clone());
    let (own, other) = (OrganisationId::new(cx.now(), cx.chance()), OrganisationId::new(cx.now(), cx.chance()));
    let mut change = Change::new();
    for organisation in [&own, &own, &own, &other, &other, &other] {
        let account = AccountId::new(cx.now(), cx.chance());
        change.create(&Membership::new(organisation.clone(), account, Role::User, cx.now()));
    }
    cx.commit(change).await.unwrap();

    let foreign = cx.store().list::<Membership>(members(&other)).await.unwrap().next_cursor;
    assert!(foreign.is_some());
    let seen = cx.store().list::<Membership>(members(&own).after(foreign)).await.unwrap();
    assert!(seen.items.iter().all(|member| member.organisation == own), "another list's cursor leads nowhere else");

    let invented = [
        json!([]),
        json!([""]),
        json!(["ORGANISATION"]),
        json!(["MEMBER#a", "MEMBER#b"]),
        json!(["MEMBER#a", format!("ORG#{other}"), "MEMBER#b"]),
        json!({"pk": format!("ORG#{other}")}),
        json!("MEMBER#a"),
    ];
    for places in invented {
        let refused = cx.store().list::<Membership>(members(&own).after(cursor(&places))).await;
        assert!(matches!(refused, Err(Error::NotACursor)), "{places}: {refused:?}");
    }
    for text in ["", "%", "AAAA", "not base 64"] {
        let refused = cx.store().list::<Membership>(members(&own).after(Some(text.to_owned()))).await;
        assert!(matches!(refused, Err(Error::NotACursor)), "{text}: {refused:?}");
    }

    // In an index the cursor names the item's own key too; still nothing but the list's own items comes out.
    let index = || Range::of_index(format!("ORG#{own}#HOLDER#x")).prefix("MEANS#").limit(2);
    let names = json!(["MEANS#a", format!("ORG#{other}"), "MEMBER#a"]);
    let outcome = cx.store().list::<Membership>(index().after(cursor(&names))).await;
    assert!(outcome.is_ok_and(|page| page.items.is_empty()));
    let empty = cx.store().list::<Membership>(index().after(cursor(&json!(["MEANS#a", "", ""])))).await;
    assert!(matches!(empty, Err(Error::NotACursor)), "{empty:?}");
}
