//! `ask-submission-signer`: whoever filled a contract in has somebody asked to sign once more, or mends his address. The old link is dead at
//! once. Links are Balie's to send: nobody but the signer ever sees one.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::email::Email;
use domain::ids::{SignerId, SubmissionId};
use domain::submission::Submission;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases;
use crate::problems::Refused;

/// Asks somebody to sign once more.
pub struct AskSubmissionSigner;

/// Who signs what.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubmissionSignerPath {
    /// The contract.
    pub submission_id: SubmissionId,
    /// Who signs it.
    pub signer_id: SignerId,
}

/// Where his link goes from now on.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AskSubmissionSignerInput {
    /// His right address; absent when the one he has is right.
    #[serde(default)]
    pub email: Option<Email>,
}

impl Endpoint for AskSubmissionSigner {
    const ROUTE: Route =
        Route::post("ask-submission-signer", "/v1/submissions/{submissionId}/signers/{signerId}/asking")
            .summary("Ask somebody to sign once more, at the same or another address: his old link is dead")
            .accepted()
            .touches(&[
                Touch::write(Part::Submission).and(Touch::delete(Part::Submission)),
                Touch::read(Part::Business),
            ])
            .keys(&[KeySet::Data])
            .problems(&[ProblemType::WrongStage, ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = SubmissionSignerPath;
    type Query = NoQuery;
    type Input = AskSubmissionSignerInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let load = || cases::own(cx, &call.caller, &call.path.submission_id);
        let decide = |submission: Submission, now| {
            submission.ask_again(&call.path.signer_id, call.input.email.clone(), call.caller.account_id(), now)
        };
        Ok(cases::change(cx, load, decide).await?.into())
    }
}
