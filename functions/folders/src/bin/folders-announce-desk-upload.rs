//! The Lambda function of `announce-desk-upload`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::announce_desk_upload::AnnounceDeskUpload>()
}
