//! Direct-debit mandates, as whoever opened a business gives, sees, changes and revokes them. One file per operation.

mod mandates;
mod problems;
mod second_factor;

pub mod ask_mandate_code;
pub mod change_mandate;
pub mod check_iban;
pub mod discard_mandate;
pub mod draft_mandate;
pub mod get_mandate;
pub mod list_mandates;
pub mod revoke_mandate;
pub mod sign_mandate;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<check_iban::CheckIban>(),
        operation::<list_mandates::ListMandates>(),
        operation::<draft_mandate::DraftMandate>(),
        operation::<get_mandate::GetMandate>(),
        operation::<change_mandate::ChangeMandate>(),
        operation::<discard_mandate::DiscardMandate>(),
        operation::<ask_mandate_code::AskMandateCode>(),
        operation::<sign_mandate::SignMandate>(),
        operation::<revoke_mandate::RevokeMandate>(),
    ]
}
