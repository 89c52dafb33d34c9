//! The function of `complete-desk-upload`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::desk::complete_desk_upload::CompleteDeskUpload>()
}
