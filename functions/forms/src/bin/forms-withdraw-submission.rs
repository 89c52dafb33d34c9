//! The Lambda function of `withdraw-submission`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::withdraw_submission::WithdrawSubmission>()
}
