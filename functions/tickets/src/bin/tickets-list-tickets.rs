//! The Lambda function of `list-tickets`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::list_tickets::ListTickets>()
}
