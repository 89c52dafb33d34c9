//! The Lambda function of `release-ticket`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::release_ticket::ReleaseTicket>()
}
