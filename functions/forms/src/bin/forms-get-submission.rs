//! The Lambda function of `get-submission`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::get_submission::GetSubmission>()
}
