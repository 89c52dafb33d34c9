//! Orders without an account: an extract, paid at once. Nobody stands behind them, so they are in no overview and on no invoice, and no copy
//! can be asked (domain.md 4.1).

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::NotDelivered;
use crate::account::TokenHash;
use crate::email::Email;
use crate::ids::OrderId;
use crate::language::Language;
use crate::product::RegisterProduct;
use crate::spend::Subject;

/// What can be ordered without an account.
pub const COUNTER_PRODUCT: RegisterProduct = RegisterProduct::Extract;

/// How long it is waited for a payment.
const TO_PAY: SignedDuration = SignedDuration::from_hours(1);

/// An order of somebody without an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CounterOrder {
    /// Its name.
    pub id: OrderId,
    /// The hash of the secret that opens it.
    pub token: TokenHash,
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
    /// The payment, by the provider's name for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<String>,
    /// Where it stands.
    pub state: CounterState,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
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
    /// It was paid and cannot be delivered: the money goes back.
    Failed {
        /// Why.
        why: NotDelivered,
    },
}

/// An order without an account, as whoever holds its secret sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
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
    /// Whether it is too late to pay.
    pub fn is_too_late_to_pay(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) > TO_PAY
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
