//! The signing room, for those who sign and need no account; and what the customer does about his signers. One file per operation.

mod cases;
mod problems;
mod rooms;

pub mod decline_signing;
pub mod get_signing_evidence;
pub mod open_signing_room;
pub mod remind_signer;
pub mod replace_signer;
pub mod request_signing_code;
pub mod sign_upgrade;
pub mod sign_upgrade_with_app;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<open_signing_room::OpenSigningRoom>(),
        operation::<request_signing_code::RequestSigningCode>(),
        operation::<sign_upgrade::SignUpgrade>(),
        operation::<sign_upgrade_with_app::SignUpgradeWithApp>(),
        operation::<decline_signing::DeclineSigning>(),
        operation::<replace_signer::ReplaceSigner>(),
        operation::<remind_signer::RemindSigner>(),
        operation::<get_signing_evidence::GetSigningEvidence>(),
    ]
}
