//! The Lambda function of `open-ticket-thread`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::open_ticket_thread::OpenTicketThread>()
}
