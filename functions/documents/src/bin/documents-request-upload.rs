//! The Lambda function of `request-upload`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<documents::request_upload::RequestUpload>()
}
