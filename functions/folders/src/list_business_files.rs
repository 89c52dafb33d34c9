//! `list-business-files`: what lies in a folder of a business, for the desk.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::business::Business;
use domain::folder::file::FileView;
use domain::folder::upload::FileSide;
use runtime::{Answer, Call, Context, Endpoint, NoInput, Staff};

use crate::problems::Refused;
use crate::reading::{self, Reader};
use crate::rooms::TopicPath;

/// Lists files for the desk.
pub struct ListBusinessFiles;

impl Endpoint for ListBusinessFiles {
    const ROUTE: Route = Route::get("list-business-files", "/v1/desk/businesses/{business}/folders/{topic}/files")
        .summary("The files in a folder of a business, the latest first")
        .touches(&[Touch::list(Part::Folder), Touch::read(Part::Business)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = TopicPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<FileView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<FileView>>, Refused> {
        let business = store::business::key(&call.path.business);
        cx.store().get::<Business>(business).await?.ok_or(Refused::NotFound)?;
        let reader = Reader { account: call.caller.account_id(), side: FileSide::Chamber };
        let page = (call.query.limit(), call.query.cursor);
        Ok(reading::list(cx, &call.path, page, reader).await?.into())
    }
}
