//! The Lambda function of `ask-submission-back`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::ask_submission_back::AskSubmissionBack>()
}
