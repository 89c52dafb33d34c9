//! Invoices: a month is closed organisation by organisation, and what there is to tell about an invoice is mailed to the main user.

use domain::account::Account;
use domain::audit::{Actor, AuditFact, Trail};
use domain::effect::{Effect, InvoiceEffect, Print};
use domain::ids::{InvoiceId, OrganisationId};
use domain::invoice::{Closing, Invoice, Series, Standing, Step};
use domain::organisation::{MainUser, Organisation};
use domain::spend::{Head, Month};
use jiff::SignedDuration;
use mail::{InvoiceEvent, InvoiceNews, Letter};
use runtime::{Context, Failure};
use store::invoice::RunDone;
use store::outbox::Waiting;
use store::spend::Ledger;
use store::{Change, Error};

use crate::close_months::MONTHS;

use super::means::{account_of, organisation_of};
use super::send;

/// How many organisations one turn sets out: within what one transaction takes, and done long before the effect is taken up anew.
const ORGANISATIONS_AT_ONCE: u16 = 50;
/// How often a number is drawn again when another month of the organisation drew it in between.
const TRIES: usize = 5;
/// How long after the end of a month its shards are looked at again though all is invoiced: longer than a request that began in it can take.
const SETTLED: SignedDuration = SignedDuration::from_hours(24);

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(
    cx: &Context,
    waiting: &Waiting,
    effect: &InvoiceEffect,
) -> Result<Option<String>, Failure> {
    match effect {
        InvoiceEffect::CloseShard { month, shard, after, open } => {
            close_shard(cx, *month, *shard, after.clone(), *open).await?;
        }
        InvoiceEffect::CloseMonth { organisation, month } => close_month(cx, organisation, *month).await?,
        InvoiceEffect::TellMade { organisation, invoice } => {
            return tell(cx, waiting, organisation, invoice, InvoiceEvent::Made).await;
        }
        InvoiceEffect::TellCredited { organisation, invoice } => {
            return tell(cx, waiting, organisation, invoice, InvoiceEvent::Credited).await;
        }
        InvoiceEffect::TellStep { organisation, invoice, step } => {
            return tell(cx, waiting, organisation, invoice, InvoiceEvent::Unpaid(*step)).await;
        }
    }
    Ok(None)
}

/// Sets out the next organisations of a shard that have no invoice yet, and goes on with the part after them. Set out twice, each still gets
/// one: [`close_month`] sees to it.
async fn close_shard(
    cx: &Context,
    month: Month,
    shard: u8,
    after: Option<String>,
    open_before: bool,
) -> Result<(), Failure> {
    let range = store::spend::of_month(month, shard).limit(ORGANISATIONS_AT_ONCE).after(after);
    let page = cx.store().list::<Head>(range).await?;
    let open: Vec<_> = page.items.iter().filter(|head| head.invoice.is_none()).collect();
    let any_open = open_before || !open.is_empty();
    let close = |head: &Head| InvoiceEffect::CloseMonth { organisation: head.organisation.clone(), month };
    let mut change = Change::new();
    change.effects(open.into_iter().map(|head| Effect::Invoice(close(head))));
    match page.next_cursor {
        Some(next) => {
            let next = InvoiceEffect::CloseShard { month, shard, after: Some(next), open: any_open };
            change.effect(Effect::Invoice(next));
        }
        // All of it is invoiced, and no request of that month can still be under way: it is not looked at again.
        None if !any_open && is_settled(cx, month) => {
            change.set(&RunDone { month, shard, at: cx.now() });
        }
        None => {}
    }
    cx.commit(change).await?;
    Ok(())
}

fn is_settled(cx: &Context, month: Month) -> bool {
    let over = domain::days::begins(month.next().first_day());
    over.is_some_and(|over| cx.now().duration_since(over) > SETTLED)
}

/// Closes the month of an organisation, and before it those that [`close_months`](crate::close_months) makes up for and nobody closed yet, the
/// oldest first: however many are made up for at once, the numbers of an organisation follow its months.
async fn close_month(cx: &Context, organisation: &OrganisationId, month: Month) -> Result<(), Failure> {
    let mut months: Vec<_> = std::iter::successors(Some(month), |month| Some(month.previous())).take(MONTHS).collect();
    months.reverse();
    let key = |month| store::spend::head_key(organisation, month);
    let known = cx.store().batch(months.iter().map(|month| key(*month)).collect()).await?;
    for month in months.into_iter().filter(|month| known.contains_key(&key(*month))) {
        invoice_month(cx, organisation, month).await?;
    }
    Ok(())
}

