//! `open-business-at-desk`: a business as the desk sees it, with its letter, its people and what happened. Who looked is kept.

use api::{KeySet, Part, Route, Touch};
use domain::business::{DeskBusinessView, Happened, Wish};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};
use store::Change;

use crate::desk::{actor, letter, load};
use crate::get_business::LATELY;
use crate::people::{self, BusinessPath, fact};
use crate::problems::Refused;

/// Shows a business to the desk.
pub struct OpenBusinessAtDesk;

impl Endpoint for OpenBusinessAtDesk {
    const ROUTE: Route = Route::get("open-business-at-desk", "/v1/desk/businesses/{business}")
        .summary("A member business with its letter, its people and what happened")
        .touches(&[
            Touch::read(Part::Business).and(Touch::list(Part::Business)),
            Touch::read(Part::Account),
            Touch::put(Part::Audit),
        ])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = BusinessPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = DeskBusinessView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DeskBusinessView>, Refused> {
        let business = load(cx, &call.path.business).await?;
        let (letter, wish, people, timeline) = futures::try_join!(
            letter(cx, &business.id),
            cx.store().get::<Wish>(store::business::wish_key(&business.id)),
            people::of(cx, &business.id),
            cx.store().list::<Happened>(store::business::timeline(&business.id).limit(LATELY)),
        )?;
        let people = people::views(cx, &people, None).await?;
        let mut change = Change::new();
        change.audit(fact(&business.id, actor(&call.caller), "open-business-at-desk", business.id.as_str(), "seen"));
        cx.commit(change).await?;
        Ok(DeskBusinessView {
            id: business.id.clone(),
            data: business.data(),
            version: business.version,
            since: business.since,
            letter: letter.map(|letter| letter.view(cx.now())),
            wished: wish.is_some(),
            people,
            timeline: timeline.items.into_iter().map(|happened| happened.value.into()).collect(),
        }
        .into())
    }
}
