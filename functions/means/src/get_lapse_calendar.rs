//! `get-lapse-calendar`: everything that will lapse of what the caller may see.

use api::{KeySet, Part, Route, Touch};
use domain::lapse::{Feed, Lapse};
use jiff::Timestamp;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;

use crate::calendar::lapses_of;
use crate::problems::Refused;

/// Shows the calendar.
pub struct GetLapseCalendar;

/// What will lapse, soonest first.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LapseCalendar {
    /// Each with its last day.
    pub items: Vec<Lapse>,
    /// Since when there is a secret address a calendar program can read this at; absent while there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_since: Option<Timestamp>,
}

impl Endpoint for GetLapseCalendar {
    const ROUTE: Route = Route::get("get-lapse-calendar", "/v1/lapses")
        .summary("Everything that will lapse: contracts, rights, unused means, identity documents, your role")
        .touches(&[Touch::read(Part::Organisation).and(Touch::list(Part::Organisation))])
        .keys(&[KeySet::Data]);
    type Caller = Member;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = LapseCalendar;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<LapseCalendar>, Refused> {
        let key = store::lapse::feed_of_key(call.caller.organisation(), call.caller.account_id());
        let (items, feed) = tokio::try_join!(lapses_of(cx, &call.caller.membership), cx.store().get::<Feed>(key))?;
        Ok(LapseCalendar { items, feed_since: feed.map(|feed| feed.since) }.into())
    }
}
