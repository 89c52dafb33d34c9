//! The Lambda function of `end-access-code`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<access_codes::end_access_code::EndAccessCode>()
}
