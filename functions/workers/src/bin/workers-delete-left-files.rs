//! The Lambda function of `delete-left-files`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::delete_left_files::DeleteLeftFiles>()
}
