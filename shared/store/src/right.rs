//! Which means has a right to a service: a pointer under each service, provider, and "everything", so that staff see whom a rise of a level
//! hurts without reading every means. A pointer only says where to look; what the means may do stands in the means.

use api::Part;
use domain::catalogue::{Provider, Service};
use domain::ids::{MeansId, OrganisationId};
use domain::means::{Means, RightTo};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::item::Stored;
use crate::key::Key;
use crate::read::Range;

/// That a means has, or had, a right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pointer {
    to: String,
    /// Whose means.
    pub organisation: OrganisationId,
    /// Which means.
    pub means: MeansId,
    until: Date,
}

/// In how many places a right to a service can stand.
pub const PLACES: usize = 3;

/// Every means with a right that takes in a service: to itself, to its provider, to everything.
pub fn to(provider: &Provider, service: &Service) -> [Range; PLACES] {
    [format!("SERVICE#{}", service.id), format!("PROVIDER#{}", provider.id), "ALL".to_owned()]
        .map(|to| Range::of(partition(&to)))
}

/// The pointers of a means.
pub fn pointers(means: &Means) -> impl Iterator<Item = Pointer> + '_ {
    means.rights.iter().map(|right| Pointer {
        to: match &right.to {
            RightTo::Service { service_id, .. } => format!("SERVICE#{service_id}"),
            RightTo::Provider { provider_id, .. } => format!("PROVIDER#{provider_id}"),
            RightTo::All {} => "ALL".to_owned(),
        },
        organisation: means.organisation.clone(),
        means: means.id.clone(),
        until: right.until,
    })
}

fn partition(to: &str) -> String {
    format!("{}{to}", Part::Right.prefix())
}

impl Stored for Pointer {
    const PART: Part = Part::Right;
    const KIND: &'static str = "right-pointer";

    fn key(&self) -> Key {
        Key::new(partition(&self.to), self.means.as_str())
    }

    /// Some time after the right has ended.
    fn expires(&self) -> Option<Timestamp> {
        let end = self.until.tomorrow().ok()?.to_zoned(TimeZone::UTC).ok()?;
        Some(end.timestamp())
    }
}
