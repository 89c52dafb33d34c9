//! `list-attachments`: the files that were handed in with a form, with what became of each.

use api::{KeySet, Part, Route, Touch};
use domain::folder::upload::{Owner, Upload, UploadView};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};
use schemars::JsonSchema;
use serde::Serialize;

use crate::get_submission::load;
use crate::problems::Refused;
use crate::views::SubmissionPath;

/// Lists files.
pub struct ListAttachments;

/// The files of a form.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Attachments {
    /// In the order they were announced.
    pub items: Vec<UploadView>,
}

impl Endpoint for ListAttachments {
    const ROUTE: Route = Route::get("list-attachments", "/v1/submissions/{submissionId}/attachments")
        .summary("The files that go with a form")
        .touches(&[Touch::read(Part::Submission), Touch::read(Part::Business), Touch::list(Part::Folder)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Attachments;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Attachments>, Refused> {
        let submission = load(cx, &call.caller, &call.path).await?;
        let owner = Owner::Submission(submission.id.clone());
        let uploads = cx.store().list::<Upload>(store::folder::uploads(&owner)).await?;
        Ok(Attachments { items: uploads.items.iter().rev().map(|upload| upload.view(Vec::new())).collect() }.into())
    }
}
