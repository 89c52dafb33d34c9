//! Budgets as they are seen: with what was spent of them this month.

use domain::ids::{AccessCodeId, OrganisationId};
use domain::spend::{Budget, Month};
use runtime::Context;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Error;

/// A budget of an access code, and what was spent of it in the present month.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BudgetView {
    /// The code.
    pub code_id: AccessCodeId,
    /// How much a month, in cents, with VAT.
    pub monthly_cents: i64,
    /// The present month.
    pub month: Month,
    /// What was spent in it, in cents, with VAT.
    pub spent_cents: i64,
    /// That in whole percent of the budget.
    pub percent: u32,
}

/// Which code.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "BudgetPath")]
pub struct BudgetPath {
    /// Its id.
    pub access_code_id: AccessCodeId,
}

/// How many codes are counted in one round trip.
const AT_ONCE: usize = 100;

/// These budgets with what was spent.
pub(crate) async fn views(
    cx: &Context,
    organisation: &OrganisationId,
    budgets: &[Budget],
) -> Result<Vec<BudgetView>, Error> {
    let month = Month::with(cx.today());
    let mut views = Vec::with_capacity(budgets.len());
    for some in budgets.chunks(AT_ONCE) {
        let codes = some.iter().map(|budget| (organisation, &budget.code));
        let mut spent = store::spend::spent(cx.store(), month, codes).await?;
        views.extend(some.iter().map(|budget| {
            let sum = spent.remove(&(organisation.clone(), budget.code.clone())).unwrap_or_default();
            BudgetView {
                code_id: budget.code.clone(),
                monthly_cents: budget.monthly_cents,
                month,
                spent_cents: sum.gross_cents,
                percent: budget.percent(sum.gross_cents),
            }
        }));
    }
    Ok(views)
}
