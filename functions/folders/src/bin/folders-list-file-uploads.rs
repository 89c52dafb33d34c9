//! The Lambda function of `list-file-uploads`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::list_file_uploads::ListFileUploads>()
}
