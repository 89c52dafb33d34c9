//! `list-spend-lines`: the lines behind the sums of `get-spend`, the latest first.

use std::collections::BTreeMap;

use api::{Page, Route};
use domain::access_code::CodeLabel;
use domain::ids::{AccessCodeId, InvoiceId, LineId, OrderId};
use domain::spend::summary::reach;
use domain::spend::{Invoiced, Line, Month, Product, Subject};
use jiff::Timestamp;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoPath};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::spend::{LinePage, LinePlace, Which};

use crate::asked::{ASKING, Asked, CodeAsked, Filters, KEYS, Scope};
use crate::problems::Refused;

/// Lists lines.
pub struct ListSpendLines;

/// How many lines a page has.
const PAGE: u16 = 25;

/// Which lines; the same filters as for the sums.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpendLinesQuery {
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
    /// Where the page begins: the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// One thing that was paid for.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SpendLineView {
    /// Its id.
    pub id: LineId,
    /// When it was ordered or charged.
    pub at: Timestamp,
    /// The month it is counted and invoiced in.
    pub month: Month,
    /// Whether that is a later month than the one it was ordered in, because that one was invoiced already.
    pub late: bool,
    /// The access code it was put down to, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_id: Option<AccessCodeId>,
    /// What may be shown of that code's characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_hint: Option<String>,
    /// The label (kenmerk) that code had then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<CodeLabel>,
    /// Who ordered it, as he was called then.
    pub by: String,
    /// What was paid for.
    pub product: Product,
    /// The company it was about, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// The customer's own reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The order behind it, when it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// What it costs in cents, without VAT.
    pub net_cents: i64,
    /// The VAT on it in cents.
    pub vat_cents: i64,
    /// The rate of the VAT.
    pub vat_percent: u8,
    /// What it costs in cents, with VAT.
    pub gross_cents: i64,
    /// The invoice it stands on, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invoice: Option<Invoiced>,
}

impl Endpoint for ListSpendLines {
    const ROUTE: Route = Route::get("list-spend-lines", "/v1/spend/lines")
        .summary("The lines behind what was spent, the latest first")
        .touches(&ASKING)
        .keys(&KEYS);
    type Caller = Member;
    type Path = NoPath;
    type Query = SpendLinesQuery;
    type Input = NoInput;
    type Output = Page<SpendLineView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<SpendLineView>>, Refused> {
        let before = call.query.cursor.as_deref().map(LinePlace::parse).transpose()?;
        let asked = Asked::by(cx, &call.caller, call.query.into()).await?;
        let ((lines, next), codes, invoices) =
            tokio::try_join!(lines(cx, &asked, before), asked.codes(cx), asked.invoices(cx))?;
        let hints: BTreeMap<_, _> = codes.into_iter().filter_map(|code| Some((code.id, code.hint?))).collect();
        let items = lines.into_iter().map(|line| view(line, &hints, &invoices)).collect();
        Ok(Page { items, next_cursor: next.map(|place| place.to_string()) }.into())
    }
}

/// A page of lines: without a filter straight from their own partition, else from the groups that totals name.
async fn lines(
    cx: &Context,
    asked: &Asked,
    before: Option<LinePlace>,
) -> Result<(Vec<Line>, Option<LinePlace>), store::Error> {
    let page = LinePage { limit: PAGE, before };
    let (from, to) = (asked.period.from, asked.period.to);
    if asked.scope == Scope::Everything && asked.filter.is_open() {
        return asked.ledger.lines(cx.store(), &Which::All, (from, to), &page).await;
    }
    let totals = asked.totals(cx, from).await?;
    let at = page.before.as_ref().map(LinePlace::month);
    let Some((groups, earliest)) = reach(&totals, at, usize::from(PAGE)) else { return Ok((Vec::new(), None)) };
    asked.ledger.lines(cx.store(), &Which::Groups(groups), (earliest, to), &page).await
}

fn view(line: Line, hints: &BTreeMap<AccessCodeId, String>, invoices: &BTreeMap<Month, Invoiced>) -> SpendLineView {
    let gross_cents = line.gross_cents();
    let (code_id, label) = line.code.map(|code| (code.id, code.label)).unzip();
    SpendLineView {
        id: line.id,
        at: line.at,
        month: line.month,
        late: line.late,
        code_hint: code_id.as_ref().and_then(|code| hints.get(code)).cloned(),
        code_id,
        label,
        by: line.by_name,
        product: line.product,
        subject: line.subject,
        reference: line.reference,
        order_id: line.order,
        net_cents: line.net_cents,
        vat_cents: line.vat_cents,
        vat_percent: line.vat_percent,
        gross_cents,
        invoice: invoices.get(&line.month).cloned(),
    }
}

impl From<SpendLinesQuery> for Filters {
    fn from(query: SpendLinesQuery) -> Self {
        let SpendLinesQuery { from, to, code, label, product, reference, invoice, cursor: _ } = query;
        Self { from, to, code, label, product, reference, invoice }
    }
}
