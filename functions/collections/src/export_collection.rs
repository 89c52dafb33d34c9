//! `export-collection`: it is decided, mandate by mandate, what goes into the file for the bank; from then on the file never changes.
//!
//! A collection is exported once, however many click: it goes from part to part, each in one transaction that is held to the part, to every
//! mandate in it and to every invoice it pays as they were read. Whoever comes second finds a part done and goes on with the next; what died
//! on the way is gone on with by the next click, under the time it began at. Whoever revoked, lapsed or paid in between falls out.

use std::collections::{HashMap, HashSet};

use api::{KeySet, Part as TablePart, ProblemType, Route, Touch};
use domain::collection::{Collection, Debit, Debited, Dropped, Outcome, OutcomeName, Part, StateName};
use domain::invoice::Invoice;
use domain::mandate::{CreditorId, Decided, Mandate};
use jiff::Timestamp;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff, anew};
use store::{Change, Error, Key, Versioned};

use crate::collections::{Whole, fact};
use crate::problems::Refused;
use crate::view::{CollectionPath, CollectionView};

/// Exports a collection.
pub struct ExportCollection;

/// How often a step is taken anew when somebody came between.
const TRIES: usize = 8;

impl Endpoint for ExportCollection {
    const ROUTE: Route = Route::post("export-collection", "/v1/desk/collections/{collectionId}/export")
        .summary("Decide what of a collection goes into the file for the bank; the file never changes afterwards")
        .memory(512)
        .touches(&[
            Touch::write(TablePart::Collection).and(Touch::list(TablePart::Collection)),
            Touch::write(TablePart::Mandate),
            Touch::write(TablePart::Invoice),
            Touch::put(TablePart::Audit),
        ])
        .keys(&[KeySet::Data])
        .editions()
        .problems(&[ProblemType::WrongStage, ProblemType::ChangedMeanwhile]);
    type Caller = Staff;
    type Path = CollectionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = CollectionView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<CollectionView>, Refused> {
        let id = &call.path.collection_id;
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(_)));
        let began = anew(TRIES, overtaken, || async move {
            let whole = Whole::load(cx, id).await?;
            let head = &whole.head;
            if matches!(head.state_name(), StateName::Exported | StateName::Settled) {
                return Ok(None);
            }
            // Nothing is collected from whom nobody has told of it yet.
            if whole.debits().any(|debit| debit.outcome_name() == OutcomeName::Waiting) {
                return Err(Refused::WrongStage);
            }
            let exporting = head.value.clone().begin_export(cx.now(), cx.today())?;
            if head.state_name() == StateName::Announced {
                let mut change = Change::new();
                change.replace(head, &exporting);
                cx.commit(change).await?;
            }
            Ok(Some(exporting))
        });
        if let Some(exporting) = began.await? {
            let creditor = exporting.creditor_id()?;
            for number in 1..=exporting.parts() {
                let step = || present(cx, &exporting, creditor, number);
                anew(TRIES, overtaken, step).await?;
            }
            anew(TRIES, overtaken, || finish(cx, id, call.caller.account_id())).await?;
        }
        Ok(Whole::load(cx, id).await?.view().into())
    }
}

