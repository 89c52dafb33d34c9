//! `hand-in-signed-paper`: a scan of the printed contract with signatures in pen, of all of those who sign or of some. The scan was uploaded
//! and inspected before.

use std::collections::BTreeSet;

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::folder::upload::{Owner, Upload, UploadState};
use domain::ids::{SignerId, VersionId};
use domain::submission::Submission;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, SubmissionPath};
use crate::problems::Refused;

/// Hands in signatures in pen.
pub struct HandInSignedPaper;

/// Which signatures.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandInSignedPaperInput {
    /// The upload.
    pub scan: VersionId,
    /// Whose signatures are on it.
    pub signers: BTreeSet<SignerId>,
    /// The day that stands beside them.
    pub signed_on: Date,
}

impl Endpoint for HandInSignedPaper {
    const ROUTE: Route = Route::post("hand-in-signed-paper", "/v1/submissions/{submissionId}/paper-signatures")
        .summary("Hand in a scan with signatures in pen")
        .idempotent()
        .touches(&[
            Touch::write(Part::Submission).and(Touch::delete(Part::Submission)),
            Touch::read(Part::Business),
            Touch::read(Part::Folder),
        ])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage]);
    type Caller = Person;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = HandInSignedPaperInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let HandInSignedPaperInput { scan, signers, signed_on } = &call.input;
        let load = || async {
            let read = cases::own(cx, &call.caller, &call.path.submission_id).await?;
            let owner = Owner::Submission(read.id.clone());
            let upload = cx.store().get::<Upload>(store::folder::upload_key(&owner, scan)).await?;
            let usable = upload.is_some_and(|upload| matches!(upload.state, UploadState::Released { .. }));
            if usable { Ok(read) } else { Err(Refused::ScanNotUsable) }
        };
        let decide = |submission: Submission, now| {
            submission.sign_on_paper(signers, scan, *signed_on, call.caller.account_id(), now)
        };
        Ok(cases::change(cx, load, decide).await?.into())
    }
}
