//! The Lambda function of `list-filings`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<companies::list_filings::ListFilings>()
}
