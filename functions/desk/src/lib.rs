//! The desk: what waits for staff, and what they decide. One file per operation.

mod cases;
mod problems;

pub mod approve_upgrade;
pub mod list_queue;
pub mod open_case;
pub mod record_check;
pub mod refuse_upgrade;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<list_queue::ListQueue>(),
        operation::<open_case::OpenCase>(),
        operation::<record_check::RecordCheck>(),
        operation::<approve_upgrade::ApproveUpgrade>(),
        operation::<refuse_upgrade::RefuseUpgrade>(),
    ]
}
