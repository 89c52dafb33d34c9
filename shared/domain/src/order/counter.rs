//! Orders without an account: an extract, paid at once. Nobody stands behind them, so they are in no overview and on no invoice, and no copy
//! can be asked (domain.md 4.1).

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::NotDelivered;
use crate::account::TokenHash;
use crate::chance::Chance;
use crate::email::Email;
use crate::ids::OrderId;
use crate::language::Language;
use crate::product::{Offer, RegisterProduct};
use crate::spend::Subject;

/// What can be ordered without an account.
pub const COUNTER_PRODUCT: RegisterProduct = RegisterProduct::Extract;

/// How long an order can be paid; the partner takes no money for it afterwards.
const TO_PAY: SignedDuration = SignedDuration::from_mins(30);
/// How much longer it is waited for a payment that was under way: long enough that no money comes in for an order nobody looks at any more.
const UNDER_WAY: SignedDuration = SignedDuration::from_mins(30);

/// An order of somebody without an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CounterOrder {
    /// Its name.
    pub id: OrderId,
    /// Where the mail goes. Sealed.
    pub email: Email,
    /// In which language.
    pub language: Language,
    /// About which company.
    pub subject: Subject,
    /// What it costs, in cents.
    pub cents: i64,
    /// For how many days it stays readable.
    pub readable_days: u16,
    /// When it was ordered.
    pub at: Timestamp,
    /// The payment, by the name the partner who takes it has for it.
    pub payment: String,
    /// Where it stands.
    pub state: CounterState,
}

/// What opens an order without an account: a secret, of which only the hash is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CounterOpener {
    /// The hash of the secret.
    pub token: TokenHash,
    /// Which order.
    pub order: OrderId,
    /// When the order was made.
    pub at: Timestamp,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[schemars(rename = "CounterOrderState")]
pub enum CounterState {
    /// It waits for its payment.
    ToPay,
    /// It was paid and is being made.
    Making,
    /// It can be downloaded.
    Ready {
        /// Until when.
        until: Timestamp,
    },
    /// It was not paid.
    NotPaid,
    /// It was paid and cannot be delivered: the money was given back.
    Failed {
        /// Why.
        why: NotDelivered,
    },
}

/// What became of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Payments {
    /// Nothing yet.
    Open,
    /// It was paid.
    Paid,
    /// It was called off, or failed.
    Failed,
    /// It was given back.
    GivenBack,
}

/// An order without an account, as whoever holds its secret sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "CounterOrderView")]
pub struct CounterView {
    /// When it was ordered.
    pub at: Timestamp,
    /// What.
    pub product: RegisterProduct,
    /// About which company.
    pub subject: Subject,
    /// What it cost, in cents. There is no VAT on it.
    pub cents: i64,
    /// Where it stands.
    pub state: CounterState,
}

impl CounterOrder {
    /// Orders an extract, to be paid by this payment.
    pub fn place(
        (email, language): (Email, Language),
        subject: Subject,
        offer: Offer,
        payment: (OrderId, String),
        now: Timestamp,
    ) -> Self {
        Self {
            id: payment.0,
            email,
            language,
            subject,
            cents: offer.cents,
            readable_days: offer.readable_days,
            at: now,
            payment: payment.1,
            state: CounterState::ToPay,
        }
    }

    /// Until when an order that is placed now can be paid.
    pub fn payable_until(now: Timestamp) -> Timestamp {
        now.saturating_add(TO_PAY).unwrap_or(Timestamp::MAX)
    }

    /// A name for an order to come, by which its payment is opened.
    pub fn name(now: Timestamp, chance: &dyn Chance) -> OrderId {
        OrderId::new(now, chance)
    }

