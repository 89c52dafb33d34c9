//! The Lambda function of `change-password`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::change_password::ChangePassword>()
}
