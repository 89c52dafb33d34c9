//! What nobody asks for by a request: performing effects, turning keys, judging uploads.

mod drawn;
mod effects;
pub mod inspect_upload;
pub mod perform_effects;
pub mod remind_customers;
pub mod remind_signers;
pub mod rotate_keys;
pub mod sweep_outbox;
pub mod tell_lapses;
pub mod watch_identifications;

use runtime::{JobEntry, job};

/// Every job.
pub fn jobs() -> Vec<JobEntry> {
    vec![
        job::<perform_effects::PerformEffects>(),
        job::<sweep_outbox::SweepOutbox>(),
        job::<remind_customers::RemindCustomers>(),
        job::<rotate_keys::RotateKeys>(),
        job::<inspect_upload::InspectUpload>(),
        job::<watch_identifications::WatchIdentifications>(),
        job::<remind_signers::RemindSigners>(),
        job::<tell_lapses::TellLapses>(),
    ]
}
