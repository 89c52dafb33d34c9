//! The Lambda function of `remove-budget`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<spend::remove_budget::RemoveBudget>()
}
