//! `complete-file-upload`: every part is there; the file is put together and looked at.

use api::{FileTouch, KeySet, Part, ProblemType, Route, Touch};
use domain::folder::upload::{Owner, UploadView};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person, receiving};

use crate::list_file_uploads::is_own;
use crate::problems::Refused;
use crate::rooms::{self, UploadPath};

/// Completes an upload.
pub struct CompleteFileUpload;

impl Endpoint for CompleteFileUpload {
    const ROUTE: Route = Route::post("complete-file-upload", "/v1/businesses/{business}/uploads/{upload}/completion")
        .summary("Say that every part is there; the file is then looked at")
        .touches(&[Touch::read(Part::Business), Touch::write(Part::Folder)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReceiveInParts])
        .problems(&[ProblemType::UploadIncomplete]);
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
        Ok(receiving::complete(cx, upload).await?.into())
    }
}
