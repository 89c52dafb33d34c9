//! The Lambda function of `get-contract`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<contracts::get_contract::GetContract>()
}
