//! The function of `list-business-files`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::desk::list_business_files::ListBusinessFiles>()
}
