//! `list-discount-codes`: the codes there are, for the desk.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::price::DiscountCode;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Staff};

use crate::problems::Refused;

/// Lists codes.
pub struct ListDiscountCodes;

impl Endpoint for ListDiscountCodes {
    const ROUTE: Route = Route::get("list-discount-codes", "/v1/desk/discount-codes")
        .summary("The discount codes there are")
        .touches(&[Touch::list(Part::Discount)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<DiscountCode>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<DiscountCode>>, Refused> {
        let range = store::discount::codes().limit(call.query.limit()).after(call.query.cursor);
        Ok(cx.store().list::<DiscountCode>(range).await?.map(|code| code.value).into())
    }
}
