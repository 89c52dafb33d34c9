//! The Lambda function of `take-ticket`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::take_ticket::TakeTicket>()
}
