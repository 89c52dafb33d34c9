//! Documents, in the partition of their organisation, one upgrade's beside each other.

use api::Part;
use domain::document::Document;
use domain::ids::{DocumentId, OrganisationId, UpgradeId};

use crate::item::Stored;
use crate::key::Key;
use crate::organisation::partition;
use crate::read::Range;

/// Where a document is.
pub fn key(organisation: &OrganisationId, upgrade: &UpgradeId, id: &DocumentId) -> Key {
    Key::new(partition(organisation), format!("DOCUMENT#{upgrade}#{id}"))
}

/// Every document of an upgrade, oldest first.
pub fn of_upgrade(organisation: &OrganisationId, upgrade: &UpgradeId) -> Range {
    Range::of(partition(organisation)).prefix(format!("DOCUMENT#{upgrade}#"))
}

impl Stored for Document {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "document";
    // People put their names into file names, and an extract names its officials (S58).
    const SEALED: &'static [&'static str] = &["fileName", "extract"];

    fn key(&self) -> Key {
        key(&self.organisation, &self.upgrade, &self.id)
    }
}
