//! `get-business-file`: one file of a business with its versions, for the desk.

use api::{KeySet, Part, Route, Touch};
use domain::folder::upload::FileSide;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};

use crate::problems::Refused;
use crate::reading::{self, Reader, WithVersions};
use crate::rooms::FilePath;

/// Shows a file to the desk.
pub struct GetBusinessFile;

impl Endpoint for GetBusinessFile {
    const ROUTE: Route = Route::get("get-business-file", "/v1/desk/businesses/{business}/folders/{topic}/files/{file}")
        .summary("One file of a business with its versions")
        .touches(&[Touch::read(Part::Folder).and(Touch::list(Part::Folder))])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = FilePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = WithVersions;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<WithVersions>, Refused> {
        let reader = Reader { account: call.caller.account_id(), side: FileSide::Chamber };
        Ok(reading::whole(cx, &call.path, reader).await?.into())
    }
}
