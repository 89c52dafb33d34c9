//! What a decision on a mandate came to.

use jiff::Timestamp;

use super::{Event, Mandate, What, Who};
use crate::effect::{Effect, MandateEffect, MandateNews, Print};
use crate::ids::AccountId;

/// The mandate as it is then, with what is written into its timeline and what is set in motion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The mandate.
    pub mandate: Mandate,
    /// What happened, in order.
    pub events: Vec<Event>,
    news: Option<MandateNews>,
    printed: bool,
}

impl Decided {
    pub(super) const fn of(mandate: Mandate) -> Self {
        Self { mandate, events: Vec::new(), news: None, printed: false }
    }

    pub(super) fn tell(mut self, by: Who, what: What, at: Timestamp) -> Self {
        self.mandate.events = self.mandate.events.saturating_add(1);
        self.events.push(Event {
            business: self.mandate.business.clone(),
            mandate: self.mandate.id.clone(),
            number: self.mandate.events,
            at,
            by,
            what,
        });
        self
    }

    pub(super) fn mailed(self, news: MandateNews) -> Self {
        Self { news: Some(news), ..self }
    }

    pub(super) fn printed(self) -> Self {
        Self { printed: true, ..self }
    }

    /// What is set in motion: a mail to each of these, who are everybody that opened the business, and the papers.
    pub fn effects(&self, people: &[AccountId]) -> Vec<Effect> {
        let (business, mandate) = (&self.mandate.business, &self.mandate.id);
        let tell = |account: &AccountId| {
            self.news.map(|news| {
                Effect::Mandate(MandateEffect::Tell {
                    account: account.clone(),
                    business: business.clone(),
                    mandate: mandate.clone(),
                    news,
                })
            })
        };
        let print = self.printed.then(|| {
            let revision = self.mandate.revision;
            Effect::Print(Print::Mandate { business: business.clone(), mandate: mandate.clone(), revision })
        });
        people.iter().filter_map(tell).chain(print).collect()
    }
}
