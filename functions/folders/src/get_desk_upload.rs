//! `get-desk-upload`: how far an upload of the desk is.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::folder::upload::{By, UploadView};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff, receiving};

use crate::problems::Refused;
use crate::rooms::OwnedUploadPath;

/// Shows an upload of the desk.
pub struct GetDeskUpload;

impl Endpoint for GetDeskUpload {
    const ROUTE: Route = Route::get("get-desk-upload", "/v1/desk/uploads/{owner}/{upload}")
        .summary("How far your upload is: which parts came in, and where to put the others")
        .touches(&[Touch::read(Part::Folder)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReceiveInParts]);
    type Caller = Staff;
    type Path = OwnedUploadPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = UploadView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UploadView>, Refused> {
        let upload = receiving::find(cx, &call.path.owner, &call.path.upload).await?;
        if upload.by != (By::Chamber { account: call.caller.account_id().clone() }) {
            return Err(Refused::NotFound);
        }
        Ok(receiving::stand(cx, &upload).await?.into())
    }
}
