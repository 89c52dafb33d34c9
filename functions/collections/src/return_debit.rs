//! `return-debit`: the bank gave a debit back. Its mandate and the invoice it paid are as the reason says, and the member is told.

use api::{KeySet, Part as TablePart, ProblemType, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::business::Opened;
use domain::collection::{Collection, Debit, Debited, Outcome, Part, ReturnReason};
use domain::effect::{CollectionEffect, DebitNews, Effect};
use domain::ids::AccountId;
use domain::invoice::Invoice;
use domain::mandate::Mandate;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff, decide};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Versioned};

use crate::collections::head;
use crate::problems::Refused;
use crate::view::{DebitPath, DebitView};

/// Writes a return down.
pub struct ReturnDebit;

/// What the bank said.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReturnDebitInput {
    /// Why.
    pub reason: ReturnReason,
    /// The day it came back.
    pub on: Date,
}

/// How many of the people of a business are told.
const MOST_TOLD: u16 = 20;

impl Endpoint for ReturnDebit {
    const ROUTE: Route = Route::post("return-debit", "/v1/desk/collections/{collectionId}/debits/{debit}/return")
        .summary("Write down that the bank gave a debit back: why, and when")
        .touches(&[
            Touch::write(TablePart::Collection),
            Touch::write(TablePart::Mandate),
            Touch::write(TablePart::Invoice),
            Touch::list(TablePart::Business),
            Touch::put(TablePart::Outbox),
            Touch::put(TablePart::Audit),
        ])
        .keys(&[KeySet::Data])
        .idempotent()
        .problems(&[ProblemType::WrongStage]);
    type Caller = Staff;
    type Path = DebitPath;
    type Query = NoQuery;
    type Input = ReturnDebitInput;
    type Output = DebitView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DebitView>, Refused> {
        let (path, input, by) = (&call.path, &call.input, call.caller.account_id());
        let decided = decide(cx, || Loaded::of(cx, path), |loaded: &Loaded| loaded.give_back(cx, input, by));
        Ok(decided.await?.into())
    }
}

/// Everything a return changes.
struct Loaded {
    head: Versioned<Collection>,
    part: Versioned<Part>,
    debit: Debit,
    mandate: Option<Versioned<Mandate>>,
    invoice: Option<Versioned<Invoice>>,
    people: Vec<AccountId>,
}

impl Loaded {
    async fn of(cx: &Context, path: &DebitPath) -> Result<Self, Refused> {
        let head = head(cx, &path.collection_id).await?;
        let key = store::collection::part_key(&path.collection_id, Collection::part_of(path.number));
        let part = cx.store().get::<Part>(key).await?.ok_or(Refused::NotFound)?;
        let debit = part.debits.iter().find(|debit| debit.number == path.number).cloned().ok_or(Refused::NotFound)?;
        let mandate = cx.store().get::<Mandate>(store::mandate::key(&debit.business, &debit.mandate)).await?;
        let invoice = match &debit.invoice {
            Some(billed) => cx.store().get(store::invoice::key(&billed.organisation, &billed.invoice)).await?,
            None => None,
        };
        let opened = cx.store().list::<Opened>(store::business::people(&debit.business).limit(MOST_TOLD)).await?;
        let people = opened.items.into_iter().map(|opened| opened.value.account).collect();
        Ok(Self { head, part, debit, mandate, invoice, people })
    }

    fn give_back(
        &self,
        cx: &Context,
        input: &ReturnDebitInput,
        by: &AccountId,
    ) -> Result<(Change, DebitView), Refused> {
        let debit = self.debit.clone().give_back((input.reason, input.on), &self.head, cx.today())?;
        let mut part = self.part.value.clone();
        if let Some(stands) = part.debits.iter_mut().find(|stands| stands.number == debit.number) {
            *stands = debit.clone();
        }
        let mut change = Change::new();
        change.replace(&self.part, &part);
        if let (Some(read), Outcome::Returned { returned, as_presented }) = (&self.mandate, &debit.outcome) {
            let decided = read.value.clone().given_back(*returned, as_presented, self.head.on, cx.now());
            store::mandate::keep(&mut change, read, &decided);
        }
        if let Some(invoice) = &self.invoice {
            change.replace(invoice, &invoice.value.clone().given_back(&self.head.id));
        }
        if let Some(debited) = Debited::of(&self.head, &debit) {
            change.set(&debited);
        }
        let collection = &self.head.id;
        change.effects(self.people.iter().map(|account| {
            let (collection, account) = (collection.clone(), account.clone());
            let news = DebitNews::Returned;
            Effect::Collection(CollectionEffect::Tell { collection, number: debit.number, account, news })
        }));
        change.audit(AuditFact {
            trail: Trail::Business { business: debit.business.clone() },
            actor: Actor::Staff { account: by.clone() },
            action: ReturnDebit::ROUTE.operation.to_owned(),
            object: format!("{collection} {}", debit.number),
            result: input.reason.code().to_owned(),
        });
        Ok((change, DebitView::from(&debit)))
    }
}
