//! The head of a month: which organisations spent something in it, whether it is shut, its invoice.

use api::Part;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::ids::OrganisationId;
use domain::spend::{Head, Invoiced, Month};
use jiff::Timestamp;

use super::SHARDS;
use super::places::partition;
use crate::change::{Change, Update};
use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// Makes the head of a month with its first line and leaves it as it is with every later one, on the condition that it is not shut.
pub(super) fn touch_head(organisation: &OrganisationId, month: Month) -> Update {
    let head = Head { organisation: organisation.clone(), month, shut_at: None, invoice: None };
    let place = month_place(organisation, month);
    let body = [("organisation", organisation.to_string()), ("month", month.to_string())];
    let body = body.into_iter().map(|(name, value)| (name.to_owned(), AttributeValue::S(value))).collect();
    let expression = "SET #kind = :kind, #version = if_not_exists(#version, :one), #body = if_not_exists(#body, :body), \
                      gsi1pk = :pk, gsi1sk = :sk";
    Update::new(Part::Spend, head.key(), expression)
        .when("attribute_not_exists(#body.#shut)")
        .name("#kind", "kind")
        .name("#version", "version")
        .name("#body", "body")
        .name("#shut", "shutAt")
        .text(":kind", Head::KIND)
        .number(":one", 1)
        .value(":body", AttributeValue::M(body))
        .text(":pk", place.pk)
        .text(":sk", place.sk)
}

/// Shuts a month: from then on nothing is booked under it and its totals are final. Shutting twice does nothing more. Only for a head that is
/// there: a month in which nothing was spent has none. To be written with [`Store::update`]; `None` means that it was shut before.
pub fn shut(organisation: &OrganisationId, month: Month, at: Timestamp) -> Update {
    Update::new(Part::Spend, head_key(organisation, month), "SET #body.#shut = :at, #version = #version + :one")
        .when("attribute_exists(pk) AND attribute_not_exists(#body.#shut)")
        .name("#version", "version")
        .name("#body", "body")
        .name("#shut", "shutAt")
        .text(":at", at.to_string())
        .number(":one", 1)
}

/// Puts down the invoice of a month that is shut, in the transaction that makes the invoice; else [`Error::Conflict`] of [`Part::Spend`]: the
/// month is still open, or was invoiced before.
pub fn invoice(change: &mut Change, organisation: &OrganisationId, month: Month, invoice: &Invoiced) {
    let invoice = [("id", invoice.id.to_string()), ("number", invoice.number.clone())];
    let invoice = invoice.into_iter().map(|(name, value)| (name.to_owned(), AttributeValue::S(value))).collect();
    let expression = "SET #body.#invoice = :invoice, #version = #version + :one";
    change.update(
        Update::new(Part::Spend, head_key(organisation, month), expression)
            .when("attribute_exists(#body.#shut) AND attribute_not_exists(#body.#invoice)")
            .name("#version", "version")
            .name("#body", "body")
            .name("#shut", "shutAt")
            .name("#invoice", "invoice")
            .value(":invoice", AttributeValue::M(invoice))
            .number(":one", 1),
    );
}

/// Where the head of a month is.
pub fn head_key(organisation: &OrganisationId, month: Month) -> Key {
    Key::new(partition(organisation), format!("MONTH#{month}"))
}

/// The heads of an organisation from one month to another, both among them, the earliest first.
pub fn heads(organisation: &OrganisationId, from: Month, to: Month) -> Range {
    Range::of(partition(organisation)).between(format!("MONTH#{from}"), format!("MONTH#{to}"))
}

/// Every head of an organisation, the latest first.
pub fn all_heads(organisation: &OrganisationId) -> Range {
    Range::of(partition(organisation)).prefix("MONTH#").descending()
}

/// The heads of a month in one of [`SHARDS`] partitions, by organisation: every organisation that spent something in it.
pub fn of_month(month: Month, shard: u8) -> Range {
    Range::of_index(shard_partition(month, shard))
}

fn shard_partition(month: Month, shard: u8) -> String {
    format!("{}MONTH#{month}#{shard}", Part::Spend.prefix())
}

fn month_place(organisation: &OrganisationId, month: Month) -> IndexKey {
    let shard = organisation.as_str().bytes().last().unwrap_or_default() % SHARDS;
    IndexKey::new(shard_partition(month, shard), organisation.as_str())
}

impl Stored for Head {
    const PART: Part = Part::Spend;
    const KIND: &'static str = "spend-month";

    fn key(&self) -> Key {
        head_key(&self.organisation, self.month)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(month_place(&self.organisation, self.month))
    }
}
