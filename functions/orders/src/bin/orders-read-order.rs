//! The Lambda function of `read-order`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<orders::read_order::ReadOrder>()
}
