//! `place-counter-order`: orders an extract without an account. It is paid at once, at the partner who takes payments, and made when he says
//! that it was. It is in no overview and on no invoice (domain.md 4.1).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::Token;
use domain::account::attempts::{COUNTER_ORDERS, network};
use domain::email::Email;
use domain::kvk_number::KvkNumber;
use domain::language::Language;
use domain::order::{COUNTER_PRODUCT, CounterOpener, CounterOrder, NotOrdered};
use domain::product::ProductList;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Change;
use store::counter::Counter;
use till::{Till, Wanted};

use crate::place_order::subject;
use crate::problems::Refused;

/// Orders an extract without an account.
pub struct PlaceCounterOrder;

/// What is ordered, and where the mail goes.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CounterOrderInput {
    /// About which company.
    pub kvk_number: KvkNumber,
    /// Where the mail goes.
    pub email: Email,
    /// The language of the page, the paper and the mail.
    pub language: Language,
    /// The price that was shown, in cents.
    pub cents: i64,
}

/// Where it is paid, and what opens the order.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CounterOrderPlaced {
    /// The secret that opens the order; told here once.
    pub token: String,
    /// Where it is paid.
    pub pay_url: String,
}

impl Endpoint for PlaceCounterOrder {
    const ROUTE: Route = Route::post("place-counter-order", "/v1/counter-orders")
        .summary("Order an extract without an account, paid at once; it is in no overview and on no invoice")
        .created()
        .touches(&[Touch::put(Part::Order), Touch::read(Part::Counter).and(Touch::update(Part::Counter))])
        .keys(&[KeySet::Data])
        .editions()
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = CounterOrderInput;
    type Output = CounterOrderPlaced;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<CounterOrderPlaced>, Refused> {
        let input = call.input;
        let settings = cx.config().till.as_ref().ok_or(Refused::NoTill)?;
        cx.admit(&[Counter::of(&COUNTER_ORDERS, &network(call.request.address), cx.now())]).await?;
        let offer = ProductList::on(cx.today()).and_then(|list| list.offer(COUNTER_PRODUCT));
        let offer = offer.ok_or(NotOrdered::NotOffered)?;
        if offer.cents != input.cents {
            return Err(NotOrdered::PriceChanged.into());
        }
        let subject = subject(cx, input.kvk_number).await?;
        let name = CounterOrder::name(cx.now(), cx.chance());
        let wanted = Wanted {
            amount_cents: offer.cents,
            description: &format!("Balie {} {}", COUNTER_PRODUCT.code(), subject.kvk_number),
            reference: name.as_str(),
            return_url: &format!("{}/order-extract/done", cx.config().origin),
            expires_at: CounterOrder::payable_until(cx.now()),
        };
        let opened = Till::at(settings).open(&wanted).await?;
        let order = CounterOrder::place((input.email, input.language), subject, offer, (name, opened.id), cx.now());
        let token = Token::draw(cx.chance());
        let mut change = Change::new();
        change.create(&order).create(&CounterOpener { token: token.hash(), order: order.id.clone(), at: cx.now() });
        cx.commit(change).await?;
        Ok(CounterOrderPlaced { token: token.reveal().to_owned(), pay_url: opened.pay_url }.into())
    }
}
