//! `announce-attachment`: says which file will be handed in with a form, and is told where to put its parts.

use api::{FileTouch, KeySet, Part, ProblemType, Route, Touch};
use domain::folder::upload::{Announced, By, Destination, UploadView};
use domain::folder::{FileKind, Sha256};
use domain::name::Name;
use runtime::receiving;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::get_submission::load;
use crate::problems::Refused;
use crate::views::SubmissionPath;

/// Announces a file.
pub struct AnnounceAttachment;

/// What will be sent.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnnounceAttachmentInput {
    /// What you call it; its ending must fit its type.
    pub file_name: Name,
    /// Its type.
    pub content_type: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub sha256: Sha256,
}

impl Endpoint for AnnounceAttachment {
    const ROUTE: Route = Route::post("announce-attachment", "/v1/submissions/{submissionId}/attachments")
        .summary("Announce a file that goes with a form")
        .created()
        .idempotent()
        .touches(&[
            Touch::read(Part::Submission),
            Touch::read(Part::Business),
            Touch::put(Part::Folder),
            Touch::update(Part::Counter),
        ])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReceiveInParts])
        .problems(&[ProblemType::WrongStage, ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = AnnounceAttachmentInput;
    type Output = UploadView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UploadView>, Refused> {
        let submission = load(cx, &call.caller, &call.path).await?;
        if !submission.takes_files() {
            return Err(Refused::WrongState);
        }
        let AnnounceAttachmentInput { file_name: name, content_type: kind, size, sha256 } = call.input;
        let destination = Destination::Submission { submission: submission.id.clone() };
        let announced = Announced { destination, name, kind, size, sha256 };
        let by = By::Member { account: call.caller.account_id().clone() };
        Ok(receiving::announce(cx, announced, by).await?.into())
    }
}
