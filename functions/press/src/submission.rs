//! The paper of a filled form, and the certificate of entry of a contract.

use domain::form::Form;
use domain::ids::SubmissionId;
use domain::submission::signing::{How, SignerState};
use domain::submission::{State, Submission};
use paper::{CertificateSheet, FormSheet, SignedOnForm, SignerOnForm, Tie};
use runtime::{Context, Failure};
use store::{Change, Error, Versioned};

/// How often it is noted anew when somebody signed in between.
const TRIES: usize = 8;

/// Sets a filled form, lays it down, and notes that it is there. Done twice, the file is the same.
pub(crate) async fn print(cx: &Context, id: &SubmissionId) -> Result<(), Failure> {
    for _ in 0..TRIES {
        let Some((read, form)) = load(cx, id).await? else { return Ok(()) };
        let Some(decided) = read.value.clone().printed(cx.now()) else { return Ok(()) };
        let sheet = FormSheet {
            tie: tie(cx, &read),
            form: &form,
            answers: &read.answers,
            sent_at: read.course.sent_at,
            signers: signers(&read),
        };
        let pdf = paper::form(&sheet, read.language).map_err(|error| Failure::Other(error.to_string()))?;
        let Some(key) = decided.submission.paper_key() else { return Ok(()) };
        cx.files().put(&key, "application/pdf", pdf).await?;
        let mut change = Change::new();
        change.follow(&read, &decided);
        match cx.commit(change).await {
            Ok(()) => return Ok(()),
            Err(Error::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("a submission kept changing while its paper was noted".to_owned()))
}

/// Sets the certificate of a contract that was entered, lays it down, and notes that it is there, with the mail that tells of it.
pub(crate) async fn certify(cx: &Context, id: &SubmissionId) -> Result<(), Failure> {
    for _ in 0..TRIES {
        let Some((read, form)) = load(cx, id).await? else { return Ok(()) };
        let Some(decided) = read.value.clone().certified(cx.now()) else { return Ok(()) };
        let (Some(number), State::Settled { at, .. }) = (&read.course.register, &read.state) else { return Ok(()) };
        let sheet = CertificateSheet {
            tie: tie(cx, &read),
            form: &form,
            answers: &read.answers,
            number: number.as_str(),
            entered_at: *at,
            signers: signers(&read),
        };
        let pdf = paper::certificate(&sheet, read.language).map_err(|error| Failure::Other(error.to_string()))?;
        cx.files().put(&read.certificate_key(), "application/pdf", pdf).await?;
        let mut change = Change::new();
        change.follow(&read, &decided);
        match cx.commit(change).await {
            Ok(()) => return Ok(()),
            Err(Error::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("a submission kept changing while its certificate was noted".to_owned()))
}

async fn load(cx: &Context, id: &SubmissionId) -> Result<Option<(Versioned<Submission>, Form)>, Failure> {
    let Some(read) = cx.store().get::<Submission>(store::submission::key(id)).await? else { return Ok(None) };
    let edition = cx.store().form_edition(&read.form, read.edition).await?;
    let edition = edition.ok_or_else(|| Error::Corrupt("the form of a submission is gone".to_owned()))?;
    Ok(Some((read, edition.form)))
}

fn tie(cx: &Context, submission: &Submission) -> Tie {
    let origin = cx.config().origin.trim_end_matches('/');
    Tie {
        case: submission.id.to_string(),
        code: None,
        link: format!("{origin}/forms/sent/{}", submission.id),
        fingerprint: submission.fingerprint(),
        made_on: cx.today(),
    }
}

fn signers(submission: &Submission) -> Vec<SignerOnForm> {
    let signers = submission.signing.iter().flat_map(|signing| &signing.signers);
    signers
        .map(|signer| SignerOnForm {
            name: signer.name.to_string(),
            role: signer.role.clone(),
            signed: match &signer.state {
                SignerState::Signed { at, how: How::Room { .. } } => Some(SignedOnForm::Room(*at)),
                SignerState::Signed { how: How::Paper { signed_on, .. }, .. } => Some(SignedOnForm::Paper(*signed_on)),
                SignerState::ToInvite {}
                | SignerState::Invited {}
                | SignerState::Opened { .. }
                | SignerState::Declined { .. } => None,
            },
        })
        .collect()
}
