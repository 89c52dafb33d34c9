//! `list-forms`: the forms one can fill in today. Anybody may read what there is, and what will be asked, before he logs in.

use std::collections::BTreeMap;

use api::{KeySet, Part, Route, Touch};
use domain::form::{EditionHead, FormId, FormKind, Shelf, Texts, builtin};
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
        let items = shelves(cx).await?.into_values().filter_map(|shelf| summary(&shelf, cx.today())).collect();
        Ok(FormsView { items }.into())
    }
}

/// Every shelf, of forms that came with Balie and of those staff added, by name.
pub(crate) async fn shelves(cx: &Context) -> Result<BTreeMap<FormId, Shelf>, Refused> {
    let bare = builtin::forms().iter().map(|edition| (edition.form.id.clone(), Shelf::bare(edition.form.id.clone())));
    let mut shelves: BTreeMap<FormId, Shelf> = bare.collect();
    let kept = cx.store().list::<Shelf>(store::form::shelves()).await?;
    shelves.extend(kept.items.into_iter().map(|shelf| (shelf.value.form.clone(), shelf.value)));
    Ok(shelves)
}

fn summary(shelf: &Shelf, today: Date) -> Option<FormSummary> {
    let EditionHead { number, kind, for_business, title, intro, parts, .. } = shelf.offered(today)?.clone();
    Some(FormSummary { form: shelf.form.clone(), edition: number, kind, for_business, title, intro, parts })
}
