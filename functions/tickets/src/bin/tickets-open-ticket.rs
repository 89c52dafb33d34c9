//! The Lambda function of `open-ticket`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::open_ticket::OpenTicket>()
}
