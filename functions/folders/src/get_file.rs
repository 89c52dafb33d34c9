//! `get-file`: one file with its versions.

use api::{KeySet, Part, Route, Touch};
use domain::folder::upload::FileSide;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};

use crate::problems::Refused;
use crate::reading::{self, Reader, WithVersions};
use crate::rooms::{self, FilePath};

/// Shows a file.
pub struct GetFile;

impl Endpoint for GetFile {
    const ROUTE: Route = Route::get("get-file", "/v1/businesses/{business}/folders/{topic}/files/{file}")
        .summary("One file with its versions, the latest first")
        .touches(&[Touch::read(Part::Business), Touch::read(Part::Folder).and(Touch::list(Part::Folder))])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = FilePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = WithVersions;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<WithVersions>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let reader = Reader { account: call.caller.account_id(), side: FileSide::Member };
        Ok(reading::whole(cx, &call.path, reader).await?.into())
    }
}
