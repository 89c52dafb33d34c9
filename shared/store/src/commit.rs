//! Writing: one transaction for everything a decision changes.

use std::collections::HashMap;

use api::Part;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    AttributeValue, CancellationReason, ConditionCheck, Delete, Put, ReturnConsumedCapacity,
    ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update as UpdateItem,
};
use domain::chance::Chance;
use domain::ids::{AuditId, EffectId};
use jiff::{SignedDuration, Timestamp};

use crate::Store;
use crate::attempt::attempts;
use crate::audit::AuditEntry;
use crate::change::{Change, Held, Write};
use crate::error::Error;
use crate::idempotency::Answered;
use crate::item::{Item, Stored, Versioned, encode};
use crate::outbox::Waiting;

/// The circumstances of a change: what the edge knows and a decision does not.
#[derive(Clone, Copy)]
pub struct Circumstances<'a> {
    /// When.
    pub now: Timestamp,
    /// For new ids.
    pub chance: &'a dyn Chance,
    /// The request.
    pub trace: &'a str,
    /// The caller's address, cut to its network.
    pub network: Option<&'a str>,
}

/// What a write means when its condition fails.
enum Means {
    Exists(Part),
    Conflict(Part),
    Limit(&'static str, SignedDuration),
    Answered,
}

impl Store {
    /// Writes the change, its effects and its audit facts in one transaction: all of it or nothing.
    pub async fn commit(&self, change: Change, circumstances: Circumstances<'_>) -> Result<(), Error> {
        let Change { writes, effects, audit, answer } = change;
        let mut items = Vec::with_capacity(writes.len() + effects.len() + audit.len() + 1);
        let mut meanings = Vec::with_capacity(items.capacity());
        if let Some(answer) = answer {
            let (item, meaning) = self.put_answer(&answer).await?;
            items.push(item);
            meanings.push(meaning);
        }
        for write in writes {
            let write = match write {
                Write::Blind(place) => place(&self.keys).await?,
                Write::Put { .. } | Write::Delete { .. } | Write::Check { .. } | Write::Update(_) => write,
            };
            let (item, meaning) = self.item_of(write).await?;
            items.push(item);
            meanings.push(meaning);
        }
        for effect in effects {
            let id = EffectId::new(circumstances.now, circumstances.chance);
            let trace = circumstances.trace.to_owned();
            let waiting = Waiting { id, effect, since: circumstances.now, trace, held_until: None, attempts: 0 };
            items.push(self.put_new(&waiting).await?);
            meanings.push(Means::Exists(Part::Outbox));
        }
        for fact in audit {
            let entry = AuditEntry {
                id: AuditId::new(circumstances.now, circumstances.chance),
                fact,
                at: circumstances.now,
                network: circumstances.network.map(str::to_owned),
                trace: circumstances.trace.to_owned(),
            };
            items.push(self.put_new(&entry).await?);
            meanings.push(Means::Exists(Part::Audit));
        }
        if items.is_empty() {
            return Ok(());
        }
        self.transact(items, &meanings, circumstances.chance).await
    }

    async fn transact(
        &self,
        items: Vec<TransactWriteItem>,
        meanings: &[Means],
        chance: &dyn Chance,
    ) -> Result<(), Error> {
        // The token makes a repeat after a lost answer harmless: DynamoDB answers the second as it answered the first.
        let token = hex(&chance.bytes::<16>());
        let mut last = Error::Unavailable("no attempt was made".to_owned());
        for pause in attempts() {
            let answer = self
                .client
                .transact_write_items()
                .set_transact_items(Some(items.clone()))
                .client_request_token(&token)
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await;
            match answer {
                Ok(answer) => {
                    self.tally.write(answer.consumed_capacity());
                    return Ok(());
                }
                Err(error) => {
                    self.tally.unanswered();
                    match self.verdict(&error, meanings).await {
                        Verdict::Final(error) => return Err(error),
                        Verdict::Again(error) => last = error,
                    }
                }
            }
            pause.wait(chance).await;
        }
        Err(last)
    }

    async fn verdict<R: Send + Sync>(
        &self,
        error: &SdkError<TransactWriteItemsError, R>,
        meanings: &[Means],
    ) -> Verdict {
        let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) = error.as_service_error() else {
            let again = matches!(
                error.code(),
                Some(
                    "TransactionInProgressException" | "ThrottlingException" | "ProvisionedThroughputExceededException"
                )
            );
            let error = Error::of(error);
            return if again { Verdict::Again(error) } else { Verdict::Final(error) };
        };
        let reasons = cancelled.cancellation_reasons();
        let failed = reasons.iter().zip(meanings).find(|(reason, _)| reason.code() == Some("ConditionalCheckFailed"));
        if let Some((reason, meaning)) = failed {
            return Verdict::Final(self.refusal(reason, meaning).await);
        }
        let code =
            reasons.iter().filter_map(CancellationReason::code).find(|code| *code != "None").unwrap_or("cancelled");
        match code {
            "TransactionConflict" | "ThrottlingError" | "ProvisionedThroughputExceeded" => {
                Verdict::Again(Error::Unavailable(code.to_owned()))
            }
            _ => Verdict::Final(Error::Unavailable(code.to_owned())),
        }
    }

    async fn refusal(&self, reason: &CancellationReason, meaning: &Means) -> Error {
        match meaning {
            Means::Exists(part) => Error::Exists(*part),
            Means::Conflict(part) => Error::Conflict(*part),
            Means::Limit(counter, wait) => Error::LimitReached { counter, wait: *wait },
            Means::Answered => match reason.item.clone() {
                None => Error::Conflict(Part::Idempotency),
                Some(item) => match Item(item).read::<Answered>(&self.keys).await {
                    Ok(answered) => Error::AnsweredBefore(Box::new(answered.value)),
                    Err(error) => error,
                },
            },
        }
    }

