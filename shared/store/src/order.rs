//! Orders of an organisation by the month they were made in; in the index those of one person, likewise. Beside them the orders that are tried
//! again later, by when; and the orders of people without an account, which belong to nobody.

use api::Part;
use domain::account::TokenHash;
use domain::ids::{AccountId, OrderId, OrganisationId};
use domain::order::{CounterOpener, CounterOrder, CounterState, Order, Postponed};
use domain::spend::Month;
use jiff::{SignedDuration, Timestamp};

use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// How long an order without an account is kept after it was made: as long as it may be readable, and a while.
const COUNTER_KEPT: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Where an order is. Its month is told by its id.
pub fn key(organisation: &OrganisationId, id: &OrderId) -> Key {
    Key::new(partition(organisation), place(id))
}

/// Every order of an organisation, of one month or of all, the latest first.
pub fn of_organisation(organisation: &OrganisationId, month: Option<Month>) -> Range {
    Range::of(partition(organisation)).prefix(of_month(month)).descending()
}

/// The orders of one person for an organisation, of one month or of all, the latest first.
pub fn of_account(organisation: &OrganisationId, by: &AccountId, month: Option<Month>) -> Range {
    Range::of_index(own_partition(organisation, by)).prefix(of_month(month)).descending()
}

/// The orders that are tried again later, the earliest first.
pub fn postponed() -> Range {
    Range::of(later())
}

/// Where an order without an account is.
pub fn counter_key(id: &OrderId) -> Key {
    Key::new(format!("{}COUNTER#{id}", Part::Order.prefix()), "COUNTER")
}

/// Where it is read which order without an account a secret opens.
pub fn opener_key(token: &TokenHash) -> Key {
    Key::new(format!("{}OPENER#{}", Part::Order.prefix(), token.as_str()), "OPENER")
}

/// The orders without an account that wait for their payment, the oldest first.
pub fn to_pay() -> Range {
    Range::of_index(waits_for_payment())
}

fn waits_for_payment() -> String {
    format!("{}TO-PAY", Part::Order.prefix())
}

fn partition(organisation: &OrganisationId) -> String {
    format!("{}{organisation}", Part::Order.prefix())
}

fn own_partition(organisation: &OrganisationId, by: &AccountId) -> String {
    format!("{}#{by}", partition(organisation))
}

fn later() -> String {
    format!("{}LATER", Part::Order.prefix())
}

fn place(id: &OrderId) -> String {
    format!("{}#{id}", Month::of(id.made_at()))
}

fn of_month(month: Option<Month>) -> String {
    month.map_or_else(String::new, |month| format!("{month}#"))
}

impl Stored for Order {
    const PART: Part = Part::Order;
    const KIND: &'static str = "order";
    // A name, and what the customer calls it himself (S58).
    const SEALED: &'static [&'static str] = &["byName", "reference"];

    fn key(&self) -> Key {
        key(&self.organisation, &self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(own_partition(&self.organisation, &self.by), place(&self.id)))
    }
}

impl Stored for Postponed {
    const PART: Part = Part::Order;
    const KIND: &'static str = "postponed-order";

    fn key(&self) -> Key {
        Key::new(later(), format!("{:012}#{}", self.again_at.as_second(), self.order))
    }
}

impl Stored for CounterOrder {
    const PART: Part = Part::Order;
    const KIND: &'static str = "counter-order";
    const SEALED: &'static [&'static str] = &["email"];

    fn key(&self) -> Key {
        counter_key(&self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        (self.state == CounterState::ToPay).then(|| IndexKey::new(waits_for_payment(), self.id.as_str()))
    }

    fn expires(&self) -> Option<Timestamp> {
        self.at.checked_add(COUNTER_KEPT).ok()
    }
}

impl Stored for CounterOpener {
    const PART: Part = Part::Order;
    const KIND: &'static str = "counter-opener";

    fn key(&self) -> Key {
        opener_key(&self.token)
    }

    fn expires(&self) -> Option<Timestamp> {
        self.at.checked_add(COUNTER_KEPT).ok()
    }
}
