//! The Lambda function of `list-documents`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<documents::list_documents::ListDocuments>()
}
