//! The Lambda function of `get-main-user`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<access_codes::get_main_user::GetMainUser>()
}
