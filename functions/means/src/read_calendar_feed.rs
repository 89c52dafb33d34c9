//! `read-calendar-feed`: a calendar program reads somebody's calendar at its secret address. What the person may see is asked anew each time:
//! whoever left the organisation, or lost his role, reads no more than he may.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::{Account, Standing, Token};
use domain::organisation::Membership;
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoInput, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::lapse::OpenFeed;

use crate::calendar::{ics, lapses_of};
use crate::problems::Refused;

/// Gives the calendar.
pub struct ReadCalendarFeed;

/// The secret of the address.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FeedPath {
    /// 256 bits of chance.
    pub calendar_token: String,
}

impl Endpoint for ReadCalendarFeed {
    const ROUTE: Route = Route::get("read-calendar-feed", "/v1/calendars/{calendarToken}")
        .summary("A calendar of what will lapse, for calendar programs")
        .touches(&[
            Touch::read(Part::Link),
            Touch::read(Part::Account),
            Touch::read(Part::Organisation).and(Touch::list(Part::Organisation)),
        ])
        .keys(&[KeySet::Data])
        .plain("text/calendar; charset=utf-8")
        .problems(&[ProblemType::NotFound]);
    type Caller = Anyone;
    type Path = FeedPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let hash = Token::presented(&call.path.calendar_token).hash();
        let feed = cx.store().get::<OpenFeed>(store::lapse::feed_key(&hash)).await?.ok_or(Refused::NotFound)?;
        let (account, member) = tokio::try_join!(
            cx.store().get::<Account>(store::account::key(&feed.0.account)),
            cx.store().get::<Membership>(store::organisation::member_key(&feed.0.organisation, &feed.0.account)),
        )?;
        let account = account.filter(|account| account.standing == Standing::Active).ok_or(Refused::NotFound)?;
        let member = member.ok_or(Refused::NotFound)?;
        let lapses = lapses_of(cx, &member).await?;
        Ok(Answer::file(ics(&lapses, account.language, cx.now())))
    }
}
