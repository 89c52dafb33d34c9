//! The Lambda function of `complete-attachment`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::complete_attachment::CompleteAttachment>()
}
