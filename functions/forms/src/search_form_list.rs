//! `search-form-list`: lines of a long list that fit what was typed: occupations and their like. Lists are data of Balie, nothing personal.

use api::Route;
use domain::form::lists::{self, ListItem};
use jiff::civil::Date;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoInput};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problems::Refused;

/// How many lines are shown.
const MOST: usize = 20;

/// Searches a list.
pub struct SearchFormList;

/// Which list.
#[derive(Deserialize, JsonSchema)]
pub struct ListPath {
    /// Its name, as the field of a form gives it.
    pub list: String,
}

/// What is sought.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    /// What was typed.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub q: String,
    /// The one line with this value, for what was chosen before.
    pub value: Option<String>,
}

/// The lines that fit.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FormListView {
    /// At most twenty, the best first.
    pub items: Vec<ListItem>,
    /// Where the list comes from.
    pub source: String,
    /// The day it was as it is here.
    pub as_of: Date,
}

impl Endpoint for SearchFormList {
    const ROUTE: Route =
        Route::get("search-form-list", "/v1/forms/lists/{list}").summary("Search a long list that a form refers to");
    type Caller = Anyone;
    type Path = ListPath;
    type Query = ListQuery;
    type Input = NoInput;
    type Output = FormListView;
    type Refusal = Refused;

    async fn handle(_: &Context, call: Call<Self>) -> Result<Answer<FormListView>, Refused> {
        let list = lists::list(&call.path.list).ok_or(Refused::NotFound)?;
        let typed: String = call.query.q.chars().take(100).collect();
        let items = match &call.query.value {
            Some(value) => list.item(value).into_iter().cloned().collect(),
            None => list.search(&typed, MOST).into_iter().cloned().collect(),
        };
        Ok(FormListView { items, source: list.source.clone(), as_of: list.as_of }.into())
    }
}
