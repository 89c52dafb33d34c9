//! The Lambda function of `complete-file-upload`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::complete_file_upload::CompleteFileUpload>()
}
