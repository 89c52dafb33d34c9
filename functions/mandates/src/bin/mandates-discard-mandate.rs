//! The Lambda function of `discard-mandate`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<mandates::discard_mandate::DiscardMandate>()
}
