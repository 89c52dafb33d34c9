//! The Lambda function of `watch-budgets`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::watch_budgets::WatchBudgets>()
}
