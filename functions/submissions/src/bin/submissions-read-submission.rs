//! The Lambda function of `read-submission`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::read_submission::ReadSubmission>()
}
