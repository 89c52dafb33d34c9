//! The desk: what waits for staff, and what they decide. One file per operation.

mod cases;
mod problems;

pub mod approve_upgrade;
pub mod change_registration;
pub mod find_case;
pub mod invite_from_desk;
pub mod list_queue;
pub mod list_queues;
pub mod open_case;
pub mod open_signing_evidence;
pub mod read_customer_messages;
pub mod record_check;
pub mod refuse_upgrade;
pub mod release_case;
pub mod take_case;
pub mod write_to_customer;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<list_queues::ListQueues>(),
        operation::<list_queue::ListQueue>(),
        operation::<find_case::FindCase>(),
        operation::<open_case::OpenCase>(),
        operation::<open_signing_evidence::OpenSigningEvidence>(),
        operation::<take_case::TakeCase>(),
        operation::<release_case::ReleaseCase>(),
        operation::<record_check::RecordCheck>(),
        operation::<invite_from_desk::InviteFromDesk>(),
        operation::<approve_upgrade::ApproveUpgrade>(),
        operation::<refuse_upgrade::RefuseUpgrade>(),
        operation::<change_registration::ChangeRegistration>(),
        operation::<write_to_customer::WriteToCustomer>(),
        operation::<read_customer_messages::ReadCustomerMessages>(),
    ]
}
