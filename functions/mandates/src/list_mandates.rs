//! `list-mandates`: the mandates of a business, the latest first.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::mandate::{Mandate, MandateView};
use runtime::{Answer, Call, Context, Endpoint, NoInput, Person};

use crate::mandates::{BusinessPath, opened};
use crate::problems::Refused;

/// Lists mandates.
pub struct ListMandates;

impl Endpoint for ListMandates {
    const ROUTE: Route = Route::get("list-mandates", "/v1/businesses/{business}/mandates")
        .summary("The direct-debit mandates of a business you opened, the latest first")
        .touches(&[Touch::read(Part::Business), Touch::list(Part::Mandate)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = BusinessPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<MandateView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<MandateView>>, Refused> {
        opened(cx, &call.caller, &call.path.business).await?;
        let range = store::mandate::of_business(&call.path.business).limit(call.query.limit()).after(call.query.cursor);
        let page = cx.store().list::<Mandate>(range).await?;
        let there = page.items.iter().filter(|mandate| mandate.is_there(cx.now()));
        Ok(Page { items: there.map(|mandate| mandate.view()).collect(), next_cursor: page.next_cursor }.into())
    }
}
