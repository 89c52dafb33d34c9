//! Invoices of the caller's own organisation: which of them he may see, and how much of each.

use domain::ids::AccessCodeId;
use domain::invoice::Invoice;
use domain::organisation::Role;
use domain::spend::{Month, Sum};
use runtime::{Context, Member};
use store::Error;
use store::spend::Ledger;

/// How far somebody sees into the organisation's invoices.
pub(crate) enum Sight {
    /// The main user: everything.
    Whole,
    /// The share of his own code.
    Of(AccessCodeId),
    /// Nothing: he has no code, so nothing of it is his.
    Nothing,
}

impl Sight {
    pub(crate) fn of(caller: &Member) -> Self {
        match (caller.membership.role, &caller.membership.code) {
            (Role::MainUser, _) => Self::Whole,
            (Role::Manager | Role::User, Some(code)) => Self::Of(code.id.clone()),
            (Role::Manager | Role::User, None) => Self::Nothing,
        }
    }
}

/// What was spent under a code in the month of each of these invoices; those without a share are left out.
pub(crate) async fn shares<'i>(
    cx: &Context,
    caller: &Member,
    code: &AccessCodeId,
    invoices: impl Iterator<Item = &'i Invoice>,
) -> Result<Vec<(&'i Invoice, Sum)>, Error> {
    let invoices: Vec<_> = invoices.collect();
    let months: Vec<Month> = invoices.iter().map(|invoice| invoice.month).collect();
    if months.is_empty() {
        return Ok(Vec::new());
    }
    let totals = Ledger::of(caller.organisation().clone()).totals_of(cx.store(), code, &months).await?;
    let shares = invoices.into_iter().filter_map(|invoice| {
        let total = totals.iter().find(|total| total.month == invoice.month)?;
        Some((invoice, total.sum()))
    });
    Ok(shares.collect())
}
