//! The Lambda function of `renew-main-user`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::renew_main_user::RenewMainUser>()
}
