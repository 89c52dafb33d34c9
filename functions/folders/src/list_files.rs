//! `list-files`: what lies in a folder, the latest file first.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::folder::file::FileView;
use domain::folder::upload::FileSide;
use runtime::{Answer, Call, Context, Endpoint, NoInput, Person};

use crate::problems::Refused;
use crate::reading::{self, Reader};
use crate::rooms::{self, TopicPath};

/// Lists files.
pub struct ListFiles;

impl Endpoint for ListFiles {
    const ROUTE: Route = Route::get("list-files", "/v1/businesses/{business}/folders/{topic}/files")
        .summary("The files in a folder, the latest first")
        .touches(&[Touch::read(Part::Business), Touch::list(Part::Folder)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = TopicPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<FileView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<FileView>>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let reader = Reader { account: call.caller.account_id(), side: FileSide::Member };
        let page = (call.query.limit(), call.query.cursor);
        Ok(reading::list(cx, &call.path, page, reader).await?.into())
    }
}
