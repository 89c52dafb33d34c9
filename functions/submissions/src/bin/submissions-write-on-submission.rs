//! The Lambda function of `write-on-submission`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::write_on_submission::WriteOnSubmission>()
}
