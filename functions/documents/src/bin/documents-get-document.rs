//! The Lambda function of `get-document`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<documents::get_document::GetDocument>()
}
