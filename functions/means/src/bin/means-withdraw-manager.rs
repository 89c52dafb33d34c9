//! The Lambda function of `withdraw-manager`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::withdraw_manager::WithdrawManager>()
}
