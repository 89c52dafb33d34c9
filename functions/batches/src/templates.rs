//! The empty table of a batch, in either kind of file.

use domain::language::Language;
use runtime::{Answer, Empty};
use schemars::JsonSchema;
use serde::Deserialize;
use sheet::{Format, template};

use crate::problems::Refused;

/// In which language.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemplateQuery {
    /// The language of the headings; every language is read.
    pub language: Language,
}

/// The file.
pub(crate) fn file(format: Format, query: &TemplateQuery) -> Result<Answer<Empty>, Refused> {
    Ok(Answer::file(template(format, query.language).map_err(|_| Refused::NoTemplate)?))
}
