//! `announce-file-upload`: announces a file for a folder; the answer has its parts and where to put each.

use api::{FileTouch, KeySet, Part, ProblemType, Route, Touch};
use domain::folder::upload::{Announced, By, Destination, UploadView};
use domain::folder::{FileKind, Sha256, TopicId};
use domain::name::{Name, Note};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Person, receiving};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::problems::Refused;
use crate::rooms::{self, BusinessPath};

/// Announces a file.
pub struct AnnounceFileUpload;

/// What will be sent.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "AnnounceFile")]
pub struct AnnounceFileInput {
    /// Into which folder.
    pub topic: TopicId,
    /// What you say about it.
    pub note: Option<Note>,
    /// What it is called. The name of a file that lies there makes it a new version of that file.
    pub file_name: Name,
    /// Its kind.
    pub content_type: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub sha256: Sha256,
}

impl Endpoint for AnnounceFileUpload {
    const ROUTE: Route = Route::post("announce-file-upload", "/v1/businesses/{business}/uploads")
        .summary("Announce a file for a folder, and get its parts with where to put each")
        .created()
        .idempotent()
        .touches(&[
            Touch::read(Part::Business),
            Touch::put(Part::Folder),
            Touch::put(Part::Audit),
            Touch::update(Part::Counter),
        ])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReceiveInParts])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = BusinessPath;
    type Query = NoQuery;
    type Input = AnnounceFileInput;
    type Output = UploadView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UploadView>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let AnnounceFileInput { topic, note, file_name, content_type, size, sha256 } = call.input;
        let destination = Destination::Folder { business: call.path.business, topic, note };
        let announced = Announced { destination, name: file_name, kind: content_type, size, sha256 };
        let by = By::Member { account: call.caller.account_id().clone() };
        Ok(receiving::announce(cx, announced, by).await?.into())
    }
}
