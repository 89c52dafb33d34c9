//! The Lambda function of `close-ticket-thread`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::close_ticket_thread::CloseTicketThread>()
}
