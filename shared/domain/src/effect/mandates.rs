//! What direct-debit mandates set in motion.

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, BusinessId, MandateId};

/// What direct-debit mandates set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum MandateEffect {
    /// Draw a code to sign with and mail it to whoever asked (S20-S22).
    MailCode {
        /// Who asked.
        account: AccountId,
        /// Whose mandate.
        business: BusinessId,
        /// Which.
        mandate: MandateId,
    },
    /// Tell one of those who opened the business.
    Tell {
        /// Whom.
        account: AccountId,
        /// Whose mandate.
        business: BusinessId,
        /// Which.
        mandate: MandateId,
        /// What.
        news: MandateNews,
    },
}

/// What there is to tell of a mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MandateNews {
    /// It was signed.
    Given,
    /// A change of it was signed.
    Changed,
    /// It was revoked.
    Revoked,
    /// It is about to lapse.
    AboutToLapse,
    /// It lapsed.
    Lapsed,
}
