//! The Lambda function of `request-signing-code`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<signing::request_signing_code::RequestSigningCode>()
}
