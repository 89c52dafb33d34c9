//! `list-desk-mandates`: the mandates of every business, page by page, by what they are.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::mandate::{Frequency, Mandate, Scheme};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Staff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::mandate_rows::{DeskMandateRow, Which, range};
use crate::problems::Refused;

/// Lists mandates.
pub struct ListDeskMandates;

/// Which mandates, and which page of them.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeskMandateQuery {
    /// Those that are good, or those that have ended.
    pub which: Which,
    /// Only those of this scheme.
    pub scheme: Option<Scheme>,
    /// Only those for one collection, or for several.
    pub frequency: Option<Frequency>,
    /// Where the page begins: the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

impl Endpoint for ListDeskMandates {
    const ROUTE: Route = Route::get("list-desk-mandates", "/v1/desk/mandates")
        .summary("Mandates of every business; a page may hold fewer where only some are wanted")
        .touches(&[Touch::list(Part::Mandate)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = DeskMandateQuery;
    type Input = NoInput;
    type Output = Page<DeskMandateRow>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<DeskMandateRow>>, Refused> {
        let DeskMandateQuery { which, scheme, frequency, cursor } = call.query;
        let range = range(which).limit(PageQuery::default().limit()).after(cursor);
        let page = cx.store().list::<Mandate>(range).await?;
        let wanted = |mandate: &Mandate| {
            scheme.is_none_or(|scheme| mandate.scheme == scheme)
                && frequency.is_none_or(|frequency| mandate.frequency == frequency)
        };
        let rows = page.items.iter().filter(|read| wanted(read)).map(|read| DeskMandateRow::from(&read.value));
        Ok(Page { items: rows.collect(), next_cursor: page.next_cursor }.into())
    }
}
