//! Access codes (toegangscodes) and the main user (hoofduser) of an organisation, domain.md 4.1: issuing, labels, what is lost, handing over.
//! One file per operation.

mod people;
mod problems;
mod view;

pub mod end_access_code;
pub mod find_main_user;
pub mod get_main_user;
pub mod hand_over_main_user;
pub mod invite_colleague;
pub mod issue_access_code;
pub mod label_access_code;
pub mod list_access_codes;
pub mod renew_access_code;
pub mod replace_lost_code;
pub mod request_lost_access;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<list_access_codes::ListAccessCodes>(),
        operation::<issue_access_code::IssueAccessCode>(),
        operation::<invite_colleague::InviteColleague>(),
        operation::<label_access_code::LabelAccessCode>(),
        operation::<renew_access_code::RenewAccessCode>(),
        operation::<end_access_code::EndAccessCode>(),
        operation::<get_main_user::GetMainUser>(),
        operation::<find_main_user::FindMainUser>(),
        operation::<hand_over_main_user::HandOverMainUser>(),
        operation::<request_lost_access::RequestLostAccess>(),
        operation::<replace_lost_code::ReplaceLostCode>(),
    ]
}
