//! The audit trail: written once in the transaction of the change, never touched again (S56, S57).

use api::Part;
use domain::audit::{AuditFact, Trail};
use domain::ids::AuditId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::item::Stored;
use crate::key::Key;

/// A fact with its circumstances.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuditEntry {
    /// Its own id; sorts by time.
    pub id: AuditId,
    /// What happened.
    pub fact: AuditFact,
    /// When.
    pub at: Timestamp,
    /// The caller's address, cut to its network.
    pub network: Option<String>,
    /// The request.
    pub trace: String,
}

/// The partition of a trail.
pub fn partition(trail: &Trail) -> String {
    match trail {
        Trail::Organisation { organisation } => format!("{}{organisation}", Part::Audit.prefix()),
        Trail::Account { account } => format!("{}{account}", Part::Audit.prefix()),
        Trail::Ticket { ticket } => format!("{}{ticket}", Part::Audit.prefix()),
        Trail::Business { business } => format!("{}{business}", Part::Audit.prefix()),
    }
}

impl Stored for AuditEntry {
    const PART: Part = Part::Audit;
    const KIND: &'static str = "audit";

    fn key(&self) -> Key {
        Key::new(partition(&self.fact.trail), self.id.as_str())
    }
}
