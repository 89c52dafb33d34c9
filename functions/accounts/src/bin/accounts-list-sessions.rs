//! The Lambda function of `list-sessions`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::list_sessions::ListSessions>()
}
