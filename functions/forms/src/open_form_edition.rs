//! `open-form-edition`: an edition of a form whole, for staff to read and to go on from.

use api::{KeySet, Part, Route, Touch};
use domain::form::{Form, FormId};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problems::Refused;

/// Opens an edition.
pub struct OpenFormEdition;

/// Which edition of which form.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FormEditionPath {
    /// The form.
    pub form: FormId,
    /// The number of the edition.
    #[serde(deserialize_with = "number")]
    pub edition: u32,
}

/// An edition.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FormEditionView {
    /// Its number.
    pub edition: u32,
    /// The form as it is published.
    pub content: Form,
}

impl Endpoint for OpenFormEdition {
    const ROUTE: Route = Route::get("open-form-edition", "/v1/desk/forms/{form}/editions/{edition}")
        .summary("An edition of a form, whole")
        .touches(&[Touch::read(Part::Form)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = FormEditionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = FormEditionView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FormEditionView>, Refused> {
        let found = cx.store().form_edition(&call.path.form, call.path.edition).await?.ok_or(Refused::NotFound)?;
        Ok(FormEditionView { edition: found.number, content: found.form }.into())
    }
}

/// Paths carry text; a number in one is still a number.
fn number<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}
