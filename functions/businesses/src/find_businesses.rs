//! `find-businesses`: by number or by how the name begins. What is looked for comes in the body: the name of a sole trader is his own.

use api::{KeySet, Page, Part, Route, Touch};
use domain::business::{Business, BusinessView, CompanyNumber};
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::business::Numbered;

use crate::problems::Refused;

/// Finds businesses.
pub struct FindBusinesses;

/// How many are shown at once.
const PAGE: u16 = 50;

/// What is looked for.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FindBusinessesInput {
    /// A company number, or how a name begins; all of them, by name, when empty.
    #[schemars(length(max = 100))]
    pub query: String,
    /// Where the page begins: the `nextCursor` of the page before.
    #[serde(default)]
    pub cursor: Option<String>,
}

impl Endpoint for FindBusinesses {
    const ROUTE: Route = Route::post("find-businesses", "/v1/desk/business-searches")
        .summary("Find member businesses by number or name")
        .touches(&[Touch::read(Part::Business).and(Touch::list(Part::Business))])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = FindBusinessesInput;
    type Output = Page<BusinessView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<BusinessView>>, Refused> {
        let FindBusinessesInput { query, cursor } = call.input;
        if let Ok(number) = query.parse::<CompanyNumber>() {
            let items = by_number(cx, &number).await?.into_iter().collect();
            return Ok(Page { items, next_cursor: None }.into());
        }
        let named = store::business::named_like(&query).limit(PAGE).after(cursor);
        let page = cx.store().list::<Business>(named).await?;
        Ok(page.map(|business| business.view()).into())
    }
}

async fn by_number(cx: &Context, number: &CompanyNumber) -> Result<Option<BusinessView>, Refused> {
    let Some(numbered) = cx.store().get::<Numbered>(store::business::number_key(number)).await? else {
        return Ok(None);
    };
    let business = cx.store().get::<Business>(store::business::key(&numbered.business)).await?;
    Ok(business.map(|business| business.view()))
}
