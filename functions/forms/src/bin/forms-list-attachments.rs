//! The Lambda function of `list-attachments`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::list_attachments::ListAttachments>()
}
