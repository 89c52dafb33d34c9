//! The link to a question, for somebody without an account. Opening it uses nothing up (S19); a newer one voids it (S20).

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Asker, Ticket};
use crate::account::TokenHash;
use crate::account::link::LinkNotUsable;
use crate::ids::TicketId;

/// How long a link opens its question. Longer than a desk takes to answer; another is mailed with every answer, or when it is asked for.
pub const LIFE: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A link as it is kept. The secret itself is only in the mail (S18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TicketLink {
    /// What it is looked up by.
    pub hash: TokenHash,
    /// To which question.
    pub ticket: TicketId,
    /// When it was made.
    pub issued_at: Timestamp,
    /// From when it opens nothing any more. The table may keep the item longer: this is what counts.
    pub expires_at: Timestamp,
}

impl TicketLink {
    /// A new link, which from now on is the only one that opens the question (S20).
    pub fn issue(hash: TokenHash, ticket: &mut Ticket, now: Timestamp) -> Self {
        ticket.link = Some(hash.clone());
        let expires_at = now.saturating_add(LIFE).unwrap_or(now);
        Self { hash, ticket: ticket.id.clone(), issued_at: now, expires_at }
    }

    /// Whether it is the one that was mailed last.
    pub fn is_latest(&self, ticket: &Ticket) -> bool {
        ticket.link.as_ref() == Some(&self.hash) && self.ticket == ticket.id
    }

    /// Whether it opens the question: the latest, in time, and of somebody without an account. One refusal for everything else (S10).
    pub fn opens(&self, ticket: &Ticket, now: Timestamp) -> Result<(), LinkNotUsable> {
        let stranger = matches!(ticket.asker, Asker::Stranger {});
        if stranger && self.is_latest(ticket) && now < self.expires_at { Ok(()) } else { Err(LinkNotUsable) }
    }
}
