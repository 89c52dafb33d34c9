//! `list-folders`: the folders there are, and what may be put there.

use api::{KeySet, Part, Route, Touch};
use domain::folder::upload::PART;
use domain::folder::{FileKind, Topic, topics};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;
use crate::rooms::{self, BusinessPath};

/// Lists folders.
pub struct ListFolders;

/// The folders, and what may be put there.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Folders")]
pub struct FoldersView {
    /// The folders, in the order they are shown.
    pub folders: Vec<Topic>,
    /// The kinds of file that are taken.
    pub kinds: Vec<FileKind>,
    /// The largest file that is taken, in bytes.
    pub largest_file: u64,
    /// How many bytes a part of an upload has, but the last.
    pub part: u64,
}

impl FoldersView {
    pub(crate) fn of(largest_file: u64) -> Self {
        Self { folders: topics().to_vec(), kinds: FileKind::ALL.to_vec(), largest_file, part: PART }
    }
}

impl Endpoint for ListFolders {
    const ROUTE: Route = Route::get("list-folders", "/v1/businesses/{business}/folders")
        .summary("The folders of your business, and which files may be put there")
        .touches(&[Touch::read(Part::Business)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = BusinessPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = FoldersView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FoldersView>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        Ok(FoldersView::of(cx.config().largest_file).into())
    }
}
