//! `get-batch-template-csv`: the empty table of a batch, as a CSV file.

use api::Route;
use domain::language::Language;
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoInput, NoPath};
use schemars::JsonSchema;
use serde::Deserialize;
use sheet::{Format, template};

use crate::problems::Refused;

/// Gives the empty table.
pub struct GetBatchTemplateCsv;

/// In which language.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemplateQueryCsv {
    /// The language of the headings; every language is read.
    pub language: Language,
}

impl Endpoint for GetBatchTemplateCsv {
    const ROUTE: Route = Route::get("get-batch-template-csv", "/v1/batch-templates/csv")
        .summary("The empty table of a batch, as a CSV file")
        .plain("text/csv; charset=utf-8");
    type Caller = Anyone;
    type Path = NoPath;
    type Query = TemplateQueryCsv;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(_: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let file = template(Format::Csv, call.query.language).map_err(|_| Refused::NoTemplate)?;
        Ok(Answer::file(file))
    }
}
