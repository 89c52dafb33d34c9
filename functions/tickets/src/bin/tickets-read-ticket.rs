//! The Lambda function of `read-ticket`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::read_ticket::ReadTicket>()
}
