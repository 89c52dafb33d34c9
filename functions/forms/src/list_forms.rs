//! `list-forms`: the forms one can fill in today. Anybody may read what there is, and what will be asked, before he logs in.

use api::{KeySet, Part, Route, Touch};
use domain::form::{EditionHead, FormId, FormKind, Shelf, Texts};
use jiff::civil::Date;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoInput, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Lists forms.
pub struct ListForms;

/// The forms there are.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FormsView {
    /// Each once, by its name.
    pub items: Vec<FormSummary>,
}

/// A form, without what it asks.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FormSummary {
    /// Its name.
    pub form: FormId,
    /// The edition that is filled in today.
    pub edition: u32,
    /// What comes of it.
    pub kind: FormKind,
    /// Whether one must have opened a business first.
    pub for_business: bool,
    /// What it is called.
    pub title: Texts,
    /// What it is for.
    pub intro: Texts,
    /// What its parts are called.
    pub parts: Vec<Texts>,
}

impl Endpoint for ListForms {
    const ROUTE: Route = Route::get("list-forms", "/v1/forms")
        .summary("The forms one can fill in, with what each asks")
        .touches(&[Touch::list(Part::Form)])
        .keys(&[KeySet::Data]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = FormsView;
    type Refusal = Refused;

    async fn handle(cx: &Context, _: Call<Self>) -> Result<Answer<FormsView>, Refused> {
        let shelves = cx.store().shelves().await?;
        let items = shelves.into_values().filter_map(|shelf| summary(&shelf, cx.today())).collect();
        Ok(FormsView { items }.into())
    }
}

fn summary(shelf: &Shelf, today: Date) -> Option<FormSummary> {
    let EditionHead { number, kind, for_business, title, intro, parts, .. } = shelf.offered(today)?.clone();
    Some(FormSummary { form: shelf.form.clone(), edition: number, kind, for_business, title, intro, parts })
}
