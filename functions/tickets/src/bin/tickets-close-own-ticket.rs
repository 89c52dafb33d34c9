//! The Lambda function of `close-own-ticket`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::close_own_ticket::CloseOwnTicket>()
}
