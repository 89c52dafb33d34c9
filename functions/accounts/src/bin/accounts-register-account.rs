//! The Lambda function of `register-account`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::register_account::RegisterAccount>()
}
