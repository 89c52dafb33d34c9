//! Collections by direct debit: a step goes from part to part, each in one transaction that sets out the next; debtors are mailed.

use std::collections::{BTreeMap, HashMap};

use domain::business::{Business, Opened};
use domain::collection::{Collection, Debit, Debited, Dropped, Outcome, OutcomeName, Part, State};
use domain::effect::{CollectionEffect, DebitNews, Effect};
use domain::ids::{AccountId, BusinessId, CollectionId};
use domain::invoice::Invoice;
use domain::mandate::Creditor;
use mail::{CollectionEvent, CollectionNews, Letter};
use runtime::{Context, Failure};
use store::outbox::Waiting;
use store::{Change, Error, Key, Versioned};

use super::means::account_of;
use super::send;

/// How many of the people of a business are told of a debit: a transaction holds no more.
const MOST_TOLD: u16 = 4;
/// How often a part is gone over anew when something of it was written in between.
const TRIES: usize = 5;

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(
    cx: &Context,
    waiting: &Waiting,
    effect: &CollectionEffect,
) -> Result<Option<String>, Failure> {
    let (step, collection, part) = match effect {
        CollectionEffect::Announce { collection, part } => (Step::Announce, collection, *part),
        CollectionEffect::Release { collection, part } => (Step::Release, collection, *part),
        CollectionEffect::Settle { collection, part } => (Step::Settle, collection, *part),
        CollectionEffect::Tell { collection, number, account, news } => {
            return tell(cx, waiting, (collection, *number), account, *news).await;
        }
    };
    for _ in 0..TRIES {
        match step.go(cx, collection, part).await {
            Err(Failure::Store(Error::Conflict(_))) => {}
            outcome => return outcome.map(|()| None),
        }
    }
    Err(Failure::Other("a part of a collection kept moving".to_owned()))
}

/// What is done with every debit of a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Announce,
    Release,
    Settle,
}

/// Everything a part rests on.
struct Loaded {
    collection: Collection,
    part: Versioned<Part>,
    invoices: HashMap<Key, Versioned<Invoice>>,
    /// Who is told, of each business; nobody while no debtor is to be told.
    people: BTreeMap<BusinessId, Vec<AccountId>>,
}

impl Step {
    /// Goes over a part. What is done with a debit shows in its outcome, so a part that was gone over already is left as it is.
    async fn go(self, cx: &Context, collection: &CollectionId, number: u32) -> Result<(), Failure> {
        let keys = [store::collection::key(collection), store::collection::part_key(collection, number)];
        let mut found = cx.store().batch(keys.to_vec()).await?;
        let [head, part] = keys.map(|key| found.remove(&key));
        let head = head.ok_or_else(|| Error::Corrupt("a collection is gone".to_owned()))?;
        let head = head.read::<Collection>(cx.keys()).await?.value;
        let part = match part {
            Some(part) => Some(part.read::<Part>(cx.keys()).await?),
            None => None,
        };
        // A collection that was withdrawn is announced no further.
        if !self.fits(&head.state) {
            return Ok(());
        }
        let mut change = Change::new();
        // Nothing may be due in a part: everything was taken out of it while it was a draft, or fell out. The next part comes all the same.
        if let Some(part) = part.filter(|part| part.debits.iter().any(|debit| self.is_due(debit))) {
            self.load(cx, head.clone(), part).await?.write(self, &mut change, cx);
        }
        if number < head.parts() {
            change.effect(Effect::Collection(self.of(collection.clone(), number + 1)));
        }
        cx.commit(change).await?;
        Ok(())
    }

    const fn of(self, collection: CollectionId, part: u32) -> CollectionEffect {
        match self {
            Self::Announce => CollectionEffect::Announce { collection, part },
            Self::Release => CollectionEffect::Release { collection, part },
            Self::Settle => CollectionEffect::Settle { collection, part },
        }
    }

    /// Whether the step is under way.
    const fn fits(self, state: &State) -> bool {
        match state {
            State::Announced { .. } => matches!(self, Self::Announce),
            State::Withdrawn { .. } => matches!(self, Self::Release),
            State::Settled { .. } => matches!(self, Self::Settle),
            State::Draft {} | State::Exporting { .. } | State::Exported { .. } => false,
        }
    }

    /// Whether the step is to be done with a debit.
    const fn is_due(self, debit: &Debit) -> bool {
        match (self, debit.outcome_name()) {
            (Self::Announce | Self::Release, OutcomeName::Waiting)
            | (Self::Release, OutcomeName::Told)
            | (Self::Settle, OutcomeName::Presented) => true,
            (Self::Announce | Self::Release | Self::Settle, _) => false,
        }
    }

    async fn load(self, cx: &Context, collection: Collection, part: Versioned<Part>) -> Result<Loaded, Failure> {
        let due = || part.debits.iter().filter(|debit| self.is_due(debit));
        let billed = due().filter_map(|debit| debit.invoice.as_ref());
        let keys = billed.map(|billed| store::invoice::key(&billed.organisation, &billed.invoice)).collect();
        let mut invoices = HashMap::new();
        for (key, item) in cx.store().batch(keys).await? {
            invoices.insert(key, item.read::<Invoice>(cx.keys()).await?);
        }
        let mut people = BTreeMap::new();
        if matches!(self, Self::Announce | Self::Release) {
            for debit in due() {
                if !people.contains_key(&debit.business) {
                    let range = store::business::people(&debit.business).limit(MOST_TOLD);
                    let opened = cx.store().list::<Opened>(range).await?.items.into_iter();
                    people.insert(debit.business.clone(), opened.map(|one| one.value.account).collect());
                }
            }
        }
        Ok(Loaded { collection, part, invoices, people })
    }
}

