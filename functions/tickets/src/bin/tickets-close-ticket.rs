//! The Lambda function of `close-ticket`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::close_ticket::CloseTicket>()
}
