//! `get-catalogue`: the newest catalogue there is, in force or not, for staff to edit.

use api::{KeySet, Part, Route, Touch};
use domain::catalogue::{Catalogue, Provider};
use domain::edition::{self, Edition, Head, TableName};
use domain::upgrade::Refusal;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Shows the newest catalogue.
pub struct GetCatalogue;

/// The newest catalogue.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueView {
    /// Its version: send it back with a change.
    pub version: String,
    /// Since when it is in force, or from when it will be.
    pub valid_from: Date,
    /// Who offers services.
    pub providers: Vec<Provider>,
}

impl Endpoint for GetCatalogue {
    const ROUTE: Route = Route::get("get-catalogue", "/v1/desk/catalogue")
        .summary("The newest catalogue, for the desk to edit")
        .touches(&[Touch::read(Part::Edition).and(Touch::list(Part::Edition))])
        .keys(&[KeySet::Data])
        .editions();
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = CatalogueView;
    type Refusal = Refused;

    async fn handle(cx: &Context, _: Call<Self>) -> Result<Answer<CatalogueView>, Refused> {
        let (catalogue, _) = newest(cx).await?;
        let Catalogue { version, valid_from, providers } = catalogue.clone();
        Ok(CatalogueView { version, valid_from, providers }.into())
    }
}

/// The newest catalogue, and every edition there is. What another process published a moment ago is read here, not waited for.
pub(crate) async fn newest(cx: &Context) -> Result<(&'static Catalogue, Vec<Head>), Refused> {
    let heads = heads(cx).await?;
    let version = edition::newest(TableName::Catalogue, &heads);
    if Catalogue::named(&version).is_none() {
        let published = cx.store().get::<Edition>(store::edition::key(TableName::Catalogue, &version)).await?;
        if let Some(published) = published {
            edition::learn(&published).map_err(|_| Refusal::RulesUnknown)?;
        }
    }
    Ok((Catalogue::named(&version).ok_or(Refusal::RulesUnknown)?, heads))
}

/// Every edition that was published.
pub(crate) async fn heads(cx: &Context) -> Result<Vec<Head>, Refused> {
    let heads = cx.store().list::<Head>(store::edition::heads()).await?;
    Ok(heads.items.into_iter().map(|head| head.value).collect())
}
