//! The Lambda function of `save-submission`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::save_submission::SaveSubmission>()
}
