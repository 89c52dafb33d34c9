//! The Lambda function of `inspect-upload`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::inspect_upload::InspectUpload>()
}
