//! Organisations and the people who act for them.

use api::Part;
use domain::ids::{AccountId, OrganisationId};
use domain::kvk_number::KvkNumber;
use domain::organisation::{MainUser, Membership, Organisation, Registered};

use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::read::Range;

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

/// Where it is read who is the main user of an organisation.
pub fn main_user_key(organisation: &OrganisationId) -> Key {
    Key::new(partition(organisation), "MAIN-USER")
}

/// Everybody who acts for an organisation.
pub fn members(organisation: &OrganisationId) -> Range {
    Range::of(partition(organisation)).prefix("MEMBER#")
}

/// Every organisation somebody acts for: by the index.
pub fn of_member(account: &AccountId) -> Range {
    Range::of_index(member_partition(account)).prefix("ORGANISATION#")
}

fn member_partition(account: &AccountId) -> String {
    format!("{}OF#{account}", Part::Organisation.prefix())
}

/// Where it is read which organisation a number in the register is here: one item for each number, so that there are never two.
pub fn registered_key(number: &KvkNumber) -> Key {
    Key::new(format!("{}KVK#{number}", Part::Organisation.prefix()), "REGISTERED")
}

impl Stored for Registered {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "registered";

    fn key(&self) -> Key {
        registered_key(&self.kvk_number)
    }
}

/// The organisations with a number in the register.
pub fn of_kvk_number(number: &KvkNumber) -> Range {
    Range::of_index(number_partition(number))
}

fn number_partition(number: &KvkNumber) -> String {
    format!("{}KVK#{number}", Part::Organisation.prefix())
}

impl Stored for Organisation {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "organisation";

    fn key(&self) -> Key {
        key(&self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(number_partition(&self.kvk_number), self.id.as_str()))
    }
}

impl Stored for MainUser {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "main-user";

    fn key(&self) -> Key {
        main_user_key(&self.organisation)
    }
}

impl Stored for Membership {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "membership";

    fn key(&self) -> Key {
        member_key(&self.organisation, &self.account)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(member_partition(&self.account), format!("ORGANISATION#{}", self.organisation)))
    }
}
