//! The Lambda function of `ask-submission-signer`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::ask_submission_signer::AskSubmissionSigner>()
}
