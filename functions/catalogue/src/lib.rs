//! What a means is for: the catalogue of services, advice, the table of data, prices and discount codes; and how staff change them. One
//! file per operation.

mod problems;
mod service_view;

pub mod get_advice;
pub mod get_catalogue;
pub mod get_data_table;
pub mod get_quote;
pub mod list_discount_codes;
pub mod list_editions;
pub mod list_prices;
pub mod list_services;
pub mod preview_level_rise;
pub mod publish_edition;
pub mod put_discount_code;
pub mod put_service;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<list_services::ListServices>(),
        operation::<get_advice::GetAdvice>(),
        operation::<get_data_table::GetDataTable>(),
        operation::<list_prices::ListPrices>(),
        operation::<get_quote::GetQuote>(),
        operation::<get_catalogue::GetCatalogue>(),
        operation::<put_service::PutService>(),
        operation::<preview_level_rise::PreviewLevelRise>(),
        operation::<list_editions::ListEditions>(),
        operation::<publish_edition::PublishEdition>(),
        operation::<list_discount_codes::ListDiscountCodes>(),
        operation::<put_discount_code::PutDiscountCode>(),
    ]
}
