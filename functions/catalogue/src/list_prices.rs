//! `list-prices`: the price list in force, excluding and including VAT.

use api::Route;
use domain::price::{PriceList, PriceListView};
use domain::upgrade::Refusal;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoInput, NoPath, NoQuery};

use crate::problems::Refused;

/// Lists prices.
pub struct ListPrices;

impl Endpoint for ListPrices {
    const ROUTE: Route = Route::get("list-prices", "/v1/prices")
        .summary("What contracts, upgrades, further rights and identification cost")
        .editions()
        .cached(60);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = PriceListView;
    type Refusal = Refused;

    async fn handle(cx: &Context, _: Call<Self>) -> Result<Answer<PriceListView>, Refused> {
        Ok(PriceList::on(cx.today()).ok_or(Refusal::RulesUnknown)?.view().into())
    }
}
