//! The Lambda function of `list-business-files`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::list_business_files::ListBusinessFiles>()
}
