//! A collection with the parts of its debits, as it is loaded, added to and shown.

use domain::audit::{Actor, AuditFact, Trail};
use domain::collection::{Billed, Cents, Collection, Debit, Outcome, Part, StatementText};
use domain::ids::{AccountId, CollectionId};
use domain::mandate::{Creditor, Frequency, Mandate};
use runtime::Context;
use store::{Change, Versioned};

use crate::problems::Refused;
use crate::view::{CollectionRow, CollectionView, DebitView};

/// A collection and every part of its debits.
pub(crate) struct Whole {
    pub(crate) head: Versioned<Collection>,
    pub(crate) parts: Vec<Versioned<Part>>,
}

/// What is to be put in.
pub(crate) struct Wanted {
    pub(crate) mandate: Mandate,
    pub(crate) cents: Cents,
    pub(crate) text: StatementText,
    pub(crate) last: bool,
    pub(crate) invoice: Option<Billed>,
}

impl Whole {
    pub(crate) async fn load(cx: &Context, id: &CollectionId) -> Result<Self, Refused> {
        let head = head(cx, id).await?;
        let parts = cx.store().list::<Part>(store::collection::parts(id)).await?.items;
        Ok(Self { head, parts })
    }

    pub(crate) fn debits(&self) -> impl Iterator<Item = &Debit> + Clone {
        self.parts.iter().flat_map(|part| &part.debits)
    }

    pub(crate) fn creditor(&self) -> Result<&'static Creditor, Refused> {
        Creditor::named(&self.head.creditor).ok_or(Refused::NoCreditor)
    }

    pub(crate) fn view(&self) -> CollectionView {
        CollectionView { row: (&self.head).into(), items: self.debits().map(DebitView::from).collect() }
    }

    /// Whether a mandate can be collected under here once more: one for a single collection, or one that ends with this, cannot.
    pub(crate) fn takes_again(&self, mandate: &Mandate) -> bool {
        let mut same = self.debits().filter(|debit| debit.mandate == mandate.id).peekable();
        match mandate.frequency {
            Frequency::OneOff => same.peek().is_none(),
            Frequency::Recurring => same.all(|debit| !debit.last),
        }
    }

    /// Puts debits into the draft, all of them or none.
    pub(crate) fn put(&self, wanted: Vec<Wanted>) -> Result<(Change, CollectionRow), Refused> {
        let mut after = self.head.value.clone();
        let mut change = Change::new();
        let mut open: Option<Part> = None;
        for one in wanted {
            let (collection, number) = after.with(one.cents)?;
            after = collection;
            let part = Collection::part_of(number);
            if open.as_ref().is_none_or(|open| open.number != part) {
                if let Some(full) = open.take() {
                    self.keep_part(&mut change, &full);
                }
                let read = self.parts.iter().find(|read| read.number == part).map(|read| read.value.clone());
                open = Some(read.unwrap_or_else(|| Part {
                    collection: after.id.clone(),
                    number: part,
                    debits: Vec::new(),
                }));
            }
            if let Some(open) = &mut open {
                open.debits.push(one.numbered(number));
            }
        }
        if let Some(last) = open {
            self.keep_part(&mut change, &last);
        }
        change.replace(&self.head, &after);
        let row = CollectionRow::of(&after, self.head.version + 1);
        Ok((change, row))
    }

    fn keep_part(&self, change: &mut Change, part: &Part) {
        match self.parts.iter().find(|read| read.number == part.number) {
            Some(read) => change.replace(read, part),
            None => change.create(part),
        };
    }
}

impl Wanted {
    fn numbered(self, number: u32) -> Debit {
        Debit {
            number,
            mandate: self.mandate.id,
            business: self.mandate.business,
            reference: self.mandate.reference,
            debtor: self.mandate.debtor.holder,
            cents: self.cents,
            text: self.text,
            last: self.last,
            invoice: self.invoice,
            outcome: Outcome::Waiting {},
        }
    }
}

/// A collection without its debits.
pub(crate) async fn head(cx: &Context, id: &CollectionId) -> Result<Versioned<Collection>, Refused> {
    cx.store().get::<Collection>(store::collection::key(id)).await?.ok_or(Refused::NotFound)
}

/// A fact of the trail of whoever of the desk did it.
pub(crate) fn fact(
    account: &AccountId,
    action: &str,
    object: impl Into<String>,
    result: impl Into<String>,
) -> AuditFact {
    AuditFact {
        trail: Trail::Account { account: account.clone() },
        actor: Actor::Staff { account: account.clone() },
        action: action.to_owned(),
        object: object.into(),
        result: result.into(),
    }
}
