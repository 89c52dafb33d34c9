//! Everything Balie can do, by capability: what the local stack serves and what the templates and documents are printed from.

use runtime::{JobEntry, Operation};

/// A capability: one crate of endpoints, one nested stack.
#[derive(Clone)]
pub struct Capability {
    /// Its name: the crate's.
    pub name: &'static str,
    /// Its endpoints.
    pub operations: Vec<Operation>,
}

/// The capabilities the world can ask something of.
pub fn capabilities() -> Vec<Capability> {
    vec![
        Capability { name: "accounts", operations: accounts::operations() },
        Capability { name: "access-codes", operations: access_codes::operations() },
        Capability { name: "upgrades", operations: upgrades::operations() },
        Capability { name: "batches", operations: batches::operations() },
        Capability { name: "overviews", operations: overviews::operations() },
        Capability { name: "means", operations: means::operations() },
        Capability { name: "catalogue", operations: catalogue::operations() },
        Capability { name: "documents", operations: documents::operations() },
        Capability { name: "companies", operations: companies::operations() },
        Capability { name: "orders", operations: orders::operations() },
        Capability { name: "invoices", operations: invoices::operations() },
        Capability { name: "contracts", operations: contracts::operations() },
        Capability { name: "identification", operations: identification::operations() },
        Capability { name: "desk", operations: desk::operations() },
        Capability { name: "messages", operations: messages::operations() },
        Capability { name: "signing", operations: signing::operations() },
        Capability { name: "spend", operations: spend::operations() },
        Capability { name: "businesses", operations: businesses::operations() },
        Capability { name: "mandates", operations: mandates::operations() },
        Capability { name: "collections", operations: collections::operations() },
        Capability { name: "folders", operations: folders::operations() },
        Capability { name: "forms", operations: forms::operations() },
        Capability { name: "submissions", operations: submissions::operations() },
        Capability { name: "tickets", operations: tickets::operations() },
    ]
}

/// What Balie does by itself.
pub fn jobs() -> Vec<JobEntry> {
    [workers::jobs(), press::jobs()].concat()
}
