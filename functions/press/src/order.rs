//! What was ordered of the register: asked for, printed where it came as data, laid down, and charged in the transaction that says it is
//! ready. What the register works on is put off; what it does not have or give out is told, and not charged.

use domain::audit::{Actor, AuditFact, Trail};
use domain::effect::{Effect, OrderEffect};
use domain::extract::SealVerdict;
use domain::ids::{LineId, OrderId, OrganisationId};
use domain::order::{NotDelivered, Order, Sheet};
use domain::register::NoAnswer;
use extract::TrustList;
use jiff::SignedDuration;
use paper::{ProductSheet, Tie};
use register::Delivered;
use runtime::{Context, Failure};
use store::{Change, Error, Versioned};

/// How many months on a line may be put when the ones before were closed: an order is tried for three days.
const MONTHS: usize = 3;

/// Who orders usually waits on the page. He is told by mail only of what took longer than this.
const AWAITED: SignedDuration = SignedDuration::from_mins(5);

/// Makes what was ordered, unless it was made or given up before.
pub(crate) async fn print(cx: &Context, organisation: &OrganisationId, id: &OrderId) -> Result<(), Failure> {
    let Some(order) = cx.store().get::<Order>(store::order::key(organisation, id)).await? else { return Ok(()) };
    if !order.is_being_made() {
        return Ok(());
    }
    let asked = cx.register().product(&order.subject.kvk_number, order.product, order.filing.as_ref(), cx.now()).await;
    match asked {
        Ok(Some(Delivered::File(bytes))) if order.product.is_certified() && !is_sound(cx, bytes.clone()).await? => {
            tracing::error!("the register certified a file whose seal does not hold");
            no_answer(cx, &order, NoAnswer::Failed).await
        }
        Ok(Some(delivered)) => {
            lay_down(cx, &order, delivered).await?;
            charge(cx, &order).await
        }
        Ok(None) => {
            let failed = order.failed(NotDelivered::NothingFound, cx.now());
            keep(cx, changed(&order, &failed, Some("nothing-found"))).await
        }
        Err(why) => no_answer(cx, &order, why).await,
    }
}

/// Whether the seal of a certified file holds: it is the seal somebody pays for, so a file without a sound one is not handed on. Where nobody's
/// seals are believed, it is enough that nothing sealed was changed.
async fn is_sound(cx: &Context, bytes: Vec<u8>) -> Result<bool, Failure> {
    let trust = cx.config().trust_list().map_err(|error| Failure::Other(format!("the trust list: {error}")))?;
    let believes = trust.is_some();
    let trust = trust.map_or(Ok(TrustList::nobody()), |text| TrustList::parse(&text));
    let trust = trust.map_err(|error| Failure::Other(error.to_string()))?;
    let judged = tokio::task::spawn_blocking(move || extract::check_seal(&bytes, &trust).verdict).await;
    Ok(match judged.map_err(|error| Failure::Other(error.to_string()))? {
        SealVerdict::Intact { .. } => true,
        SealVerdict::NotEstablished { .. } => !believes,
        SealVerdict::Altered { .. } | SealVerdict::Unsealed => false,
    })
}

/// Lays down what was delivered under keys made of the order's id: a second time lays the same place.
async fn lay_down(cx: &Context, order: &Order, delivered: Delivered) -> Result<(), Failure> {
    let pdf = match delivered {
        Delivered::File(bytes) => bytes,
        Delivered::Sheet(sheet) => {
            let json = serde_json::to_vec(&sheet).map_err(|error| Failure::Other(error.to_string()))?;
            let pdf = typeset(cx, order, &sheet, &json)?;
            cx.files().put(&order.sheet_key(), "application/json", json).await?;
            pdf
        }
    };
    Ok(cx.files().put(&order.file_key(), "application/pdf", pdf).await?)
}

fn typeset(cx: &Context, order: &Order, sheet: &Sheet, json: &[u8]) -> Result<Vec<u8>, Failure> {
    let tie = Tie {
        case: order.id.to_string(),
        code: None,
        link: format!("{}/orders/{}", cx.config().origin, order.id),
        fingerprint: domain::order::fingerprint(json),
        made_on: cx.today(),
    };
    let printed = ProductSheet {
        tie,
        product: order.product.code(),
        company: &order.subject.name,
        kvk_number: order.subject.kvk_number.as_str(),
        reference: order.reference.as_ref().map(domain::name::Reference::as_str),
        delivered: sheet,
    };
    paper::product(&printed, order.language).map_err(|error| Failure::Other(error.to_string()))
}

/// Writes that it is ready, together with the line it is charged with: in the month it was ordered in, or the first one after it that is
/// still open.
async fn charge(cx: &Context, order: &Versioned<Order>) -> Result<(), Failure> {
    let mut month = order.month();
    for _ in 0..MONTHS {
        let line = LineId::new(cx.now(), cx.chance());
        let (ready, line) = order.delivered(line, month, cx.now());
        let mut change = changed(order, &ready, Some("delivered"));
        store::spend::book(&mut change, &[line]);
        match cx.commit(change).await {
            Err(Error::Conflict(api::Part::Spend)) => month = month.next(),
            done => return settled(done),
        }
    }
    Err(Failure::Other("no month is open for the line of an order".to_owned()))
}

async fn no_answer(cx: &Context, order: &Versioned<Order>, why: NoAnswer) -> Result<(), Failure> {
    tracing::info!(%why, "an order is not delivered for now");
    let (after, postponed) = order.without_answer(why, cx.now());
    let mut change = match &postponed {
        Some(_) => changed(order, &after, None),
        None => changed(order, &after, Some("failed")),
    };
    if let Some(postponed) = &postponed {
        change.create(postponed);
    }
    keep(cx, change).await
}

/// The order as it is now; with what came of it, when it came to an end.
fn changed(before: &Versioned<Order>, after: &Order, came_to: Option<&str>) -> Change {
    let mut change = Change::new();
    change.replace(before, after);
    let Some(result) = came_to else { return change };
    change.audit(AuditFact {
        trail: Trail::Organisation { organisation: after.organisation.clone() },
        actor: Actor::Balie,
        action: "deliver-order".to_owned(),
        object: after.id.to_string(),
        result: result.to_owned(),
    });
    if after.took_longer_than(AWAITED) {
        let (organisation, order) = (after.organisation.clone(), after.id.clone());
        change.effect(Effect::Order(OrderEffect::TellOutcome { organisation, order }));
    }
    change
}

async fn keep(cx: &Context, change: Change) -> Result<(), Failure> {
    settled(cx.commit(change).await)
}

/// When somebody else wrote what became of it, that holds.
fn settled(done: Result<(), Error>) -> Result<(), Failure> {
    match done {
        Ok(()) | Err(Error::Conflict(api::Part::Order)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