/// Puts the debits of a part into the file, as far as their mandates are good still.
async fn present(cx: &Context, collection: &Collection, creditor: &CreditorId, number: u32) -> Result<(), Refused> {
    let Some(part) = cx.store().get::<Part>(store::collection::part_key(&collection.id, number)).await? else {
        return Ok(());
    };
    let told = || part.debits.iter().filter(|debit| debit.outcome_name() == OutcomeName::Told);
    if told().next().is_none() {
        return Ok(());
    }
    let mandates = told().map(|debit| store::mandate::key(&debit.business, &debit.mandate));
    let invoices = told().filter_map(invoice_key);
    let keys: HashSet<_> = mandates.chain(invoices).collect();
    let mut read = Read { mandates: HashMap::new(), invoices: HashMap::new() };
    for (key, item) in cx.store().batch(keys.into_iter().collect()).await? {
        if item.kind() == Some(<Mandate as store::Stored>::KIND) {
            let mandate = item.read::<Mandate>(cx.keys()).await?;
            read.mandates.insert(key, Used { read: mandate, decided: None });
        } else {
            read.invoices.insert(key, item.read::<Invoice>(cx.keys()).await?);
        }
    }
    let mut change = Change::new();
    let mut after = part.value.clone();
    for debit in after.debits.iter_mut().filter(|debit| debit.outcome_name() == OutcomeName::Told) {
        *debit = read.decide(debit.clone(), (collection, creditor), &mut change, cx.now());
        if let Some(debited) = Debited::of(collection, debit) {
            change.set(&debited);
        }
    }
    for used in read.mandates.values() {
        if let Some(decided) = &used.decided {
            store::mandate::keep(&mut change, &used.read, decided);
        }
    }
    change.replace(&part, &after);
    Ok(cx.commit(change).await?)
}

/// A mandate, and what was decided on it so far: it may stand twice in a part.
struct Used {
    read: Versioned<Mandate>,
    decided: Option<Decided>,
}

struct Read {
    mandates: HashMap<Key, Used>,
    invoices: HashMap<Key, Versioned<Invoice>>,
}

impl Read {
    fn decide(
        &mut self,
        debit: Debit,
        (collection, creditor): (&Collection, &CreditorId),
        change: &mut Change,
        at: Timestamp,
    ) -> Debit {
        let invoice = invoice_key(&debit).and_then(|key| self.invoices.get(&key));
        let open = debit.invoice.is_none() || invoice.is_some_and(|invoice| invoice.is_in(&collection.id));
        let used = self.mandates.get_mut(&store::mandate::key(&debit.business, &debit.mandate));
        let presented = match used {
            _ if !open => Err(Dropped::InvoiceSettled),
            None => Err(Dropped::Revoked),
            Some(used) => {
                let mandate = used.decided.as_ref().map_or(&used.read.value, |decided| &decided.mandate);
                debit.clone().present(mandate, collection, creditor, at).map(|(debit, decided)| {
                    used.add(decided);
                    debit
                })
            }
        };
        match (presented, invoice) {
            (Ok(debit), Some(invoice)) => {
                change.check(invoice);
                debit
            }
            (Ok(debit), None) => debit,
            (Err(why), invoice) => {
                if let Some(invoice) = invoice {
                    change.replace(invoice, &invoice.value.clone().given_back(&collection.id));
                }
                debit.after(Outcome::Dropped { at, why })
            }
        }
    }
}

impl Used {
    fn add(&mut self, mut decided: Decided) {
        if let Some(before) = self.decided.take() {
            decided.events.splice(0..0, before.events);
        }
        self.decided = Some(decided);
    }
}

/// The file is whole.
async fn finish(cx: &Context, id: &domain::ids::CollectionId, by: &domain::ids::AccountId) -> Result<(), Refused> {
    let whole = Whole::load(cx, id).await?;
    if whole.head.state_name() != StateName::Exporting {
        return Ok(());
    }
    let presented = whole.debits().filter(|debit| debit.as_presented().is_some());
    let count = u32::try_from(presented.clone().count()).unwrap_or(u32::MAX);
    let cents = presented.map(|debit| debit.cents.get()).sum();
    let exported = whole.head.value.clone().exported((count, cents))?;
    let mut change = Change::new();
    change.replace(&whole.head, &exported).audit(fact(
        by,
        ExportCollection::ROUTE.operation,
        id.to_string(),
        format!("{count} debits as {}", exported.message_id()),
    ));
    Ok(cx.commit(change).await?)
}

fn invoice_key(debit: &Debit) -> Option<Key> {
    let billed = debit.invoice.as_ref()?;
    Some(store::invoice::key(&billed.organisation, &billed.invoice))
}
