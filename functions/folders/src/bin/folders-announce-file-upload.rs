//! The Lambda function of `announce-file-upload`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::announce_file_upload::AnnounceFileUpload>()
}
