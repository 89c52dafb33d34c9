//! The Lambda function of `reopen-submission`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::reopen_submission::ReopenSubmission>()
}