    /// The order as it is when its payment came to this; none while it goes on waiting. Less than the price is no payment.
    pub fn after_payment(&self, came_to: Payments, cents: i64, now: Timestamp) -> Option<Self> {
        let state = match (self.state, came_to) {
            (CounterState::ToPay, Payments::Paid) if cents == self.cents => CounterState::Making,
            (CounterState::ToPay, Payments::Paid | Payments::Failed | Payments::GivenBack) => CounterState::NotPaid,
            (CounterState::ToPay, Payments::Open) if now > self.waited_for_until() => CounterState::NotPaid,
            (
                CounterState::ToPay
                | CounterState::Making
                | CounterState::Ready { .. }
                | CounterState::NotPaid
                | CounterState::Failed { .. },
                _,
            ) => return None,
        };
        Some(self.in_state(state))
    }

    fn waited_for_until(&self) -> Timestamp {
        Self::payable_until(self.at).saturating_add(UNDER_WAY).unwrap_or(Timestamp::MAX)
    }

    /// The same order in another state.
    pub fn in_state(&self, state: CounterState) -> Self {
        Self { state, ..self.clone() }
    }

    /// The order delivered.
    pub fn delivered(&self, now: Timestamp) -> Self {
        let readable = SignedDuration::from_hours(i64::from(self.readable_days).saturating_mul(24));
        self.in_state(CounterState::Ready { until: now.saturating_add(readable).unwrap_or(Timestamp::MAX) })
    }

    /// Whether its file may be downloaded.
    pub fn is_readable(&self, now: Timestamp) -> bool {
        match self.state {
            CounterState::Ready { until } => now < until,
            CounterState::ToPay | CounterState::Making | CounterState::NotPaid | CounterState::Failed { .. } => false,
        }
    }

    /// Where its file lies.
    pub fn file_key(&self) -> String {
        format!("papers/counter/{}.pdf", self.id)
    }

    /// What its file is called.
    pub fn file_name(&self) -> String {
        format!("{}-{}.pdf", COUNTER_PRODUCT.code(), self.subject.kvk_number)
    }

    /// What whoever holds its secret sees.
    pub fn view(&self) -> CounterView {
        CounterView {
            at: self.at,
            product: COUNTER_PRODUCT,
            subject: self.subject.clone(),
            cents: self.cents,
            state: self.state,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sevens, now, product_list, subject};
    use super::*;

    fn order() -> CounterOrder {
        let offer = product_list().offer(COUNTER_PRODUCT).unwrap();
        let payment = (CounterOrder::name(now(), &Sevens), "pay-1".to_owned());
        CounterOrder::place(("a@b.example".parse().unwrap(), Language::Dutch), subject(), offer, payment, now())
    }

    #[test]
    fn only_the_whole_price_is_a_payment_and_it_is_waited_for_longer_than_it_can_be_paid() {
        let state = |came_to, cents, at| order().after_payment(came_to, cents, at).map(|order| order.state);
        assert_eq!(state(Payments::Paid, 235, now()), Some(CounterState::Making));
        assert_eq!(state(Payments::Paid, 1, now()), Some(CounterState::NotPaid));
        assert_eq!(state(Payments::Failed, 235, now()), Some(CounterState::NotPaid));
        let (payable, second) = (CounterOrder::payable_until(now()), SignedDuration::from_secs(1));
        assert_eq!(state(Payments::Open, 235, payable + UNDER_WAY), None);
        assert_eq!(state(Payments::Paid, 235, payable + second), Some(CounterState::Making), "it was under way");
        assert_eq!(state(Payments::Open, 235, payable + UNDER_WAY + second), Some(CounterState::NotPaid));
        let making = order().in_state(CounterState::Making);
        assert_eq!(making.after_payment(Payments::Paid, 235, now()), None, "paid once is made once");
    }

    #[test]
    fn it_is_readable_as_long_as_the_list_says() {
        let ready = order().delivered(now());
        assert!(ready.is_readable(now()) && !ready.is_readable(now() + SignedDuration::from_hours(30 * 24)));
        assert!(!order().is_readable(now()));
    }
}
