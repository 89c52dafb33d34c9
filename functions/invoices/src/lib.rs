//! Invoices: what there is to pay, what for, and until when; at the desk, that it was paid. One file per operation.
//!
//! **Who sees what.** An invoice is the organisation's: its main user sees all of it. Any other member sees that there is one when something
//! was spent under his own access code in its month, and of its amounts that share alone, because codes are masked for others (domain.md 4.1).
//! An invoice that holds nothing of his code is not there for him (S44).

mod desk;
mod invoices;
mod problems;
mod view;

pub mod credit_invoice;
pub mod find_invoice;
pub mod get_invoice;
pub mod list_invoices;
pub mod record_payment;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<list_invoices::ListInvoices>(),
        operation::<get_invoice::GetInvoice>(),
        operation::<find_invoice::FindInvoice>(),
        operation::<record_payment::RecordPayment>(),
        operation::<credit_invoice::CreditInvoice>(),
    ]
}
