//! `get-business`: a business with what happened to it lately, for somebody who opened it.

use api::{KeySet, Part, Route, Touch};
use domain::business::{BusinessDetails, Happened};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};

use crate::desk::load;
use crate::people::{self, BusinessPath};
use crate::problems::Refused;

/// Shows a business.
pub struct GetBusiness;

/// How much of what happened is shown.
pub(crate) const LATELY: u16 = 50;

impl Endpoint for GetBusiness {
    const ROUTE: Route = Route::get("get-business", "/v1/businesses/{business}")
        .summary("A business you opened, and what happened to it lately")
        .touches(&[Touch::read(Part::Business).and(Touch::list(Part::Business))])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = BusinessPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = BusinessDetails;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<BusinessDetails>, Refused> {
        let opened = people::opened(cx, &call.caller, &call.path.business).await?;
        let business = load(cx, &call.path.business).await?;
        let timeline = store::business::timeline(&business.id).limit(LATELY);
        let timeline = cx.store().list::<Happened>(timeline).await?.items;
        Ok(BusinessDetails {
            id: business.id.clone(),
            data: business.data(),
            opened_at: opened.at,
            timeline: timeline.into_iter().map(|happened| happened.value.into()).collect(),
        }
        .into())
    }
}
