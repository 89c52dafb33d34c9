//! The Lambda function of `log-in`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::log_in::LogIn>()
}
