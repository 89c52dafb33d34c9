//! What nobody asks for by a request: performing effects, turning keys, judging uploads.

pub mod chase_invoices;
pub mod close_months;
mod delete_account;
pub mod delete_left_files;
pub mod delete_overviews;
pub mod delete_pin_letters;
mod effects;
pub mod inspect_upload;
pub mod issue_wished_letters;
mod left_files;
pub mod look_after_accounts;
pub mod look_after_mandates;
pub mod look_after_signing;
pub mod monthly_overviews;
pub mod perform_effects;
mod received;
pub mod remind_customers;
pub mod remind_signers;
pub mod resume_orders;
pub mod rotate_keys;
pub mod settle_counter_orders;
mod stopped;
pub mod sweep_outbox;
pub mod tell_lapses;
pub mod watch_budgets;
pub mod watch_identifications;

use runtime::{JobEntry, drawn, job};

/// Every job.
pub fn jobs() -> Vec<JobEntry> {
    vec![
        job::<perform_effects::PerformEffects>(),
        job::<sweep_outbox::SweepOutbox>(),
        job::<remind_customers::RemindCustomers>(),
        job::<rotate_keys::RotateKeys>(),
        job::<inspect_upload::InspectUpload>(),
        job::<watch_identifications::WatchIdentifications>(),
        job::<watch_budgets::WatchBudgets>(),
        job::<remind_signers::RemindSigners>(),
        job::<resume_orders::ResumeOrders>(),
        job::<settle_counter_orders::SettleCounterOrders>(),
        job::<tell_lapses::TellLapses>(),
        job::<monthly_overviews::MonthlyOverviews>(),
        job::<delete_overviews::DeleteOverviews>(),
        job::<delete_left_files::DeleteLeftFiles>(),
        job::<look_after_accounts::LookAfterAccounts>(),
        job::<look_after_mandates::LookAfterMandates>(),
        job::<look_after_signing::LookAfterSigning>(),
        job::<close_months::CloseMonths>(),
        job::<chase_invoices::ChaseInvoices>(),
        job::<issue_wished_letters::IssueWishedLetters>(),
        job::<delete_pin_letters::DeletePinLetters>(),
    ]
}
