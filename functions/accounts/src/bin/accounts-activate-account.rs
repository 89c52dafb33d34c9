//! The Lambda function of `activate-account`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::activate_account::ActivateAccount>()
}
