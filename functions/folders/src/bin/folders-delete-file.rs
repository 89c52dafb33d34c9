//! The Lambda function of `delete-file`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::delete_file::DeleteFile>()
}
