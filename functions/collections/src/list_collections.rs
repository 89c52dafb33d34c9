//! `list-collections`: every collection, the latest first; and the earliest day for the next.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::collection::{Collection, earliest};
use domain::mandate::Creditor;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Staff};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;
use crate::view::CollectionRow;

/// Lists collections.
pub struct ListCollections;

/// Collections, and who collects.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CollectionList {
    /// The collections.
    #[serde(flatten)]
    pub page: Page<CollectionRow>,
    /// The earliest day on which money can go that debtors are told of today.
    pub earliest: Date,
    /// How many days before it they are told.
    pub notice_days: u8,
    /// Who collects.
    pub creditor: String,
    /// Its identifier in the scheme.
    pub creditor_id: String,
}

impl Endpoint for ListCollections {
    const ROUTE: Route = Route::get("list-collections", "/v1/desk/collections")
        .summary("Collections by direct debit, the latest first, and the earliest day for the next")
        .touches(&[Touch::list(Part::Collection)])
        .keys(&[KeySet::Data])
        .editions();
    type Caller = Staff;
    type Path = NoPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = CollectionList;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<CollectionList>, Refused> {
        let range = store::collection::all().limit(call.query.limit()).after(call.query.cursor);
        let page = cx.store().list::<Collection>(range).await?.map(|read| CollectionRow::from(&read));
        let creditor = Creditor::on(cx.today()).ok_or(Refused::NoCreditor)?;
        let list = CollectionList {
            page,
            earliest: earliest(cx.today(), creditor.agreed_days),
            notice_days: creditor.agreed_days,
            creditor: creditor.name.as_str().to_owned(),
            creditor_id: creditor.creditor_id.as_str().to_owned(),
        };
        Ok(list.into())
    }
}
