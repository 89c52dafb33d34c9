//! The Lambda function of `ask-service-desk`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::ask_service_desk::AskServiceDesk>()
}
