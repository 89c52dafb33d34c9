//! The Lambda function of `send-ticket-link`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::send_ticket_link::SendTicketLink>()
}
