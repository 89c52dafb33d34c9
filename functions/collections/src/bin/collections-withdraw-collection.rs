//! The Lambda function of `withdraw-collection`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::withdraw_collection::WithdrawCollection>()
}
