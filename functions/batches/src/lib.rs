//! Batches: many upgrades set out from one table, looked at row by row before anything is sent. One file per operation.

mod batches;
mod problems;
mod templates;
mod view;

pub mod create_batch;
pub mod get_batch;
pub mod get_batch_template_csv;
pub mod get_batch_template_xlsx;
pub mod list_batch_rows;
pub mod list_batches;
pub mod send_batch;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<get_batch_template_csv::GetBatchTemplateCsv>(),
        operation::<get_batch_template_xlsx::GetBatchTemplateXlsx>(),
        operation::<create_batch::CreateBatch>(),
        operation::<list_batches::ListBatches>(),
        operation::<get_batch::GetBatch>(),
        operation::<list_batch_rows::ListBatchRows>(),
        operation::<send_batch::SendBatch>(),
    ]
}
