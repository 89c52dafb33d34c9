//! The Lambda function of `search-companies`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<companies::search_companies::SearchCompanies>()
}
