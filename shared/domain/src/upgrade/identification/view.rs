//! Being identified, as it stands on the wire. Both values of a difference are for the desk only; the customer sees what differs. The page
//! for booking is shown for the user only: a representative gets his own by mail.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Appointment, Difference, Identification, Person, Progress, SeenField, Whom};
use crate::name::Name;
use crate::upgrade::rules::Rules;
use crate::upgrade::view::Viewer;

/// Everybody who must be identified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct IdentificationView {
    /// Each once.
    pub persons: Vec<PersonView>,
}

/// One person, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "IdentifiedPersonView")]
#[serde(rename_all = "camelCase")]
pub struct PersonView {
    /// The invitation's number: name it when you ask for another.
    pub number: u32,
    /// Who.
    pub whom: WhomName,
    /// The person's name.
    pub name: String,
    /// How it stands.
    pub state: ProgressName,
    /// Since when, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Where and when, once booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<AppointmentView>,
    /// The user's page for choosing place and time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub book_url: Option<String>,
    /// Until when the invitation is good.
    pub until: Timestamp,
    /// What differs, when something does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differing: Vec<SeenField>,
    /// What differs, with both values; for the desk only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<DifferenceView>,
    /// Whether whoever sees this can ask for another invitation.
    pub may_invite_again: bool,
}

/// Who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhomName {
    /// The user.
    User,
    /// A representative.
    Representative,
}

/// The name of a progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProgressName {
    /// Invited.
    Invited,
    /// Invited, and reminded since.
    Reminded,
    /// Place and part of day are chosen.
    Booked,
    /// The hours are known.
    WindowKnown,
    /// Identified.
    Matched,
    /// Something differs.
    Mismatched,
    /// Nobody was there.
    NoShow,
    /// The time is over.
    Expired,
    /// Not needed any more.
    CalledOff,
    /// The desk sees to it.
    AtDesk,
}

/// Where and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AppointmentView {
    /// The address; absent when it is done at a distance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Name>,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// A difference, with both values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DifferenceView {
    /// What.
    pub field: SeenField,
    /// As it was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<String>,
    /// As it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Name>,
}

impl Progress {
    /// Its name, for somebody who was reminded so often.
    const fn name(&self, reminders: u8) -> ProgressName {
        match self {
            Self::Invited if reminders > 0 => ProgressName::Reminded,
            Self::Invited => ProgressName::Invited,
            Self::Booked { .. } => ProgressName::Booked,
            Self::WindowKnown { .. } => ProgressName::WindowKnown,
            Self::Matched { .. } => ProgressName::Matched,
            Self::Mismatched { .. } => ProgressName::Mismatched,
            Self::NoShow { .. } => ProgressName::NoShow,
            Self::Expired { .. } => ProgressName::Expired,
            Self::CalledOff { .. } => ProgressName::CalledOff,
            Self::AtDesk => ProgressName::AtDesk,
        }
    }
}

impl Identification {
    /// As `viewer` sees it.
    pub fn view(&self, rules: &Rules, viewer: Viewer) -> IdentificationView {
        let persons = self.current().map(|person| {
            let (at, differences) = match &person.progress {
                Progress::Mismatched { at, differences } => (Some(*at), differences.as_slice()),
                Progress::Matched { at } | Progress::NoShow { at } | Progress::Expired { at } => (Some(*at), &[][..]),
                Progress::CalledOff { at } => (Some(*at), &[][..]),
                Progress::Invited | Progress::Booked { .. } | Progress::WindowKnown { .. } | Progress::AtDesk => {
                    (None, &[][..])
                }
            };
            let shown = if viewer == Viewer::Staff { differences } else { &[] };
            PersonView {
                number: person.number,
                whom: match person.whom {
                    Whom::User => WhomName::User,
                    Whom::Representative { .. } => WhomName::Representative,
                },
                name: person.identity.full_name(),
                state: person.progress.name(person.reminders),
                at,
                appointment: person.appointment().map(AppointmentView::from),
                book_url: person.book_url(viewer),
                until: person.until,
                differing: differences.iter().map(|difference| difference.field).collect(),
                differences: shown.iter().map(DifferenceView::from).collect(),
                may_invite_again: match viewer {
                    Viewer::Staff => person.may_be_invited_from_desk(),
                    Viewer::Customer => self.may_invite_again(person, rules),
                },
            }
        });
        IdentificationView { persons: persons.collect() }
    }
}

impl Person {
    fn book_url(&self, viewer: Viewer) -> Option<String> {
        let shown = self.is_open() && self.whom == Whom::User && viewer == Viewer::Customer;
        self.assignment.as_ref().filter(|_| shown).map(|assignment| assignment.book_url.clone())
    }
}

impl From<&Appointment> for AppointmentView {
    fn from(appointment: &Appointment) -> Self {
        Self { place: appointment.place.clone(), from: appointment.from, until: appointment.until }
    }
}

impl From<&Difference> for DifferenceView {
    fn from(difference: &Difference) -> Self {
        Self { field: difference.field, entered: difference.entered.clone(), seen: difference.seen.clone() }
    }
}
