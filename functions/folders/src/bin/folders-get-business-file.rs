//! The Lambda function of `get-business-file`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::get_business_file::GetBusinessFile>()
}
