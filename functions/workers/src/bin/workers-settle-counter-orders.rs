//! The Lambda function of `settle-counter-orders`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::settle_counter_orders::SettleCounterOrders>()
}
