//! The Lambda function of `request-lost-access`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<access_codes::request_lost_access::RequestLostAccess>()
}
