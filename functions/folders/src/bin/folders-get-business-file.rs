//! The function of `get-business-file`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::desk::get_business_file::GetBusinessFile>()
}
