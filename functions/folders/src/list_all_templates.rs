//! `list-all-templates`: every template, for the desk: also those withdrawn or without a file yet; and the folders they can be found under.

use api::{KeySet, Part, Route, Touch};
use domain::folder::template::TemplateView;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Serialize;

use crate::list_folders::FoldersView;
use crate::list_templates::all;
use crate::problems::Refused;

/// Lists every template.
pub struct ListAllTemplates;

/// Every template.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeskTemplates {
    /// The templates.
    pub templates: Vec<TemplateView>,
    /// The folders, and which files are taken.
    pub folders: FoldersView,
}

impl Endpoint for ListAllTemplates {
    const ROUTE: Route = Route::get("list-all-templates", "/v1/desk/templates")
        .summary("Every template, and the folders there are")
        .touches(&[Touch::list(Part::Folder)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = DeskTemplates;
    type Refusal = Refused;

    async fn handle(cx: &Context, _: Call<Self>) -> Result<Answer<DeskTemplates>, Refused> {
        let templates = all(cx).await?.iter().map(|(template, version)| template.view(*version)).collect();
        Ok(DeskTemplates { templates, folders: FoldersView::of(cx.config().largest_file) }.into())
    }
}
