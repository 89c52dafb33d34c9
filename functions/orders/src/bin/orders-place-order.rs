//! The Lambda function of `place-order`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<orders::place_order::PlaceOrder>()
}
