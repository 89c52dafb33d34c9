//! The Lambda function of `give-up-file-upload`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::give_up_file_upload::GiveUpFileUpload>()
}
