//! The Lambda function of `refresh-session`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::refresh_session::RefreshSession>()
}
