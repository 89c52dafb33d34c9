//! The Lambda function of `find-ticket`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::find_ticket::FindTicket>()
}
