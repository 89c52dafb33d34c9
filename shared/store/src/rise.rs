//! That a holder was told of a rise of a service's level: once for each means and rise, in the partition of the means' organisation.

use api::Part;
use domain::catalogue::rise::AnnouncedRise;
use domain::ids::{MeansId, OrganisationId};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::item::Stored;
use crate::key::Key;
use crate::organisation::partition;

/// How long after the rise it is remembered.
const KEPT: SignedDuration = SignedDuration::from_hours(92 * 24);

/// That the telling was set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ToldRise {
    /// Whose means.
    pub organisation: OrganisationId,
    /// Which means.
    pub means: MeansId,
    /// Of which rise.
    pub rise: AnnouncedRise,
    /// When.
    pub at: Timestamp,
}

impl Stored for ToldRise {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "told-rise";

    fn key(&self) -> Key {
        let AnnouncedRise { service, level, from, .. } = &self.rise;
        Key::new(partition(&self.organisation), format!("RISE#{}#{service}#{from}#{level}", self.means))
    }

    fn expires(&self) -> Option<Timestamp> {
        let day = self.rise.from.to_zoned(TimeZone::UTC).ok()?;
        day.timestamp().checked_add(KEPT).ok()
    }
}
