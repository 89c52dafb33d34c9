//! The Lambda function of `log-out`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::log_out::LogOut>()
}
