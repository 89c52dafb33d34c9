//! `request-upload`: a form for uploading one document straight to the bucket, good for five minutes, for exactly this file (S49).

use std::collections::BTreeMap;

use api::{FileTouch, KeySet, Part, ProblemType, Route, Touch};
use domain::document::{Announced, ContentType, DocumentKind, DocumentView, LARGEST, UPLOADS};
use domain::name::Name;
use jiff::Timestamp;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery, Seal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::counter::Counter;
use store::{Change, Error};

use crate::cases::{self, UpgradePath};
use crate::problems::Refused;

/// Gives a form to upload a document with.
pub struct RequestUpload;

/// What will be uploaded.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestUploadInput {
    /// What the document is.
    pub kind: DocumentKind,
    /// What you call it; its ending must fit its type.
    pub file_name: Name,
    /// Its type.
    pub content_type: ContentType,
    /// Its size in bytes, at most 10 MB.
    #[schemars(range(min = 1, max = 10_485_760))]
    pub size: u64,
}

/// The document that is expected, and the form to send it with.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RequestedUpload {
    /// The document.
    pub document: DocumentView,
    /// The form.
    pub upload: UploadForm,
}

/// A form: post `fields`, then the file as `file`, to `url`, as `multipart/form-data`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UploadForm {
    /// Where to post it.
    pub url: String,
    /// The fields to send before the file.
    pub fields: BTreeMap<String, String>,
    /// From when it is refused.
    pub expires_at: Timestamp,
}

impl Endpoint for RequestUpload {
    const ROUTE: Route = Route::post("request-upload", "/v1/upgrades/{upgradeId}/documents")
        .summary("Announce a document and get a form to upload it with")
        .created()
        .idempotent()
        .touches(&[Touch::write(Part::Organisation), Touch::update(Part::Counter)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReceiveIntoQuarantine])
        .problems(&[ProblemType::WrongStage, ProblemType::TooManyAttempts])
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = RequestUploadInput;
    type Output = RequestedUpload;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<RequestedUpload>, Refused> {
        let upgrade = cases::load(cx, &call.caller, &call.path.upgrade_id).await?;
        let RequestUploadInput { kind, file_name, content_type, size } = call.input;
        let announced = Announced { kind, file_name, content_type, size };
        let document = upgrade.announce(announced, call.caller.account_id(), cx.now(), cx.chance())?;
        let seal = if document.is_identity_copy() { Seal::Identity } else { Seal::Documents };
        let ticket = cx.files().ticket(&document.quarantine_key(), content_type.name(), seal, LARGEST, cx.now());
        let upload = UploadForm { url: ticket.url, fields: ticket.fields, expires_at: ticket.expires_at };
        let expected = RequestedUpload { document: document.view(), upload };
        let counter = Counter::of(&UPLOADS, call.caller.account_id().as_str(), cx.now());
        let mut change = Change::new();
        change.create(&document).update(counter.raise());
        match cx.keep(change, &expected).await {
            Err(Error::LimitReached { wait, .. }) => return Err(Refused::TooMany(wait)),
            kept => kept?,
        }
        Ok(expected.into())
    }
}
