//! `get-attachment`: how far a file is, so that one that broke off is gone on with; and where its bytes are once it was let in.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::folder::upload::{Owner, UploadView};
use domain::ids::{SubmissionId, VersionId};
use runtime::receiving;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::problems::Refused;
use crate::views::SubmissionPath;

/// Shows how far a file is.
pub struct GetAttachment;

/// Which file of which form.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentPath {
    /// The filled form.
    pub submission_id: SubmissionId,
    /// The file.
    pub upload_id: VersionId,
}

impl Endpoint for GetAttachment {
    const ROUTE: Route = Route::get("get-attachment", "/v1/submissions/{submissionId}/attachments/{uploadId}")
        .summary("How far a file is that goes with a form")
        .touches(&[Touch::read(Part::Submission), Touch::read(Part::Business), Touch::read(Part::Folder)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReceiveInParts]);
    type Caller = Person;
    type Path = AttachmentPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = UploadView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UploadView>, Refused> {
        let (_, upload) = find(cx, &call.caller, &call.path).await?;
        Ok(receiving::stand(cx, &upload).await?.into())
    }
}

/// A file of a form the caller may see, and whether its form takes files still.
pub(crate) async fn find(
    cx: &Context,
    caller: &Person,
    path: &AttachmentPath,
) -> Result<(bool, store::Versioned<domain::folder::upload::Upload>), Refused> {
    let of_form = SubmissionPath { submission_id: path.submission_id.clone() };
    let submission = crate::get_submission::load(cx, caller, &of_form).await?;
    let upload = receiving::find(cx, &Owner::Submission(submission.id.clone()), &path.upload_id).await?;
    Ok((submission.takes_files(), upload))
}
