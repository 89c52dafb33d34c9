//! `read-order`: what was delivered, to be read on the page: for products that are data, while they are readable.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::order::Sheet;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoQuery};

use crate::get_order::{OrderPath, load};
use crate::problems::Refused;

/// Reads what was delivered.
pub struct ReadOrder;

/// The most that is read: a sheet of the largest company is far below.
const MOST_BYTES: u64 = 2 * 1024 * 1024;

impl Endpoint for ReadOrder {
    const ROUTE: Route = Route::get("read-order", "/v1/orders/{orderId}/sheet")
        .summary("What was delivered, to be read on the page")
        .touches(&[Touch::read(Part::Order)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadPapers]);
    type Caller = Member;
    type Path = OrderPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Sheet;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Sheet>, Refused> {
        let order = load(cx, &call.caller, &call.path.order_id).await?;
        if order.product.is_a_file() || !order.is_readable(cx.now()) {
            return Err(Refused::NotFound);
        }
        let file = cx.files().read(&order.sheet_key(), MOST_BYTES).await?;
        let sheet: Sheet = serde_json::from_slice(&file.bytes).map_err(|_| Refused::File)?;
        Ok(sheet.into())
    }
}
