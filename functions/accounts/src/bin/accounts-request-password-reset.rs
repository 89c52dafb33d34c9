//! The Lambda function of `request-password-reset`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::request_password_reset::RequestPasswordReset>()
}
