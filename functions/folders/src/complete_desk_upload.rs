//! `complete-desk-upload`: every part of the desk's file is there.

use api::{FileTouch, KeySet, Part, ProblemType, Route, Touch};
use domain::folder::upload::{By, UploadView};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff, receiving};

use crate::problems::Refused;
use crate::rooms::OwnedUploadPath;

/// Completes an upload of the desk.
pub struct CompleteDeskUpload;

impl Endpoint for CompleteDeskUpload {
    const ROUTE: Route = Route::post("complete-desk-upload", "/v1/desk/uploads/{owner}/{upload}/completion")
        .summary("Say that every part is there; the file is then looked at")
        .touches(&[Touch::write(Part::Folder)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReceiveInParts])
        .problems(&[ProblemType::UploadIncomplete]);
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
        Ok(receiving::complete(cx, upload).await?.into())
    }
}
