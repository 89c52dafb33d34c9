//! The function of `list-new-files`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::desk::list_new_files::ListNewFiles>()
}
