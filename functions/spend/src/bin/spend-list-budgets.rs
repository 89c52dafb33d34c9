//! The Lambda function of `list-budgets`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<spend::list_budgets::ListBudgets>()
}
