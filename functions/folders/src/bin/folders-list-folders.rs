//! The Lambda function of `list-folders`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::list_folders::ListFolders>()
}
