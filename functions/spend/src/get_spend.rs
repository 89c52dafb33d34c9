//! `get-spend`: a period of what was spent, in sums: per code, per product, per month.

use api::{Part, Route, Touch};
use domain::access_code::{AccessCode, CodeLabel};
use domain::account::Account;
use domain::ids::{AccessCodeId, InvoiceId, OrganisationId};
use domain::organisation::MainUser;
use domain::spend::{CodeMonth, Invoiced, Month, Period, Product, Sum, Summary};
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoPath};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Error;

use crate::asked::{ASKING, Asked, CodeAsked, Filters, KEYS, Scope};
use crate::problems::Refused;

/// Sums what was spent.
pub struct GetSpend;

/// Which spend; all filters narrow together.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpendQuery {
    /// The first month; with `to` at most 24 months. The twelve months up to the last one when absent.
    pub from: Option<Month>,
    /// The last month; the present one when absent.
    pub to: Option<Month>,
    /// One access code, or `none` for what was put down to no code.
    #[schemars(with = "Option<String>")]
    pub code: Option<CodeAsked>,
    /// Access codes under one label, as it was when they ordered.
    pub label: Option<CodeLabel>,
    /// One product.
    pub product: Option<Product>,
    /// One's own reference, whatever its case.
    #[schemars(extend("maxLength" = 100))]
    pub reference: Option<String>,
    /// One invoice: exactly the lines that stand on it. The period is then the month of the invoice.
    pub invoice: Option<InvoiceId>,
}

/// A period of spend in sums.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SpendView {
    /// The months it is about.
    pub period: Period,
    /// Whose spend the caller sees.
    pub sees: Sees,
    /// What the main user (hoofduser) is called: the one who sees all codes. Absent when his account is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_user: Option<String>,
    /// The sums. They are of exactly the lines the same query lists.
    pub summary: Summary,
    /// What was spent in the month before the last one of the period, under the same filters.
    pub month_before: Sum,
    /// The invoices of the period's months on which something of what is asked for stands; for the main user all of them.
    pub invoices: Vec<InvoiceOfMonth>,
    /// The codes the caller sees.
    pub codes: Vec<SpendCode>,
}

/// Whose spend a caller sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "SeesSpend")]
pub enum Sees {
    /// That of all codes: he is the main user.
    Everything,
    /// That of his own code.
    Own,
    /// None: he has no code.
    Nothing,
}

/// The invoice of a month.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SpendInvoiceOfMonth")]
pub struct InvoiceOfMonth {
    /// The month.
    pub month: Month,
    /// Its invoice.
    pub invoice: Invoiced,
}

/// A code, as far as it may be shown.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SpendCode {
    /// Its id.
    pub id: AccessCodeId,
    /// Its label (kenmerk) now.
    pub label: CodeLabel,
    /// What may be shown of its characters; absent while they are on their way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Endpoint for GetSpend {
    const ROUTE: Route = Route::get("get-spend", "/v1/spend")
        .summary("What was spent in a period, in sums per access code, product and month")
        .touches(&[ASKING[0], ASKING[1], Touch::read(Part::Account)])
        .keys(&KEYS);
    type Caller = Member;
    type Path = NoPath;
    type Query = SpendQuery;
    type Input = NoInput;
    type Output = SpendView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<SpendView>, Refused> {
        let asked = Asked::by(cx, &call.caller, call.query.into()).await?;
        let (period, before) = (asked.period, asked.period.to.previous());
        let (totals, codes, invoices, main_user) = tokio::try_join!(
            asked.totals(cx, before.min(period.from)),
            asked.codes(cx),
            asked.invoices(cx),
            main_user(cx, &asked.organisation),
        )?;
        let month_before = totals.iter().filter(|total| total.month == before).map(CodeMonth::sum).sum();
        let told = |month| asked.scope == Scope::Everything || totals.iter().any(|total| total.month == month);
        let invoices = invoices.into_iter().filter(|(month, _)| told(*month));
        let invoices = invoices.map(|(month, invoice)| InvoiceOfMonth { month, invoice }).collect();
        let summary = Summary::of(&totals, period);
        let codes = codes.iter().map(shown).collect();
        Ok(SpendView { period, sees: sees(&asked.scope), main_user, summary, month_before, invoices, codes }.into())
    }
}

fn sees(scope: &Scope) -> Sees {
    match scope {
        Scope::Everything => Sees::Everything,
        Scope::Own(_) => Sees::Own,
        Scope::Nothing => Sees::Nothing,
    }
}

fn shown(code: &AccessCode) -> SpendCode {
    SpendCode { id: code.id.clone(), label: code.label.clone(), hint: code.hint.clone() }
}

/// Everybody may know who the main user is.
async fn main_user(cx: &Context, organisation: &OrganisationId) -> Result<Option<String>, Error> {
    let key = store::organisation::main_user_key(organisation);
    let Some(main_user) = cx.store().get::<MainUser>(key).await? else { return Ok(None) };
    let account = cx.store().get::<Account>(store::account::key(&main_user.account)).await?;
    Ok(account.map(|account| account.called().as_str().to_owned()))
}

impl From<SpendQuery> for Filters {
    fn from(query: SpendQuery) -> Self {
        let SpendQuery { from, to, code, label, product, reference, invoice } = query;
        Self { from, to, code, label, product, reference, invoice }
    }
}
