//! `place-order`: orders a product of the register about a company. It is made in the background, and charged when it is delivered.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::ORDERS;
use domain::audit::{Actor, AuditFact, Trail};
use domain::effect::{Effect, Print};
use domain::kvk_number::KvkNumber;
use domain::language::Language;
use domain::name::Reference;
use domain::order::{Filing, Order, OrderView, Payment, Wanted};
use domain::product::{ProductList, RegisterProduct};
use domain::spend::Subject;
use register::Query;
use runtime::{Answer, Call, Context, Endpoint, Member, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;
use store::counter::Counter;

use crate::problems::Refused;

/// Orders a product.
pub struct PlaceOrder;

/// What is ordered.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlaceOrderInput {
    /// What.
    pub product: RegisterProduct,
    /// About which company.
    pub kvk_number: KvkNumber,
    /// The filed document, where the product is of one.
    pub filing: Option<Filing>,
    /// The customer's own reference.
    pub reference: Option<Reference>,
    /// How it is paid.
    pub payment: Payment,
    /// The price that was shown, in cents: nobody pays another one.
    pub cents: i64,
    /// The language it is printed in.
    pub language: Language,
}

impl Endpoint for PlaceOrder {
    const ROUTE: Route = Route::post("place-order", "/v1/orders")
        .summary("Order a product of the business register; made in the background, charged when delivered")
        .created()
        .touches(&[
            Touch::put(Part::Order),
            // Whether it can be paid by direct debit.
            Touch::read(Part::Organisation),
            Touch::list(Part::Business),
            Touch::list(Part::Mandate),
            Touch::read(Part::Counter).and(Touch::update(Part::Counter)),
            Touch::put(Part::Outbox),
            Touch::put(Part::Audit),
        ])
        .keys(&[KeySet::Data])
        .editions()
        .idempotent()
        .problems(&[ProblemType::NoAccessCode, ProblemType::TooManyAttempts]);
    type Caller = Member;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = PlaceOrderInput;
    type Output = OrderView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<OrderView>, Refused> {
        let (caller, input) = (&call.caller, call.input);
        cx.admit(&[Counter::of(&ORDERS, caller.account_id().as_str(), cx.now())]).await?;
        let list = ProductList::on(cx.today()).ok_or(Refused::NoProducts)?;
        let wanted = Wanted {
            product: input.product,
            filing: input.filing,
            reference: input.reference,
            payment: input.payment,
            cents: input.cents,
            language: input.language,
        };
        let subject = subject(cx, input.kvk_number).await?;
        let mandate = match wanted.payment {
            Payment::DirectDebit => cx.store().direct_debit_of(caller.organisation(), cx.today()).await?.is_some(),
            Payment::Invoice => false,
        };
        let account = &caller.account.value;
        let name = account.name.as_ref().map_or_else(|| account.email.as_str(), |name| name.as_str());
        let by = (&caller.membership, name);
        let order = Order::place(wanted, subject, by, list, mandate, cx.now(), cx.chance())?;
        let view = order.view(caller.account_id(), cx.now());
        cx.keep(change(&order), &view).await?;
        Ok(view.into())
    }
}

/// The company, as the register calls it. A search costs nothing and answers while a company is being worked on (domain.md 4.2, 4.6); one that
/// has ended is in no search, but has a profile.
pub(crate) async fn subject(cx: &Context, kvk_number: KvkNumber) -> Result<Subject, Refused> {
    let found = cx.register().search(&Query::Number(kvk_number.clone())).await?;
    let name = match found.into_iter().find(|found| found.kvk_number == kvk_number) {
        Some(found) => found.name,
        None => cx.register().company(&kvk_number, cx.now()).await?.ok_or(Refused::UnknownCompany)?.name,
    };
    Ok(Subject { kvk_number, name })
}

fn change(order: &Order) -> Change {
    let mut change = Change::new();
    change
        .create(order)
        .effect(Effect::Print(Print::Order { organisation: order.organisation.clone(), order: order.id.clone() }))
        .audit(AuditFact {
            trail: Trail::Organisation { organisation: order.organisation.clone() },
            actor: Actor::Person { account: order.by.clone() },
            action: "place-order".to_owned(),
            object: order.id.to_string(),
            result: order.product.code().to_owned(),
        });
    change
}
