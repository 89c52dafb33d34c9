//! The Lambda function of `release-submission`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::release_submission::ReleaseSubmission>()
}
