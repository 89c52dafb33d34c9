//! The Lambda function of `complete-desk-upload`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::complete_desk_upload::CompleteDeskUpload>()
}
