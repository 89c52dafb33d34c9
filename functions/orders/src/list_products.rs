//! `list-products`: what of the business register can be ordered, what each costs, and how long it stays readable.

use api::Route;
use domain::product::{Offer, ProductList};
use jiff::civil::Date;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoInput, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Lists products.
pub struct ListProducts;

/// What can be ordered.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProductListView {
    /// The version of the list.
    pub version: String,
    /// Since when it is in force.
    pub valid_from: Date,
    /// Where the amounts come from.
    pub mark: String,
    /// The products, in the order they are offered. There is no VAT on any.
    pub products: Vec<Offer>,
}

impl Endpoint for ListProducts {
    const ROUTE: Route = Route::get("list-products", "/v1/products")
        .summary("What of the business register can be ordered, at which price, without VAT")
        .editions()
        .cached(60);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = ProductListView;
    type Refusal = Refused;

    async fn handle(cx: &Context, _: Call<Self>) -> Result<Answer<ProductListView>, Refused> {
        let list = ProductList::on(cx.today()).ok_or(Refused::NoProducts)?;
        let (version, mark, products) = (list.version.clone(), list.mark.clone(), list.products.clone());
        Ok(ProductListView { version, valid_from: list.valid_from, mark, products }.into())
    }
}
