//! Charges, in the partition of the organisation that pays: one for each upgrade that was activated.

use api::Part;
use domain::ids::{OrganisationId, UpgradeId};
use domain::price::charge::Charge;

use crate::item::Stored;
use crate::key::Key;
use crate::organisation::partition;
use crate::read::Range;

/// Where the charge of an upgrade is.
pub fn key(organisation: &OrganisationId, upgrade: &UpgradeId) -> Key {
    Key::new(partition(organisation), format!("CHARGE#{upgrade}"))
}

/// Every charge of an organisation.
pub fn of_organisation(organisation: &OrganisationId) -> Range {
    Range::of(partition(organisation)).prefix("CHARGE#")
}

impl Stored for Charge {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "charge";

    fn key(&self) -> Key {
        key(&self.organisation, &self.upgrade)
    }
}
