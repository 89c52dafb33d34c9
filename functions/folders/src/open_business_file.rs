//! `open-business-file`: a link that downloads a version of a file of a business, for the desk; who opened what is kept (S57).

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::document::DownloadLink;
use domain::folder::upload::FileSide;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};

use crate::problems::Refused;
use crate::reading::{self, Reader, WhichVersion};
use crate::rooms::FilePath;

/// Opens a file for the desk.
pub struct OpenBusinessFile;

impl Endpoint for OpenBusinessFile {
    const ROUTE: Route =
        Route::post("open-business-file", "/v1/desk/businesses/{business}/folders/{topic}/files/{file}/downloads")
            .summary("A link to download a version of a file of a business")
            .touches(&[Touch::write(Part::Folder), Touch::put(Part::Audit)])
            .keys(&[KeySet::Data])
            .files(&[FileTouch::ReadReleased]);
    type Caller = Staff;
    type Path = FilePath;
    type Query = NoQuery;
    type Input = WhichVersion;
    type Output = DownloadLink;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DownloadLink>, Refused> {
        let reader = Reader { account: call.caller.account_id(), side: FileSide::Chamber };
        Ok(reading::open(cx, &call.path, call.input, reader, Self::ROUTE.operation).await?.into())
    }
}
