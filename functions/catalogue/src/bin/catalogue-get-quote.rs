//! The Lambda function of `get-quote`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<catalogue::get_quote::GetQuote>()
}
