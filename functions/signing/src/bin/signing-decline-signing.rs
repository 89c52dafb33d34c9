//! The Lambda function of `decline-signing`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<signing::decline_signing::DeclineSigning>()
}
