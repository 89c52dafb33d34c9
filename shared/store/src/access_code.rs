//! Access codes, in the partition of their organisation (S44). The characters are not here: the key of a login is all that is kept (S22).

use api::Part;
use domain::access_code::AccessCode;
use domain::ids::{AccessCodeId, OrganisationId};

use crate::item::Stored;
use crate::key::Key;
use crate::organisation::partition;
use crate::read::Range;

/// Where a code is.
pub fn key(organisation: &OrganisationId, id: &AccessCodeId) -> Key {
    Key::new(partition(organisation), format!("CODE#{id}"))
}

/// Every code of an organisation, those that were ended too: what was ordered with them is still told by their label.
pub fn of_organisation(organisation: &OrganisationId) -> Range {
    Range::of(partition(organisation)).prefix("CODE#")
}

impl Stored for AccessCode {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "access-code";

    fn key(&self) -> Key {
        key(&self.organisation, &self.id)
    }
}
