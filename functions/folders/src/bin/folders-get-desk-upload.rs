//! The Lambda function of `get-desk-upload`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::get_desk_upload::GetDeskUpload>()
}
