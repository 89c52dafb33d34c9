//! `list-editions`: what was published, and which version of each table is in force.

use api::{KeySet, Part, Route, Touch};
use domain::apprenticeship;
use domain::catalogue::Catalogue;
use domain::edition::{self, Head, TableName};
use domain::invoice::PaymentTerms;
use domain::mandate::Creditor;
use domain::power::rules::PowerRules;
use domain::price::PriceList;
use domain::product::ProductList;
use domain::upgrade::rules::Rules;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Serialize;

use crate::get_catalogue::heads;
use crate::problems::Refused;

/// Lists editions.
pub struct ListEditions;

/// The editions.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditionList {
    /// What is in force, and what is newest, of each table.
    pub tables: Vec<TableState>,
    /// Everything that was published, latest first.
    pub published: Vec<Head>,
}

/// A table.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TableState {
    /// Which.
    pub table: TableName,
    /// The version cases start under today.
    pub in_force: String,
    /// The newest version: what a change is based on.
    pub newest: String,
}

impl Endpoint for ListEditions {
    const ROUTE: Route = Route::get("list-editions", "/v1/desk/editions")
        .summary("Which versions of the tables were published, and which are in force")
        .touches(&[Touch::list(Part::Edition)])
        .keys(&[KeySet::Data])
        .editions();
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = EditionList;
    type Refusal = Refused;

    async fn handle(cx: &Context, _: Call<Self>) -> Result<Answer<EditionList>, Refused> {
        let (mut published, today) = (heads(cx).await?, cx.today());
        let tables = TableName::ALL.map(|table| {
            let in_force = match table {
                TableName::Catalogue => Catalogue::on(today).map(|table| table.version.clone()),
                TableName::Prices => PriceList::on(today).map(|table| table.version.clone()),
                TableName::Rules => Rules::on(today).map(|table| table.version.clone()),
                TableName::Powers => edition::on::<PowerRules>(today).map(|table| table.version.clone()),
                TableName::Products => ProductList::on(today).map(|table| table.version.clone()),
                TableName::PaymentTerms => PaymentTerms::on(today).map(|table| table.version.clone()),
                TableName::Creditor => Creditor::on(today).map(|table| table.version.clone()),
                TableName::Apprenticeships => apprenticeship::Rules::on(today).map(|table| table.version.clone()),
            };
            let newest = edition::newest(table, &published);
            TableState { table, in_force: in_force.unwrap_or_default(), newest }
        });
        published.sort_by_key(|head| std::cmp::Reverse(head.published_at));
        Ok(EditionList { tables: tables.into(), published }.into())
    }
}
