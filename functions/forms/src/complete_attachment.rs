//! `complete-attachment`: every part of a file is there; it is put together and looked at.

use api::{FileTouch, KeySet, Part, ProblemType, Route, Touch};
use domain::folder::upload::UploadView;
use runtime::receiving;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};

use crate::get_attachment::{AttachmentPath, find};
use crate::problems::Refused;

/// Completes a file.
pub struct CompleteAttachment;

impl Endpoint for CompleteAttachment {
    const ROUTE: Route =
        Route::post("complete-attachment", "/v1/submissions/{submissionId}/attachments/{uploadId}/completion")
            .summary("Say that every part of a file was sent")
            .touches(&[Touch::read(Part::Submission), Touch::read(Part::Business), Touch::write(Part::Folder)])
            .keys(&[KeySet::Data])
            .files(&[FileTouch::ReceiveInParts])
            .problems(&[ProblemType::WrongStage, ProblemType::UploadIncomplete]);
    type Caller = Person;
    type Path = AttachmentPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = UploadView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UploadView>, Refused> {
        let (open, upload) = find(cx, &call.caller, &call.path).await?;
        if !open {
            return Err(Refused::WrongState);
        }
        Ok(receiving::complete(cx, upload).await?.into())
    }
}
