//! Orders as their people see them.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Filing, NotDelivered, Order, Payment, State, Waits};
use crate::access_code::CodeLabel;
use crate::document::DownloadLink;
use crate::ids::{AccountId, OrderId};
use crate::language::Language;
use crate::name::Reference;
use crate::product::RegisterProduct;
use crate::spend::{Month, Subject};

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrderView {
    /// Its id.
    pub order_id: OrderId,
    /// When it was ordered.
    pub at: Timestamp,
    /// The month it was ordered in.
    pub month: Month,
    /// What.
    pub product: RegisterProduct,
    /// About which company.
    pub subject: Subject,
    /// The filed document, where the product is of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing: Option<Filing>,
    /// The customer's own reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// How it is paid.
    pub payment: Payment,
    /// The language it is printed in.
    pub language: Language,
    /// What it costs, in cents. There is no VAT on it.
    pub cents: i64,
    /// The label of the access code it is put down to.
    pub code_label: CodeLabel,
    /// Who ordered it.
    pub by: String,
    /// Whether that is the caller.
    pub own: bool,
    /// Where it stands.
    pub state: OrderStateView,
}

/// Where an order stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[schemars(rename = "OrderState")]
pub enum OrderStateView {
    /// It is being made. Nothing was charged yet.
    Making {
        /// Why it takes longer, when it does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        waits: Option<Waits>,
    },
    /// It can be read and downloaded, and was charged.
    Ready {
        /// Since when.
        at: Timestamp,
        /// Until when.
        until: Timestamp,
        /// The month it is invoiced with.
        invoiced_with: Month,
    },
    /// It was delivered and charged; the time to read it is over.
    Lapsed {
        /// Since when.
        until: Timestamp,
        /// The month it is invoiced with.
        invoiced_with: Month,
    },
    /// It could not be delivered. Nothing was charged.
    Failed {
        /// Since when.
        at: Timestamp,
        /// Why.
        why: NotDelivered,
    },
}

/// An order with the way to its file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenedOrder {
    /// The order.
    pub order: OrderView,
    /// A link that downloads it, for a few minutes; absent while there is nothing to download.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download: Option<DownloadLink>,
    /// Whether it can be read on the page, too.
    pub on_page: bool,
}

impl Order {
    /// The order as somebody of its organisation sees it.
    pub fn view(&self, viewer: &AccountId, now: Timestamp) -> OrderView {
        OrderView {
            order_id: self.id.clone(),
            at: self.at,
            month: self.month(),
            product: self.product,
            subject: self.subject.clone(),
            filing: self.filing.clone(),
            reference: self.reference.clone(),
            payment: self.payment,
            language: self.language,
            cents: self.cents,
            code_label: self.code.label.clone(),
            by: self.by_name.clone(),
            own: self.by == *viewer,
            state: self.state_view(now),
        }
    }

    fn state_view(&self, now: Timestamp) -> OrderStateView {
        match &self.state {
            State::Making { waits } => OrderStateView::Making { waits: *waits },
            State::Ready { at, until, month, .. } if now < *until => {
                OrderStateView::Ready { at: *at, until: *until, invoiced_with: *month }
            }
            State::Ready { until, month, .. } => OrderStateView::Lapsed { until: *until, invoiced_with: *month },
            State::Failed { at, why } => OrderStateView::Failed { at: *at, why: *why },
        }
    }
}
