//! `list-overviews`: the caller's overviews, the latest first; for the main user also those that came by schedule.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::overview::Overview;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoPath};

use crate::problems::Refused;
use crate::view::{OverviewView, is_main, may_see};

/// Lists overviews.
pub struct ListOverviews;

impl Endpoint for ListOverviews {
    const ROUTE: Route = Route::get("list-overviews", "/v1/overviews")
        .summary(
            "Your overviews, the latest first, and for the main user on the first page those that came by schedule",
        )
        .touches(&[Touch::list(Part::Overview)])
        .keys(&[KeySet::Data]);
    type Caller = Member;
    type Path = NoPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<OverviewView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<OverviewView>>, Refused> {
        let (organisation, caller) = (call.caller.organisation(), &call.caller);
        let limit = call.query.limit();
        let first = call.query.cursor.is_none();
        let own = store::overview::of_owner(organisation, Some(caller.account_id())).limit(limit);
        let own = own.after(call.query.cursor);
        // Two at most in a month, and none is kept for longer than thirty days.
        let scheduled = store::overview::of_owner(organisation, None).limit(limit);
        let (own, scheduled) = tokio::try_join!(cx.store().list::<Overview>(own), async {
            match first && is_main(caller) {
                true => cx.store().list::<Overview>(scheduled).await.map(|page| page.items),
                false => Ok(Vec::new()),
            }
        })?;
        let mut found: Vec<_> = own.items.into_iter().chain(scheduled).map(|overview| overview.value).collect();
        found.retain(|overview| overview.until() > cx.now() && may_see(caller, overview));
        found.sort_by(|a, b| b.asked_at.cmp(&a.asked_at).then_with(|| b.id.as_str().cmp(a.id.as_str())));
        let items = found.iter().map(|overview| OverviewView::of(overview, cx.now())).collect();
        Ok(Page { items, next_cursor: own.next_cursor }.into())
    }
}
