//! Messages, beside the upgrade they are about.

use api::Part;
use domain::ids::{MessageId, OrganisationId, UpgradeId};
use domain::upgrade::messages::Message;

use crate::item::Stored;
use crate::key::Key;
use crate::organisation::partition;
use crate::read::Range;

/// Where a message is.
pub fn key(organisation: &OrganisationId, upgrade: &UpgradeId, id: &MessageId) -> Key {
    Key::new(partition(organisation), format!("MESSAGE#{upgrade}#{id}"))
}

/// Every message about an upgrade, oldest first.
pub fn of_upgrade(organisation: &OrganisationId, upgrade: &UpgradeId) -> Range {
    Range::of(partition(organisation)).prefix(format!("MESSAGE#{upgrade}#"))
}

impl Stored for Message {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "message";
    // What people write, and their names (S58).
    const SEALED: &'static [&'static str] = &["text", "name"];

    fn key(&self) -> Key {
        key(&self.organisation, &self.upgrade, &self.id)
    }
}
