//! The Lambda function of `get-spend`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<spend::get_spend::GetSpend>()
}
