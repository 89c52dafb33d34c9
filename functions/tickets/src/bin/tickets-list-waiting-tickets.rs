//! The Lambda function of `list-waiting-tickets`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::list_waiting_tickets::ListWaitingTickets>()
}
