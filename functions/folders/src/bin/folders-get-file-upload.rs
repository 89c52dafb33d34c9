//! The Lambda function of `get-file-upload`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::get_file_upload::GetFileUpload>()
}
