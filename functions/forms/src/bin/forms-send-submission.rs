//! The Lambda function of `send-submission`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::send_submission::SendSubmission>()
}
