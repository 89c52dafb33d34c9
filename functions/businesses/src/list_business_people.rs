//! `list-business-people`: everybody who opened a business, for somebody who did.

use api::{KeySet, Page, Part, Route, Touch};
use domain::business::PersonView;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};

use crate::people::{self, BusinessPath};
use crate::problems::Refused;

/// Lists the people of a business.
pub struct ListBusinessPeople;

impl Endpoint for ListBusinessPeople {
    const ROUTE: Route = Route::get("list-business-people", "/v1/businesses/{business}/people")
        .summary("Everybody who opened a business you opened")
        .touches(&[Touch::read(Part::Business).and(Touch::list(Part::Business)), Touch::read(Part::Account)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = BusinessPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Page<PersonView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<PersonView>>, Refused> {
        people::opened(cx, &call.caller, &call.path.business).await?;
        let people = people::of(cx, &call.path.business).await?;
        let items = people::views(cx, &people, Some(call.caller.account_id())).await?;
        Ok(Page { items, next_cursor: None }.into())
    }
}