impl Loaded {
    fn write(&self, step: Step, change: &mut Change, cx: &Context) {
        let mut after = self.part.value.clone();
        for debit in &mut after.debits {
            if !step.is_due(debit) {
                continue;
            }
            let invoice = debit
                .invoice
                .as_ref()
                .and_then(|billed| self.invoices.get(&store::invoice::key(&billed.organisation, &billed.invoice)));
            let was_told = debit.outcome_name() == OutcomeName::Told;
            let (outcome, billed) = self.outcome(step, debit, invoice, cx);
            *debit = debit.clone().after(outcome);
            if let (Some(read), Some(billed)) = (invoice, billed) {
                change.replace(read, &billed);
            }
            if let Some(debited) = Debited::of(&self.collection, debit).filter(|_| step != Step::Release || was_told) {
                change.set(&debited);
            }
            let news = match (step, debit.outcome_name()) {
                (Step::Announce, OutcomeName::Told) => Some(DebitNews::Ahead),
                (Step::Release, _) if was_told => Some(DebitNews::Cancelled),
                (Step::Announce | Step::Release | Step::Settle, _) => None,
            };
            if let Some(news) = news {
                let people = self.people.get(&debit.business).into_iter().flatten();
                change.effects(people.map(|account| told(&self.collection.id, debit.number, account, news)));
            }
        }
        change.replace(&self.part, &after);
    }

    /// What becomes of a debit that a step is due for, and of the invoice it pays.
    fn outcome(
        &self,
        step: Step,
        debit: &Debit,
        invoice: Option<&Versioned<Invoice>>,
        cx: &Context,
    ) -> (Outcome, Option<Invoice>) {
        let (id, at) = (&self.collection.id, cx.now());
        let fell_out = |why| (Outcome::Dropped { at, why }, None);
        match (step, &self.collection.state) {
            (Step::Announce, _) => {
                if self.people.get(&debit.business).is_none_or(Vec::is_empty) {
                    return fell_out(Dropped::NobodyToTell);
                }
                let told = Outcome::Told { at };
                match (&debit.invoice, invoice) {
                    (None, _) => (told, None),
                    // Paid since, or more by a fee: another amount than the desk saw is not collected.
                    (Some(_), Some(invoice)) if invoice.to_pay_cents() == debit.cents.get() => {
                        match invoice.value.clone().announced(id, self.collection.on) {
                            Ok(announced) => (told, Some(announced)),
                            Err(_) => fell_out(Dropped::InvoiceSettled),
                        }
                    }
                    (Some(_), _) => fell_out(Dropped::InvoiceSettled),
                }
            }
            (Step::Release, _) => {
                let released = invoice.map(|invoice| invoice.value.clone().given_back(id));
                (Outcome::Dropped { at, why: Dropped::Withdrawn }, released)
            }
            (Step::Settle, State::Settled { on, by, .. }) => match debit.as_presented() {
                Some(presented) => {
                    let settled = Outcome::Settled { on: *on, as_presented: presented.clone() };
                    // Paid by hand in between: it stays so, and whoever paid twice asks for his money.
                    let paid =
                        invoice.and_then(|invoice| invoice.value.clone().collected(id, *on, by, cx.today()).ok());
                    (settled, paid)
                }
                None => (debit.outcome.clone(), None),
            },
            (Step::Settle, _) => (debit.outcome.clone(), None),
        }
    }
}

fn told(collection: &CollectionId, number: u32, account: &AccountId, news: DebitNews) -> Effect {
    let (collection, account) = (collection.clone(), account.clone());
    Effect::Collection(CollectionEffect::Tell { collection, number, account, news })
}

/// Mails somebody about a debit, unless it stands elsewhere by now.
async fn tell(
    cx: &Context,
    waiting: &Waiting,
    (collection, number): (&CollectionId, u32),
    account: &AccountId,
    news: DebitNews,
) -> Result<Option<String>, Failure> {
    let part = store::collection::part_key(collection, Collection::part_of(number));
    let keys = [store::collection::key(collection), part];
    let mut found = cx.store().batch(keys.to_vec()).await?;
    let [Some(head), Some(part)] = keys.map(|key| found.remove(&key)) else { return Ok(None) };
    let head = head.read::<Collection>(cx.keys()).await?.value;
    let part = part.read::<Part>(cx.keys()).await?.value;
    let Some(debit) = part.debits.iter().find(|debit| debit.number == number) else { return Ok(None) };
    let what = match (news, &debit.outcome) {
        (DebitNews::Ahead, Outcome::Told { .. } | Outcome::Presented(_)) => CollectionEvent::Ahead,
        (DebitNews::Cancelled, Outcome::Dropped { .. }) => CollectionEvent::Cancelled,
        (DebitNews::Returned, Outcome::Returned { returned, .. }) => CollectionEvent::Returned(*returned),
        (DebitNews::Ahead | DebitNews::Cancelled | DebitNews::Returned, _) => return Ok(None),
    };
    let business = cx.store().get::<Business>(store::business::key(&debit.business)).await?;
    let (Some(business), Some(reader)) = (business, account_of(cx, account).await?) else { return Ok(None) };
    let creditor = Creditor::named(&head.creditor)
        .ok_or_else(|| Failure::Other("the creditor of a collection is not known".to_owned()))?;
    let letter = Letter::Collection(CollectionNews {
        what,
        business: &debit.business,
        business_name: business.name.as_str(),
        mandate: &debit.mandate,
        reference: debit.reference.as_str(),
        creditor: creditor.name.as_str(),
        creditor_id: creditor.creditor_id.as_str(),
        cents: debit.cents.get(),
        on: head.on,
        text: debit.text.as_str(),
    });
    send(cx, waiting, &reader.email, reader.language, &letter).await
}
