//! Products of the business register, and orders of them. One file per operation.

mod problems;

pub mod get_order;
pub mod get_order_payments;
pub mod list_orders;
pub mod list_products;
pub mod open_counter_order;
pub mod place_counter_order;
pub mod place_order;
pub mod read_order;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<list_products::ListProducts>(),
        operation::<get_order_payments::GetOrderPayments>(),
        operation::<place_order::PlaceOrder>(),
        operation::<list_orders::ListOrders>(),
        operation::<get_order::GetOrder>(),
        operation::<read_order::ReadOrder>(),
        operation::<place_counter_order::PlaceCounterOrder>(),
        operation::<open_counter_order::OpenCounterOrder>(),
    ]
}
