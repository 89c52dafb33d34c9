//! The Lambda function of `verify-second-factor`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::verify_second_factor::VerifySecondFactor>()
}
