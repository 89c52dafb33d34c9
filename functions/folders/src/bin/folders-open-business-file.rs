//! The Lambda function of `open-business-file`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::open_business_file::OpenBusinessFile>()
}
