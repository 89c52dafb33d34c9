//! For staff: the mandates of every business, collections by direct debit, and what the bank gives back; for a member, what was collected
//! under his mandate. One file per operation.

mod collections;
mod mandate_rows;
mod problems;
mod view;

pub mod add_debit;
pub mod add_debits_from_table;
pub mod add_open_invoices;
pub mod announce_collection;
pub mod export_collection;
pub mod get_collection;
pub mod get_collection_file;
pub mod get_mandates_csv;
pub mod get_mandates_xlsx;
pub mod list_collections;
pub mod list_desk_mandates;
pub mod list_mandate_debits;
pub mod make_collection;
pub mod remove_debit;
pub mod return_debit;
pub mod settle_collection;
pub mod withdraw_collection;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<list_desk_mandates::ListDeskMandates>(),
        operation::<get_mandates_csv::GetMandatesCsv>(),
        operation::<get_mandates_xlsx::GetMandatesXlsx>(),
        operation::<list_collections::ListCollections>(),
        operation::<make_collection::MakeCollection>(),
        operation::<get_collection::GetCollection>(),
        operation::<add_debit::AddDebit>(),
        operation::<add_debits_from_table::AddDebitsFromTable>(),
        operation::<add_open_invoices::AddOpenInvoices>(),
        operation::<remove_debit::RemoveDebit>(),
        operation::<announce_collection::AnnounceCollection>(),
        operation::<withdraw_collection::WithdrawCollection>(),
        operation::<export_collection::ExportCollection>(),
        operation::<get_collection_file::GetCollectionFile>(),
        operation::<settle_collection::SettleCollection>(),
        operation::<return_debit::ReturnDebit>(),
        operation::<list_mandate_debits::ListMandateDebits>(),
    ]
}
