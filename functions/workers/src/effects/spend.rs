//! The mails about budgets.

use domain::access_code::AccessCode;
use domain::effect::SpendEffect;
use domain::spend::Budget;
use mail::{BudgetNews, Letter};
use runtime::{Context, Failure};
use store::outbox::Waiting;

use super::means::{account_of, organisation_of};
use super::send;

/// Performs one; answers the id of the mail that was handed over, when there was one. Nothing is mailed about a budget that was removed since.
pub(crate) async fn perform(cx: &Context, waiting: &Waiting, effect: &SpendEffect) -> Result<Option<String>, Failure> {
    let SpendEffect::TellBudget { organisation, code, month, percent, account } = effect;
    let budget = cx.store().get::<Budget>(store::spend::budget_key(organisation, code)).await?;
    let known = cx.store().get::<AccessCode>(store::access_code::key(organisation, code)).await?;
    let (Some(budget), Some(known)) = (budget, known) else { return Ok(None) };
    let (Some(company), Some(reader)) = (organisation_of(cx, organisation).await?, account_of(cx, account).await?)
    else {
        return Ok(None);
    };
    let spent = store::spend::spent(cx.store(), *month, [(organisation, code)]).await?;
    let news = BudgetNews {
        organisation: &company.name,
        label: known.label.as_str(),
        month: *month,
        percent: *percent,
        spent_cents: spent.into_values().map(|sum| sum.gross_cents).sum(),
        budget_cents: budget.monthly_cents,
    };
    send(cx, waiting, &reader.email, reader.language, &Letter::Budget(news)).await
}
