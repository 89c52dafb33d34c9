//! What the partner tells us: the events of one invitation, each with an id of its own and a number that only grows.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Appointment, SeenField};
use crate::ids::{OrganisationId, UpgradeId};
use crate::name::Name;

/// The most that is told to differ: each thing once.
const MOST_DIFFERENCES: usize = 9;

/// Something that happened to an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartnerEvent {
    /// The partner's name for this event; sent again under the same one, it changes nothing.
    pub event_id: EventId,
    /// Which invitation, as we named it in the assignment.
    pub reference: Reference,
    /// Grows with every event of an invitation. What comes late is known by it.
    pub sequence: u64,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// What.
    pub what: Told,
}

/// What happened to an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Told {
    /// Place and part of day were chosen, for the first time or anew.
    Booked {
        /// Where and when.
        appointment: Appointment,
    },
    /// The hours became known.
    WindowKnown {
        /// Where and when, exactly.
        appointment: Appointment,
    },
    /// The person was seen, and is who he says.
    Matched {},
    /// The person was seen, and something differs.
    Mismatched {
        /// What.
        #[schemars(length(min = 1, max = 9))]
        differences: Vec<Seen>,
    },
    /// Nobody was there.
    NoShow {},
    /// The partner gave it up: the time is over.
    Expired {},
}

impl Told {
    /// Whether it can be: an appointment ends after it begins, and a mismatch names something, each thing once.
    pub fn is_sound(&self) -> bool {
        match self {
            Self::Booked { appointment } | Self::WindowKnown { appointment } => appointment.from < appointment.until,
            Self::Mismatched { differences } => {
                let mut fields: Vec<SeenField> = differences.iter().map(|seen| seen.field).collect();
                fields.sort_unstable();
                fields.dedup();
                (1..=MOST_DIFFERENCES).contains(&differences.len()) && fields.len() == differences.len()
            }
            Self::Matched {} | Self::NoShow {} | Self::Expired {} => true,
        }
    }
}

/// Something that differs, as it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Seen {
    /// What.
    pub field: SeenField,
    /// What stands on the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Name>,
}

/// The partner's name for an event: 8 to 64 letters, digits, hyphens and underscores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[A-Za-z0-9_-]{8,64}$"))]
pub struct EventId(String);

/// The text names no event or invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("names no event or invitation")]
pub struct NotAReference;

impl EventId {
    /// The id as it stands on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for EventId {
    type Error = NotAReference;

    fn try_from(text: String) -> Result<Self, NotAReference> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if (8..=64).contains(&text.len()) && text.bytes().all(fits) { Ok(Self(text)) } else { Err(NotAReference) }
    }
}

impl From<EventId> for String {
    fn from(id: EventId) -> Self {
        id.0
    }
}

/// Our name for an invitation, which the partner sends back: organisation, upgrade, and the invitation's number within it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", rename = "InvitationReference", extend("pattern" = r"^org_[0-9a-hjkmnp-tv-z]{26}\.upg_[0-9a-hjkmnp-tv-z]{26}\.[1-9][0-9]{0,5}$"))]
pub struct Reference {
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// Which upgrade.
    pub upgrade: UpgradeId,
    /// Which invitation.
    pub number: u32,
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.organisation, self.upgrade, self.number)
    }
}

impl FromStr for Reference {
    type Err = NotAReference;

    fn from_str(text: &str) -> Result<Self, NotAReference> {
        let (organisation, rest) = text.split_once('.').ok_or(NotAReference)?;
        let (upgrade, number) = rest.split_once('.').ok_or(NotAReference)?;
        let plain = (1..=6).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        let number = number.parse().ok().filter(|_| plain && !number.starts_with('0')).ok_or(NotAReference)?;
        Ok(Self {
            organisation: organisation.parse().map_err(|_| NotAReference)?,
            upgrade: upgrade.parse().map_err(|_| NotAReference)?,
            number,
        })
    }
}

impl TryFrom<String> for Reference {
    type Error = NotAReference;

    fn try_from(text: String) -> Result<Self, NotAReference> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.to_string()
    }
}