/// Shuts a month and makes its invoice: of totals that are final, in one transaction with its number, the head of the month, and what sets
/// its paper. Whoever comes second finds it made.
async fn invoice_month(cx: &Context, organisation: &OrganisationId, month: Month) -> Result<(), Failure> {
    for _ in 0..TRIES {
        let head = cx.store().get::<Head>(store::spend::head_key(organisation, month)).await?;
        let Some(head) = head.filter(|head| head.invoice.is_none()) else { return Ok(()) };
        if month.last_day() >= cx.today() {
            return Err(Failure::Other("a month was to be closed that is not over".to_owned()));
        }
        if head.shut_at.is_none() {
            cx.store().update::<Head>(store::spend::shut(organisation, month, cx.now())).await?;
        }
        match cx.commit(invoicing(cx, organisation, month).await?).await {
            Ok(()) => return Ok(()),
            // Another month of the organisation was invoiced this very moment, or this one was.
            Err(Error::Conflict(_) | Error::Exists(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("the series of an organisation kept moving".to_owned()))
}

async fn invoicing(cx: &Context, organisation: &OrganisationId, month: Month) -> Result<Change, Failure> {
    let totals = Ledger::of(organisation.clone()).totals(cx.store(), month, month).await?;
    let keys = [store::organisation::key(organisation), store::invoice::series_key(organisation)];
    let mut found = cx.store().batch(keys.to_vec()).await?;
    let [company, series] = keys.map(|key| found.remove(&key));
    let gone = || Error::Corrupt("the organisation of a month is gone".to_owned());
    let company = company.ok_or_else(gone)?.read::<Organisation>(cx.keys()).await?.value;
    let before = match series {
        Some(series) => Some(series.read::<Series>(cx.keys()).await?),
        None => None,
    };
    let series = before.as_ref().map(|series| series.value.clone());
    let series = series.unwrap_or_else(|| Series::new(organisation.clone(), company.kvk_number));
    let (number, after) = series.draw();
    let id = InvoiceId::new(cx.now(), cx.chance());
    let closing = Closing::of(organisation.clone(), month, &totals);
    let invoice = Invoice::make(closing, id, number, cx.now()).map_err(|why| Failure::Other(why.to_string()))?;
    let mut change = Change::new();
    store::invoice::make(&mut change, &invoice, before.as_ref(), &after);
    change
        .effect(Effect::Print(Print::Invoice { organisation: organisation.clone(), invoice: invoice.id.clone() }))
        .audit(AuditFact {
            trail: Trail::Organisation { organisation: organisation.clone() },
            actor: Actor::Balie,
            action: "make-invoice".to_owned(),
            object: invoice.id.to_string(),
            result: format!("{month} as {}", invoice.number),
        });
    Ok(change)
}

/// Mails the main user. What was paid or taken back in between is not told any more.
async fn tell(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    invoice: &InvoiceId,
    what: InvoiceEvent,
) -> Result<Option<String>, Failure> {
    let invoice = cx.store().get::<Invoice>(store::invoice::key(organisation, invoice)).await?;
    let (Some(invoice), Some(company)) = (invoice, organisation_of(cx, organisation).await?) else { return Ok(None) };
    let Some(reader) = main_user(cx, organisation).await? else { return Ok(None) };
    let until = match (what, &invoice.standing) {
        // Settled before its paper was there: nothing is asked any more.
        (InvoiceEvent::Made, Standing::Paid { .. } | Standing::Credited { .. }) => return Ok(None),
        (InvoiceEvent::Made, _) => invoice.due_on,
        (InvoiceEvent::Credited, Standing::Credited { on, .. }) => *on,
        (InvoiceEvent::Unpaid(Step::Reminder), Standing::Reminded { until, .. })
        | (InvoiceEvent::Unpaid(Step::Dunning), Standing::Dunned { until, .. }) => *until,
        (InvoiceEvent::Unpaid(Step::Collector), Standing::WithCollector { on, .. }) => *on,
        (InvoiceEvent::Unpaid(_) | InvoiceEvent::Credited, _) => return Ok(None),
    };
    let to_pay_cents = match what {
        InvoiceEvent::Made | InvoiceEvent::Credited => invoice.sum.gross_cents,
        InvoiceEvent::Unpaid(_) => invoice.to_pay_cents(),
    };
    let news = InvoiceNews {
        what,
        invoice: &invoice.id,
        number: &invoice.number,
        organisation: &company.name,
        month: invoice.month,
        to_pay_cents,
        until,
        fee_cents: invoice.fee_cents(),
    };
    send(cx, waiting, &reader.email, reader.language, &Letter::Invoice(news)).await
}

async fn main_user(cx: &Context, organisation: &OrganisationId) -> Result<Option<Account>, Failure> {
    let main = cx.store().get::<MainUser>(store::organisation::main_user_key(organisation)).await?;
    match main {
        Some(main) => Ok(account_of(cx, &main.account).await?),
        None => Ok(None),
    }
}
