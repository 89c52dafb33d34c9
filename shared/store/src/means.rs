//! Means, in the partition of their organisation.

use api::Part;
use domain::ids::{AccountId, MeansId, OrganisationId};
use domain::means::{Means, Renewal};

use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::organisation::partition;
use crate::read::Range;

/// Where a means is.
pub fn key(organisation: &OrganisationId, id: &MeansId) -> Key {
    Key::new(partition(organisation), format!("MEANS#{id}"))
}

/// Every means of an organisation.
pub fn of_organisation(organisation: &OrganisationId) -> Range {
    Range::of(partition(organisation)).prefix("MEANS#")
}

/// Every means of one person within an organisation: by the index, so that a user of a large organisation reads his own and no more.
pub fn of_holder(organisation: &OrganisationId, holder: &AccountId) -> Range {
    Range::of_index(holder_partition(organisation, holder)).prefix("MEANS#")
}

fn holder_partition(organisation: &OrganisationId, holder: &AccountId) -> String {
    format!("{}#HOLDER#{holder}", partition(organisation))
}

/// Every renewal of an organisation, for its invoices.
pub fn renewals(organisation: &OrganisationId) -> Range {
    Range::of(partition(organisation)).prefix("RENEWAL#")
}

impl Stored for Renewal {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "renewal";

    fn key(&self) -> Key {
        Key::new(partition(&self.organisation), format!("RENEWAL#{}#{}", self.means, self.at))
    }
}

impl Stored for Means {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "means";
    // Name, birth date, e-mail and mobile of a person (S58).
    const SEALED: &'static [&'static str] = &["registration"];

    fn key(&self) -> Key {
        key(&self.organisation, &self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(holder_partition(&self.organisation, &self.holder), format!("MEANS#{}", self.id)))
    }
}
