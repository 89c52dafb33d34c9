//! What questions are about: a customer chooses it, and the desk sorts its queue by it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Logging in: password, locked, second step.
    LogIn,
    /// Another e-mail address for the account, for whoever has lost the old mailbox (seed 003).
    ChangeAddress,
    /// Access codes, labels, the main user.
    AccessCodes,
    /// Logging in with eHerkenning, and linking it.
    EHerkenning,
    /// Ordering products of the register.
    Orders,
    /// Invoices, and what they are for.
    Invoices,
    /// What was spent: overviews and downloads.
    Spend,
    /// Applying for a first means.
    Apply,
    /// Raising a means.
    Upgrade,
    /// Many users from a table.
    Batches,
    /// More than five users, several companies, a management module.
    ManyUsers,
    /// Anything else.
    Other,
}

impl Topic {
    /// Every topic, in the order they are offered.
    pub const ALL: [Self; 12] = [
        Self::LogIn,
        Self::ChangeAddress,
        Self::AccessCodes,
        Self::EHerkenning,
        Self::Orders,
        Self::Invoices,
        Self::Spend,
        Self::Apply,
        Self::Upgrade,
        Self::Batches,
        Self::ManyUsers,
        Self::Other,
    ];

    /// The name on the wire and in keys.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LogIn => "log-in",
            Self::ChangeAddress => "change-address",
            Self::AccessCodes => "access-codes",
            Self::EHerkenning => "e-herkenning",
            Self::Orders => "orders",
            Self::Invoices => "invoices",
            Self::Spend => "spend",
            Self::Apply => "apply",
            Self::Upgrade => "upgrade",
            Self::Batches => "batches",
            Self::ManyUsers => "many-users",
            Self::Other => "other",
        }
    }
}