    async fn item_of(&self, write: Write) -> Result<(TransactWriteItem, Means), Error> {
        let broken = |error: aws_sdk_dynamodb::error::BuildError| Error::Corrupt(error.to_string());
        Ok(match write {
            Write::Put { part, encode, held } => {
                self.permit(part, "putting", |touch| touch.put)?;
                let item = encode(&self.keys).await?;
                let meaning = if matches!(held, Held::Absent) { Means::Exists(part) } else { Means::Conflict(part) };
                let (condition, values) = condition_of(&held);
                let put = Put::builder()
                    .table_name(&*self.table)
                    .set_item(Some(item))
                    .set_condition_expression(condition)
                    .set_expression_attribute_values(values);
                (TransactWriteItem::builder().put(put.build().map_err(broken)?).build(), meaning)
            }
            Write::Delete { part, key, held } => {
                self.permit(part, "deleting", |touch| touch.delete)?;
                let (condition, values) = condition_of(&held);
                let delete = Delete::builder()
                    .table_name(&*self.table)
                    .set_key(Some(key.attributes()))
                    .set_condition_expression(condition)
                    .set_expression_attribute_values(values);
                (TransactWriteItem::builder().delete(delete.build().map_err(broken)?).build(), Means::Conflict(part))
            }
            Write::Check { part, key, held } => {
                self.permit(part, "checking", |touch| touch.read)?;
                let (condition, values) = condition_of(&held);
                let check = ConditionCheck::builder()
                    .table_name(&*self.table)
                    .set_key(Some(key.attributes()))
                    .set_condition_expression(condition)
                    .set_expression_attribute_values(values);
                let item = TransactWriteItem::builder().condition_check(check.build().map_err(broken)?).build();
                (item, Means::Conflict(part))
            }
            Write::Update(update) => {
                self.permit(update.part, "updating", |touch| touch.update)?;
                let meaning =
                    update.counter.map_or(Means::Conflict(update.part), |(counter, wait)| Means::Limit(counter, wait));
                let item = UpdateItem::builder()
                    .table_name(&*self.table)
                    .set_key(Some(update.key.attributes()))
                    .update_expression(update.expression)
                    .set_condition_expression(update.condition)
                    .set_expression_attribute_names((!update.names.is_empty()).then_some(update.names))
                    .set_expression_attribute_values((!update.values.is_empty()).then_some(update.values));
                (TransactWriteItem::builder().update(item.build().map_err(broken)?).build(), meaning)
            }
            Write::Blind(_) => return Err(Error::Corrupt("a write has no place".to_owned())),
        })
    }

    /// Outbox and audit items: any function that writes may put them (and no function may do more to the trail, S57).
    async fn put_new<T: Stored>(&self, thing: &T) -> Result<TransactWriteItem, Error> {
        self.permit(T::PART, "putting", |touch| touch.put)?;
        let put = Put::builder()
            .table_name(&*self.table)
            .set_item(Some(encode(thing, 1, &self.keys).await?))
            .condition_expression("attribute_not_exists(pk)")
            .build()
            .map_err(|error| Error::Corrupt(error.to_string()))?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    async fn put_answer(&self, answer: &Answered) -> Result<(TransactWriteItem, Means), Error> {
        self.permit(Part::Idempotency, "putting", |touch| touch.put)?;
        let put = Put::builder()
            .table_name(&*self.table)
            .set_item(Some(encode(answer, 1, &self.keys).await?))
            .condition_expression("attribute_not_exists(pk)")
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(|error| Error::Corrupt(error.to_string()))?;
        Ok((TransactWriteItem::builder().put(put).build(), Means::Answered))
    }

    /// One update on its own, outside a transaction: half the price of one, for claims and marks. Answers the thing as it is then, or
    /// `None` when the condition did not hold.
    pub async fn update<T: Stored>(&self, update: crate::Update) -> Result<Option<Versioned<T>>, Error> {
        self.permit(update.part, "updating", |touch| touch.update)?;
        let answer = self
            .client
            .update_item()
            .table_name(&*self.table)
            .set_key(Some(update.key.attributes()))
            .update_expression(update.expression)
            .set_condition_expression(update.condition)
            .set_expression_attribute_names((!update.names.is_empty()).then_some(update.names))
            .set_expression_attribute_values((!update.values.is_empty()).then_some(update.values))
            .return_values(aws_sdk_dynamodb::types::ReturnValue::AllNew)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        match answer {
            Ok(answer) => {
                self.tally.write(answer.consumed_capacity());
                Item(answer.attributes.unwrap_or_default()).read(&self.keys).await.map(Some)
            }
            Err(error) => {
                self.tally.unanswered();
                let failed =
                    error.as_service_error().is_some_and(|error| error.is_conditional_check_failed_exception());
                if failed { Ok(None) } else { Err(Error::of(&error)) }
            }
        }
    }
}

enum Verdict {
    Final(Error),
    Again(Error),
}

fn condition_of(held: &Held) -> (Option<String>, Option<HashMap<String, AttributeValue>>) {
    match held {
        Held::Always => (None, None),
        Held::Absent => (Some("attribute_not_exists(pk)".to_owned()), None),
        Held::Version(version) => (
            Some("version = :read".to_owned()),
            Some(HashMap::from([(":read".to_owned(), AttributeValue::N(version.to_string()))])),
        ),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
