//! The Lambda function of `sign-mandate`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<mandates::sign_mandate::SignMandate>()
}
