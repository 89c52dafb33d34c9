//! The Lambda function of `write-message`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<messages::write_message::WriteMessage>()
}
