//! `list-parcels`: what was made for the business in the last days, the latest first.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::folder::parcel::{Parcel, ParcelView};
use runtime::{Answer, Call, Context, Endpoint, NoInput, Person};

use crate::problems::Refused;
use crate::rooms::{self, BusinessPath};

/// Lists parcels.
pub struct ListParcels;

impl Endpoint for ListParcels {
    const ROUTE: Route = Route::get("list-parcels", "/v1/businesses/{business}/parcels")
        .summary("Zips and templates made for your business in the last seven days")
        .touches(&[Touch::read(Part::Business), Touch::list(Part::Folder)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = BusinessPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<ParcelView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<ParcelView>>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let limit = call.query.limit();
        let range = store::folder::parcels(&call.path.business).limit(limit).after(call.query.cursor);
        let Page { items, next_cursor } = cx.store().list::<Parcel>(range).await?;
        let there = items.iter().filter(|parcel| parcel.until() > cx.now());
        Ok(Page { items: there.map(|parcel| parcel.view()).collect(), next_cursor }.into())
    }
}
