//! The Lambda function of `create-ticket`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::create_ticket::CreateTicket>()
}
