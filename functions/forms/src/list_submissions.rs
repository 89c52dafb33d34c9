//! `list-submissions`: what somebody fills in or has sent, for himself or for a business he opened, the latest first.

use api::{KeySet, Page, Part, Route, Touch};
use domain::ids::BusinessId;
use domain::submission::Submission;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Person};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::problems::Refused;
use crate::views::{FilledFormSummary, summary};

/// How many there are on a page.
const SHOWN: u16 = 50;

/// Lists filled forms.
pub struct ListSubmissions;

/// Whose.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListSubmissionsQuery {
    /// Those of this business; one's own when absent.
    pub business_id: Option<BusinessId>,
    /// Where the page begins: the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

impl Endpoint for ListSubmissions {
    const ROUTE: Route = Route::get("list-submissions", "/v1/submissions")
        .summary("What you fill in or have sent, the latest first")
        .touches(&[Touch::list(Part::Submission), Touch::read(Part::Business)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = NoPath;
    type Query = ListSubmissionsQuery;
    type Input = NoInput;
    type Output = Page<FilledFormSummary>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<FilledFormSummary>>, Refused> {
        let range = match &call.query.business_id {
            Some(business) => {
                call.caller.opened(cx, business).await?.ok_or(Refused::NotFound)?;
                store::submission::of_business(business)
            }
            None => store::submission::of_account(call.caller.account_id()),
        };
        let page = cx.store().list::<Submission>(range.limit(SHOWN).after(call.query.cursor)).await?;
        let items = page
            .items
            .iter()
            .filter(|read| !read.is_gone(cx.now()))
            .map(|read| summary(read, call.caller.account_id()));
        Ok(Page { items: items.collect(), next_cursor: page.next_cursor }.into())
    }
}
