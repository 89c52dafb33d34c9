//! Documents that belong to an upgrade: tickets to upload, what became of them, and opening them again. One file per operation.

mod cases;
mod problems;

pub mod get_document;
pub mod list_documents;
pub mod request_upload;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<request_upload::RequestUpload>(),
        operation::<list_documents::ListDocuments>(),
        operation::<get_document::GetDocument>(),
    ]
}
