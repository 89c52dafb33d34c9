//! Being identified: what the partner tells, and what the customer asks about it. One file per operation.

mod cases;
mod problems;

pub mod invite_again;
pub mod receive_identification;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![operation::<receive_identification::ReceiveIdentification>(), operation::<invite_again::InviteAgain>()]
}
