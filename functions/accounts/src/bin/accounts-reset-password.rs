//! The Lambda function of `reset-password`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::reset_password::ResetPassword>()
}
