//! The Lambda function of `list-files`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::list_files::ListFiles>()
}
