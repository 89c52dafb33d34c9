//! The Lambda function of `renew-access-code`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<access_codes::renew_access_code::RenewAccessCode>()
}
