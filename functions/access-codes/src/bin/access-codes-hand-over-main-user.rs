//! The Lambda function of `hand-over-main-user`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<access_codes::hand_over_main_user::HandOverMainUser>()
}
