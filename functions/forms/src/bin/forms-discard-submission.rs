//! The Lambda function of `discard-submission`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::discard_submission::DiscardSubmission>()
}
