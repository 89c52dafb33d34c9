//! The Lambda function of `list-access-codes`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<access_codes::list_access_codes::ListAccessCodes>()
}
