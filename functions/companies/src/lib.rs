//! Companies of the business register, as far as a customer may look them up. One file per operation.

mod problems;

pub mod get_company;
pub mod list_filings;
pub mod search_companies;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<search_companies::SearchCompanies>(),
        operation::<get_company::GetCompany>(),
        operation::<list_filings::ListFilings>(),
    ]
}
