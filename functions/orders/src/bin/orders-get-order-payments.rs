//! The Lambda function of `get-order-payments`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<orders::get_order_payments::GetOrderPayments>()
}
