//! The Lambda function of `get-company`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<companies::get_company::GetCompany>()
}
