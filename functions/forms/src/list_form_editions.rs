//! `list-form-editions`: every form there is, with its editions, for staff: those that are filled in, those to come, those that were taken back.

use api::{KeySet, Part, Route, Touch};
use domain::form::{EditionHead, FormId, Shelf};
use jiff::Timestamp;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Lists forms with their editions.
pub struct ListFormEditions;

/// Every form.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FormShelves {
    /// Each once, by its name.
    pub items: Vec<FormShelf>,
}

/// A form with its editions.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FormShelf {
    /// The version that was read; 0 for one nobody published anything of or took back.
    pub version: u64,
    /// Its name.
    pub form: FormId,
    /// The number of the edition that is in force today; absent when the first is still to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force: Option<u32>,
    /// When it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Timestamp>,
    /// Its editions, oldest first.
    pub editions: Vec<EditionHead>,
}

impl Endpoint for ListFormEditions {
    const ROUTE: Route = Route::get("list-form-editions", "/v1/desk/forms")
        .summary("Every form with its editions")
        .touches(&[Touch::list(Part::Form)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = FormShelves;
    type Refusal = Refused;

    async fn handle(cx: &Context, _: Call<Self>) -> Result<Answer<FormShelves>, Refused> {
        let shelves = cx.store().shelves().await?;
        let items = shelves.into_values().map(|read| told(read.value, read.version, cx.today())).collect();
        Ok(FormShelves { items }.into())
    }
}

/// A shelf as staff see it.
pub(crate) fn told(shelf: Shelf, version: u64, today: Date) -> FormShelf {
    let in_force = shelf.in_force(today).map(|edition| edition.number);
    let Shelf { form, editions, withdrawn } = shelf;
    FormShelf { version, form, in_force, withdrawn, editions }
}
