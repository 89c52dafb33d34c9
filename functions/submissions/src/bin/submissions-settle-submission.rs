//! The Lambda function of `settle-submission`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::settle_submission::SettleSubmission>()
}
