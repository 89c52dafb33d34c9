//! `chase-invoices`: once an hour, what was not paid in time goes a step further: a reminder, a notice with a fee, the collector (domain.md
//! 4.1). What is due stands in the index under its day; each step moves the invoice on in the transaction that sets its mail in motion, so
//! none is mailed twice, and what is paid is in the index no more.

use api::{KeySet, Part, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::effect::{Effect, InvoiceEffect};
use domain::invoice::Invoice;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::Serialize;
use store::{Change, Error, Versioned};

use crate::sweep_outbox::Tick;

/// Chases what is not paid.
pub struct ChaseInvoices;

/// How many are read at once.
const PAGE: u16 = 100;

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Chased {
    /// How many went a step further.
    chased: u32,
    /// How many will be tried again by the next run.
    left: u32,
}

impl Worker for ChaseInvoices {
    const JOB: Job = Job {
        name: "chase-invoices",
        summary: "Reminds of invoices that were not paid, charges the fee, hands over to the collector",
        trigger: Trigger::Every("rate(1 hour)"),
        touches: &[Touch::write(Part::Invoice).and(Touch::list(Part::Invoice))],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 300,
    };
    type Event = Tick;
    type Outcome = Chased;

    async fn run(cx: &Context, _: Tick) -> Result<Chased, Failure> {
        let mut chased = Chased::default();
        for shard in 0..store::invoice::DUE_SHARDS {
            for seen in due(cx, shard).await? {
                match chase(cx, &seen).await {
                    Ok(true) => chased.chased += 1,
                    Ok(false) => {}
                    Err(failure) => {
                        tracing::warn!(%failure, invoice = %seen.id, "an invoice could not be chased and will be tried again");
                        chased.left += 1;
                    }
                }
            }
        }
        Ok(chased)
    }
}

/// Everything of a shard that is due. Read to its end before anything is changed, for what is changed moves.
async fn due(cx: &Context, shard: u8) -> Result<Vec<Invoice>, Error> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = cx.store().list::<Invoice>(store::invoice::due(shard).limit(PAGE).after(after)).await?;
        let read = page.items.len();
        let is_due = |invoice: &Versioned<Invoice>| invoice.next_step().is_some_and(|(_, on)| on <= cx.today());
        let before = found.len();
        found.extend(page.items.into_iter().take_while(is_due).map(|invoice| invoice.value));
        after = page.next_cursor;
        if after.is_none() || found.len() - before < read {
            return Ok(found);
        }
    }
}

/// Takes an invoice one step further, as it is now. Whoever came between has paid, or chased it already.
async fn chase(cx: &Context, seen: &Invoice) -> Result<bool, Failure> {
    let Some(read) = cx.store().get::<Invoice>(store::invoice::key(&seen.organisation, &seen.id)).await? else {
        return Ok(false);
    };
    let Some((chased, step)) = read.value.clone().chase(cx.today()) else { return Ok(false) };
    let (organisation, invoice) = (chased.organisation.clone(), chased.id.clone());
    let mut change = Change::new();
    change.replace(&read, &chased).audit(AuditFact {
        trail: Trail::Organisation { organisation: organisation.clone() },
        actor: Actor::Balie,
        action: "chase-invoice".to_owned(),
        object: invoice.to_string(),
        result: format!("{step:?}").to_lowercase(),
    });
    change.effect(Effect::Invoice(InvoiceEffect::TellStep { organisation, invoice, step }));
    match cx.commit(change).await {
        Ok(()) => Ok(true),
        Err(Error::Conflict(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
