//! The Lambda function of `read-messages`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<messages::read_messages::ReadMessages>()
}
