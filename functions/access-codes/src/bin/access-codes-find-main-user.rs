//! The Lambda function of `find-main-user`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<access_codes::find_main_user::FindMainUser>()
}
