//! `check-form`: what is wrong with a form somebody of the desk writes, before it is published. Every slip is found and pointed at.

use api::{FieldError, Route};
use domain::form::read;
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problems::{Refused, told};

/// Checks a form.
pub struct CheckForm;

/// A form in the making.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckFormInput {
    /// The form as JSON.
    pub content: serde_json::Value,
}

/// What is wrong with it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckedForm {
    /// Each slip with a pointer to its place under `content`; none when it can be published.
    pub slips: Vec<FieldError>,
}

impl Endpoint for CheckForm {
    const ROUTE: Route =
        Route::post("check-form", "/v1/desk/forms/checks").summary("Check a form before it is published");
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = CheckFormInput;
    type Output = CheckedForm;
    type Refusal = Refused;

    async fn handle(_: &Context, call: Call<Self>) -> Result<Answer<CheckedForm>, Refused> {
        let slips = read(&call.input.content).err().map(told).unwrap_or_default();
        Ok(CheckedForm { slips }.into())
    }
}
