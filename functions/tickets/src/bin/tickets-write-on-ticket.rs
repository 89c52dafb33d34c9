//! The Lambda function of `write-on-ticket`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::write_on_ticket::WriteOnTicket>()
}
