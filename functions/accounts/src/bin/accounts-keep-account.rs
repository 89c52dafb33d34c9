//! The Lambda function of `keep-account`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::keep_account::KeepAccount>()
}
