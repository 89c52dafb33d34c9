//! What an organisation spends, so that whoever wonders about an invoice finds the answer by himself, domain.md 4.1: totals, the lines
//! behind them, budgets. One file per operation.

mod asked;
mod budgets;
mod problems;

pub mod get_spend;
pub mod list_budgets;
pub mod list_spend_lines;
pub mod remove_budget;
pub mod set_budget;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<get_spend::GetSpend>(),
        operation::<list_spend_lines::ListSpendLines>(),
        operation::<list_budgets::ListBudgets>(),
        operation::<set_budget::SetBudget>(),
        operation::<remove_budget::RemoveBudget>(),
    ]
}
