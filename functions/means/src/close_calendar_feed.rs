//! `close-calendar-feed`: ends the secret address of the caller's calendar.

use api::{Part, Route, Touch};
use domain::lapse::Feed;
use runtime::{Answer, Call, Context, Empty, Endpoint, Member, NoInput, NoPath, NoQuery};
use store::Change;

use crate::means::fact;
use crate::problems::Refused;

/// Ends the address.
pub struct CloseCalendarFeed;

impl Endpoint for CloseCalendarFeed {
    const ROUTE: Route = Route::delete("close-calendar-feed", "/v1/lapses/feed")
        .summary("End the secret address of your calendar")
        .touches(&[Touch::read(Part::Organisation).and(Touch::delete(Part::Organisation)), Touch::delete(Part::Link)]);
    type Caller = Member;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let (organisation, account) = (call.caller.organisation(), call.caller.account_id());
        let feed = cx.store().get::<Feed>(store::lapse::feed_of_key(organisation, account)).await?;
        if let Some(feed) = feed {
            let mut change = Change::new();
            change.clear(Part::Link, store::lapse::feed_key(&feed.hash)).delete(&feed).audit(fact(
                &call.caller,
                Self::ROUTE.operation,
                account.as_str(),
                "closed",
            ));
            cx.commit(change).await?;
        }
        Ok(Empty {}.into())
    }
}
