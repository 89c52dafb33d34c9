//! The Lambda function of `list-new-files`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::list_new_files::ListNewFiles>()
}
