//! `open-file`: a link that downloads a version of a file for five minutes; what the chamber put there is not new any more then.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::document::DownloadLink;
use domain::folder::upload::FileSide;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Person};

use crate::problems::Refused;
use crate::reading::{self, Reader, WhichVersion};
use crate::rooms::{self, FilePath};

/// Opens a file.
pub struct OpenFile;

impl Endpoint for OpenFile {
    const ROUTE: Route = Route::post("open-file", "/v1/businesses/{business}/folders/{topic}/files/{file}/downloads")
        .summary("A link to download a version of a file; the latest unless a number is given")
        .touches(&[Touch::read(Part::Business), Touch::write(Part::Folder), Touch::put(Part::Audit)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadReleased]);
    type Caller = Person;
    type Path = FilePath;
    type Query = NoQuery;
    type Input = WhichVersion;
    type Output = DownloadLink;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DownloadLink>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let reader = Reader { account: call.caller.account_id(), side: FileSide::Member };
        Ok(reading::open(cx, &call.path, call.input, reader, Self::ROUTE.operation).await?.into())
    }
}
