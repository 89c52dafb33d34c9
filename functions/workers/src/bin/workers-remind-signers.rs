//! The Lambda function of `remind-signers`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::remind_signers::RemindSigners>()
}
