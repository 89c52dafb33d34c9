//! `list-businesses`: the businesses somebody opened.

use std::collections::HashMap;

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::business::{Business, Opened, OpenedView};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Person};

use crate::problems::Refused;

/// Lists the businesses one opened.
pub struct ListBusinesses;

impl Endpoint for ListBusinesses {
    const ROUTE: Route = Route::get("list-businesses", "/v1/businesses")
        .summary("The businesses you opened")
        .touches(&[Touch::read(Part::Business).and(Touch::list(Part::Business))])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = NoPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<OpenedView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<OpenedView>>, Refused> {
        let range = store::business::of_account(call.caller.account_id());
        let page = cx.store().list::<Opened>(range.limit(call.query.limit()).after(call.query.cursor)).await?;
        // The index may still name one that was left a moment ago: what counts stands beside the business.
        let keys = page.items.iter().flat_map(|opened| {
            [store::business::key(&opened.business), store::business::opened_key(&opened.business, &opened.account)]
        });
        let found = cx.store().batch(keys.collect()).await?;
        let (mut businesses, mut open) = (HashMap::new(), Vec::new());
        for item in found.into_values() {
            if item.kind() == Some(<Business as store::Stored>::KIND) {
                let business = item.read::<Business>(cx.keys()).await?.value;
                businesses.insert(business.id.clone(), business);
            } else {
                open.push(item.read::<Opened>(cx.keys()).await?.value);
            }
        }
        let mut items: Vec<OpenedView> =
            open.iter().filter_map(|opened| Some(businesses.get(&opened.business)?.opened_view(opened))).collect();
        items.sort_by(|one, other| one.name.as_str().cmp(other.name.as_str()));
        Ok(Page { items, next_cursor: page.next_cursor }.into())
    }
}
