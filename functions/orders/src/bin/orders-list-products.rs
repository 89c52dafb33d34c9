//! The Lambda function of `list-products`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<orders::list_products::ListProducts>()
}
