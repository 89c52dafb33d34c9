//! The Lambda function of `begin-submission`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::begin_submission::BeginSubmission>()
}
