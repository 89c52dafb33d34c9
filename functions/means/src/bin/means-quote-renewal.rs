//! The Lambda function of `quote-renewal`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::quote_renewal::QuoteRenewal>()
}
