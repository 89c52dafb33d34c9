//! The Lambda function of `get-attachment`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::get_attachment::GetAttachment>()
}
