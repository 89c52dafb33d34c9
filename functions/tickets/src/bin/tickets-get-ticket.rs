//! The Lambda function of `get-ticket`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::get_ticket::GetTicket>()
}
