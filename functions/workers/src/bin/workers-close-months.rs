//! The Lambda function of `close-months`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::close_months::CloseMonths>()
}
