//! The Lambda function of `end-session`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::end_session::EndSession>()
}
