//! The Lambda function of `list-messages`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<messages::list_messages::ListMessages>()
}
