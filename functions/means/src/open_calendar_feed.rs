//! `open-calendar-feed`: makes the secret address a calendar program reads the caller's calendar at. It is told once; only its hash is kept.
//! A newer address ends the older.

use api::{Part, Route, Touch};
use domain::account::Token;
use domain::lapse::Feed;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;
use store::Change;
use store::lapse::OpenFeed;

use crate::means::fact;
use crate::problems::Refused;

/// Makes the address.
pub struct OpenCalendarFeed;

/// The address.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FeedAddress {
    /// For a calendar program. Whoever has it can read the calendar.
    pub url: String,
}

impl Endpoint for OpenCalendarFeed {
    const ROUTE: Route = Route::post("open-calendar-feed", "/v1/lapses/feed")
        .summary("Make a secret address at which a calendar program reads your calendar; it ends the one before")
        .created()
        .touches(&[Touch::write(Part::Organisation), Touch::put(Part::Link).and(Touch::delete(Part::Link))]);
    type Caller = Member;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = FeedAddress;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FeedAddress>, Refused> {
        let (organisation, account) = (call.caller.organisation(), call.caller.account_id());
        let token = Token::draw(cx.chance());
        let feed =
            Feed { hash: token.hash(), account: account.clone(), organisation: organisation.clone(), since: cx.now() };
        let before = cx.store().get::<Feed>(store::lapse::feed_of_key(organisation, account)).await?;
        let mut change = Change::new();
        match &before {
            Some(before) => {
                change.clear(Part::Link, store::lapse::feed_key(&before.hash)).replace(before, &feed);
            }
            None => {
                change.create(&feed);
            }
        }
        change.create(&OpenFeed(feed)).audit(fact(&call.caller, Self::ROUTE.operation, account.as_str(), "opened"));
        cx.commit(change).await?;
        Ok(FeedAddress { url: format!("{}/v1/calendars/{}", cx.config().origin, token.reveal()) }.into())
    }
}
