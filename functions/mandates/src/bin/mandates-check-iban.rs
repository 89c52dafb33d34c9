//! The Lambda function of `check-iban`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<mandates::check_iban::CheckIban>()
}
