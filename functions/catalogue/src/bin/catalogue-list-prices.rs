//! The Lambda function of `list-prices`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<catalogue::list_prices::ListPrices>()
}
