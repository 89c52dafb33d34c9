//! The Lambda function of `set-budget`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<spend::set_budget::SetBudget>()
}
