//! Letters about orders of products of the register: only of what took longer than somebody waits on a page.

use domain::ids::OrderId;
use domain::kvk_number::KvkNumber;
use domain::order::NotDelivered;
use domain::product::RegisterProduct;
use jiff::Timestamp;

use crate::compose::{Content, Writer, one_line};

/// What came of an order.
#[derive(Clone, Copy)]
pub struct OrderNews<'a> {
    /// Which order.
    pub order: &'a OrderId,
    /// What was ordered.
    pub product: RegisterProduct,
    /// About which company.
    pub company: &'a str,
    /// Its number.
    pub kvk_number: &'a KvkNumber,
    /// What came of it.
    pub outcome: OrderOutcome,
}

/// What came of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderOutcome {
    /// It can be read and downloaded.
    Ready {
        /// Until when.
        until: Timestamp,
    },
    /// It could not be delivered, and was not charged.
    Failed {
        /// Why.
        why: NotDelivered,
    },
}

/// What came of an order without an account.
#[derive(Clone, Copy)]
pub struct CounterNews<'a> {
    /// The secret of the link.
    pub token: &'a str,
    /// About which company.
    pub company: &'a str,
    /// Its number.
    pub kvk_number: &'a KvkNumber,
    /// What came of it.
    pub outcome: OrderOutcome,
}

impl CounterNews<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self.outcome {
            OrderOutcome::Ready { .. } => "counter-ready",
            OrderOutcome::Failed { .. } => "counter-given-back",
        }
    }
}

impl OrderNews<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self.outcome {
            OrderOutcome::Ready { .. } => "order-ready",
            OrderOutcome::Failed { why: NotDelivered::NothingFound } => "order-nothing-found",
            OrderOutcome::Failed { why: NotDelivered::NotGivenOut } => "order-not-given-out",
            OrderOutcome::Failed { why: NotDelivered::GivenUp } => "order-given-up",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn orders(&self, news: &OrderNews<'_>) -> Content {
        let letters = &self.words.letters;
        let (sheet, until) = match news.outcome {
            OrderOutcome::Ready { until } => (&letters.order_ready, self.at(until)),
            OrderOutcome::Failed { why: NotDelivered::NothingFound } => (&letters.order_nothing_found, String::new()),
            OrderOutcome::Failed { why: NotDelivered::NotGivenOut } => (&letters.order_not_given_out, String::new()),
            OrderOutcome::Failed { why: NotDelivered::GivenUp } => (&letters.order_given_up, String::new()),
        };
        let values = [
            ("product", self.terms.product(news.product.code())),
            ("company", &one_line(news.company)),
            ("kvk", news.kvk_number.as_str()),
            ("until", &until),
        ];
        self.sheet(sheet, &values, &format!("/orders/{}", news.order))
    }

    pub(crate) fn counter(&self, news: &CounterNews<'_>) -> Content {
        let letters = &self.words.letters;
        let (sheet, until) = match news.outcome {
            OrderOutcome::Ready { until } => (&letters.counter_ready, self.at(until)),
            OrderOutcome::Failed { .. } => (&letters.counter_given_back, String::new()),
        };
        let values =
            [("company", &*one_line(news.company)), ("kvk", news.kvk_number.as_str()), ("until", until.as_str())];
        self.sheet(sheet, &values, &format!("/order-extract/done#token={}", news.token))
    }
}
