//! The Lambda function of `ask-mandate-code`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<mandates::ask_mandate_code::AskMandateCode>()
}
