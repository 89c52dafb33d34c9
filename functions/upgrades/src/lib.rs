//! Means and their upgrades, as the customer sees and moves them. One file per operation.

mod cases;
mod founding;
mod means;
mod problems;

pub mod activate_means;
pub mod apply_for_means;
pub mod cancel_upgrade;
pub mod get_means;
pub mod get_upgrade;
pub mod list_means;
pub mod renew_activation_code;
pub mod start_upgrade;
pub mod submit_upgrade;
pub mod update_upgrade;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<list_means::ListMeans>(),
        operation::<get_means::GetMeans>(),
        operation::<start_upgrade::StartUpgrade>(),
        operation::<apply_for_means::ApplyForMeans>(),
        operation::<get_upgrade::GetUpgrade>(),
        operation::<update_upgrade::UpdateUpgrade>(),
        operation::<submit_upgrade::SubmitUpgrade>(),
        operation::<cancel_upgrade::CancelUpgrade>(),
        operation::<renew_activation_code::RenewActivationCode>(),
        operation::<activate_means::ActivateMeans>(),
    ]
}
