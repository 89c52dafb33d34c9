//! The Lambda function of `take-submission`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::take_submission::TakeSubmission>()
}
