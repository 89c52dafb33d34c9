//! `get-file-upload`: how far an upload is: which parts are there, and where to put the others.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::folder::upload::{Owner, UploadView};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person, receiving};

use crate::list_file_uploads::is_own;
use crate::problems::Refused;
use crate::rooms::{self, UploadPath};

/// Shows an upload.
pub struct GetFileUpload;

impl Endpoint for GetFileUpload {
    const ROUTE: Route = Route::get("get-file-upload", "/v1/businesses/{business}/uploads/{upload}")
        .summary("How far an upload is: which parts came in, and where to put the others")
        .touches(&[Touch::read(Part::Business), Touch::read(Part::Folder)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReceiveInParts]);
    type Caller = Person;
    type Path = UploadPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = UploadView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UploadView>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let owner = Owner::Business(call.path.business.clone());
        let upload = receiving::find(cx, &owner, &call.path.upload).await?;
        if !is_own(&upload, &call.caller) {
            return Err(Refused::NotFound);
        }
        Ok(receiving::stand(cx, &upload).await?.into())
    }
}
