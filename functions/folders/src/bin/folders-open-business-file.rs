//! The function of `open-business-file`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::desk::open_business_file::OpenBusinessFile>()
}
