//! `get-form`: everything a form asks, for whoever wants to know before he logs in, and for pages that fill it in.

use api::{KeySet, Part, Route, Touch};
use domain::form::{Form, FormId};
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoInput, NoQuery};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problems::Refused;

/// Shows a form.
pub struct GetForm;

/// Which form.
#[derive(Deserialize, JsonSchema)]
pub struct FormPath {
    /// Its name.
    pub form: FormId,
}

/// A form as it is filled in today.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FormView {
    /// The number of this edition.
    pub edition: u32,
    /// What it asks.
    pub form: Form,
}

impl Endpoint for GetForm {
    const ROUTE: Route = Route::get("get-form", "/v1/forms/{form}")
        .summary("What a form asks")
        .touches(&[Touch::read(Part::Form)])
        .keys(&[KeySet::Data]);
    type Caller = Anyone;
    type Path = FormPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = FormView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FormView>, Refused> {
        let edition = cx.store().offered_form(&call.path.form, cx.today()).await?.ok_or(Refused::NotFound)?;
        Ok(FormView { edition: edition.number, form: edition.form }.into())
    }
}
