//! The Lambda function of `get-order`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<orders::get_order::GetOrder>()
}
