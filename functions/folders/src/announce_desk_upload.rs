//! `announce-desk-upload`: staff announce a file for a folder of a business, or for a template.

use api::{FileTouch, KeySet, Part, ProblemType, Route, Touch};
use domain::business::Business;
use domain::folder::template::{Content, Template};
use domain::folder::upload::{Announced, By, Destination, Owner, UploadView};
use domain::folder::{FileKind, Sha256, TopicId};
use domain::name::{Name, Note};
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff, receiving};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::problems::Refused;

/// Announces a file of the desk.
pub struct AnnounceDeskUpload;

/// What will be sent.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "AnnounceDeskFile")]
pub struct AnnounceDeskFileInput {
    /// For whom: a business, or a template whose file it becomes.
    pub owner: Owner,
    /// Into which folder, for a business.
    pub topic: Option<TopicId>,
    /// What you say about it, for a business.
    pub note: Option<Note>,
    /// What it is called.
    pub file_name: Name,
    /// Its kind.
    pub content_type: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub sha256: Sha256,
}

/// Where it goes, if that is there.
async fn destination(
    cx: &Context,
    owner: Owner,
    topic: Option<TopicId>,
    note: Option<Note>,
) -> Result<Destination, Refused> {
    match owner {
        Owner::Business(business) => {
            let known = cx.store().get::<Business>(store::business::key(&business)).await?;
            known.ok_or(Refused::field("/owner", "unknown"))?;
            let topic = topic.ok_or(Refused::field("/topic", "missing"))?;
            Ok(Destination::Folder { business, topic, note })
        }
        Owner::Template(template) => {
            let known = cx.store().get::<Template>(store::folder::template_key(&template)).await?;
            let known = known.ok_or(Refused::field("/owner", "unknown"))?;
            match known.content {
                Content::File { .. } => Ok(Destination::Template { template }),
                Content::Letter { .. } => Err(Refused::field("/owner", "not-a-file")),
            }
        }
        Owner::Submission(_) => Err(Refused::field("/owner", "unknown")),
    }
}

impl Endpoint for AnnounceDeskUpload {
    const ROUTE: Route = Route::post("announce-desk-upload", "/v1/desk/uploads")
        .summary(
            "Announce a file for a folder of a business or for a template, and get its parts with where to put each",
        )
        .created()
        .idempotent()
        .touches(&[
            Touch::read(Part::Business),
            Touch::write(Part::Folder),
            Touch::put(Part::Audit),
            Touch::update(Part::Counter),
        ])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReceiveInParts])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = AnnounceDeskFileInput;
    type Output = UploadView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UploadView>, Refused> {
        let AnnounceDeskFileInput { owner, topic, note, file_name, content_type, size, sha256 } = call.input;
        let destination = destination(cx, owner, topic, note).await?;
        let announced = Announced { destination, name: file_name, kind: content_type, size, sha256 };
        let by = By::Chamber { account: call.caller.account_id().clone() };
        Ok(receiving::announce(cx, announced, by).await?.into())
    }
}
