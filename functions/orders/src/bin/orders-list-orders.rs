//! The Lambda function of `list-orders`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<orders::list_orders::ListOrders>()
}
