//! `read-submission`: a filled form as the desk reads it: its answers, what the check says to them, its papers, its signatures and what was
//! handed in with it. That it was read is kept in the audit trail (S46).

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::account::Account;
use domain::audit::{Actor, AuditFact, Trail};
use domain::business::Business;
use domain::folder::upload::{Owner, Upload, UploadState};
use domain::form::judge;
use domain::submission::Submission;
use runtime::{Answer, Call, Context, Endpoint, NoInput, Staff};
use store::Change;

use crate::cases::{self, InLanguage, SubmissionPath};
use crate::problems::Refused;
use crate::views::{self, HandedInFile, SubmissionAtDesk};

/// Opens a filled form at the desk.
pub struct ReadSubmission;

/// How many files are shown.
const FILES: u16 = 50;

impl Endpoint for ReadSubmission {
    const ROUTE: Route = Route::get("read-submission", "/v1/desk/submissions/{submissionId}")
        .summary("A filled form with its answers, papers, signatures and what the check says")
        .touches(&[
            Touch::read(Part::Submission).and(Touch::list(Part::Submission)),
            Touch::read(Part::Form).and(Touch::list(Part::Form)),
            Touch::read(Part::Account),
            Touch::read(Part::Business),
            Touch::list(Part::Folder),
            Touch::put(Part::Audit),
        ])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadPapers, FileTouch::ReadReleased]);
    type Caller = Staff;
    type Path = SubmissionPath;
    type Query = InLanguage;
    type Input = NoInput;
    type Output = SubmissionAtDesk;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<SubmissionAtDesk>, Refused> {
        let read = cases::at_desk(cx, &call.path.submission_id).await?;
        let form = cases::form_of(cx, &read).await?;
        let course = cases::course(cx, &read, &form, call.query.language, true).await?;
        let account = cx.store().get::<Account>(store::account::key(&read.account)).await?;
        let by = account.map(|account| account.called());
        let business = match &read.business {
            Some(business) => cx.store().get::<Business>(store::business::key(business)).await?,
            None => None,
        };
        let staff = call.caller.account_id();
        let opened = SubmissionAtDesk {
            complaints: judge(&form, &read.answers, true, cx.today()),
            by,
            business: business.map(|business| business.value.name),
            taken: views::taken(&read, cx.now()),
            mine: read.holder(cx.now()).is_some_and(|taken| taken.by == *staff),
            files: files(cx, &read).await?,
            course,
        };
        let mut change = Change::new();
        change.audit(AuditFact {
            trail: Trail::Account { account: read.account.clone() },
            actor: Actor::Staff { account: staff.clone() },
            action: "read-submission".to_owned(),
            object: read.id.to_string(),
            result: "read".to_owned(),
        });
        cx.commit(change).await?;
        Ok(opened.into())
    }
}

/// What was handed in with it: attachments and scans, each to be downloaded once it was inspected.
async fn files(cx: &Context, submission: &Submission) -> Result<Vec<HandedInFile>, Refused> {
    let owner = Owner::Submission(submission.id.clone());
    let uploads = cx.store().list::<Upload>(store::folder::uploads(&owner).limit(FILES)).await?;
    let mut files = Vec::new();
    for upload in uploads.items {
        let download = match upload.state {
            UploadState::Released { .. } => Some(cases::link(cx, &upload.released_key(), upload.name.as_str()).await?),
            UploadState::Inspecting { .. } => None,
            UploadState::Receiving | UploadState::Refused { .. } => continue,
        };
        files.push(HandedInFile { file: upload.id.to_string(), name: upload.value.name, download });
    }
    Ok(files)
}
