//! `list-prices`: the price list in force, excluding and including VAT, and the discount codes that are announced.

use api::{Part, Route, Touch};
use domain::price::{AnnouncedCode, DiscountCode, PriceList, PriceListView};
use domain::upgrade::Refusal;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoInput, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Lists prices.
pub struct ListPrices;

/// What things cost, and what is taken off.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PricesView {
    /// The price list.
    #[serde(flatten)]
    pub list: PriceListView,
    /// The discount codes everybody may know of and use today.
    pub announced: Vec<AnnouncedCode>,
}

impl Endpoint for ListPrices {
    const ROUTE: Route = Route::get("list-prices", "/v1/prices")
        .summary("What contracts, upgrades, further rights and identification cost, and the discount codes that are announced")
        .touches(&[Touch::list(Part::Discount)])
        .editions()
        .cached(60);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = PricesView;
    type Refusal = Refused;

    async fn handle(cx: &Context, _: Call<Self>) -> Result<Answer<PricesView>, Refused> {
        let list = PriceList::on(cx.today()).ok_or(Refusal::RulesUnknown)?.view();
        let codes = cx.store().list::<DiscountCode>(store::discount::codes()).await?.items;
        let announced = codes.into_iter().filter_map(|code| code.value.shown(cx.today())).collect();
        Ok(PricesView { list, announced }.into())
    }
}
