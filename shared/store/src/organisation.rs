//! Organisations and the people who act for them.

use api::Part;
use domain::ids::{AccountId, OrganisationId};
use domain::organisation::{Membership, Organisation};

use crate::item::Stored;
use crate::key::Key;

/// Everything that belongs to an organisation: the only partition its people's requests can name (S44).
pub fn partition(id: &OrganisationId) -> String {
    format!("{}{id}", Part::Organisation.prefix())
}

/// Where an organisation is read.
pub fn key(id: &OrganisationId) -> Key {
    Key::new(partition(id), "ORGANISATION")
}

/// Where it is read what somebody may do in an organisation.
pub fn member_key(organisation: &OrganisationId, account: &AccountId) -> Key {
    Key::new(partition(organisation), format!("MEMBER#{account}"))
}

impl Stored for Organisation {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "organisation";

    fn key(&self) -> Key {
        key(&self.id)
    }
}

impl Stored for Membership {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "membership";

    fn key(&self) -> Key {
        member_key(&self.organisation, &self.account)
    }
}
