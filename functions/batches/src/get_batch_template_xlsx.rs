//! `get-batch-template-xlsx`: the empty table of a batch, as an XLSX workbook.

use api::Route;
use domain::language::Language;
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoInput, NoPath};
use schemars::JsonSchema;
use serde::Deserialize;
use sheet::{Format, template};

use crate::problems::Refused;

/// Gives the empty table.
pub struct GetBatchTemplateXlsx;

/// In which language.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemplateQueryXlsx {
    /// The language of the headings; every language is read.
    pub language: Language,
}

impl Endpoint for GetBatchTemplateXlsx {
    const ROUTE: Route = Route::get("get-batch-template-xlsx", "/v1/batch-templates/xlsx")
        .summary("The empty table of a batch, as an XLSX workbook")
        .plain("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    type Caller = Anyone;
    type Path = NoPath;
    type Query = TemplateQueryXlsx;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(_: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let file = template(Format::Xlsx, call.query.language).map_err(|_| Refused::NoTemplate)?;
        Ok(Answer::file(file))
    }
}
