//! Messages about an upgrade, as the customer reads and writes them. One file per operation.

mod cases;
mod problems;

pub mod list_messages;
pub mod read_messages;
pub mod write_message;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<list_messages::ListMessages>(),
        operation::<write_message::WriteMessage>(),
        operation::<read_messages::ReadMessages>(),
    ]
}
