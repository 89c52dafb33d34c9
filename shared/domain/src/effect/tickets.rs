//! What questions to the service desk set in motion.

use serde::{Deserialize, Serialize};

use crate::email::Email;
use crate::ids::TicketId;
use crate::ticket::Reference;

/// What questions to the service desk set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum TicketEffect {
    /// Tell whoever asked the number of his question, and where he finds the answer.
    Confirm {
        /// Which question.
        ticket: TicketId,
    },
    /// Tell whoever asked that there is an answer.
    TellAnswer {
        /// Which question.
        ticket: TicketId,
    },
    /// Tell whoever asked that the question was closed.
    TellClosed {
        /// Which question.
        ticket: TicketId,
    },
    /// Tell the desk that something waits to be read.
    TellDesk {
        /// Which question.
        ticket: TicketId,
    },
    /// Mail the link to a question once more, if the address is the one it was asked from (S10: the request itself does not look).
    SendLink {
        /// The number that was given.
        reference: Reference,
        /// The address that was given.
        email: Email,
    },
}
