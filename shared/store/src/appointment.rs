//! Appointments that were announced, by a name that only the mails tell.

use api::Part;
use domain::appointment::Appointment;
use domain::ids::AppointmentId;
use jiff::{SignedDuration, Timestamp};

use crate::item::Stored;
use crate::key::Key;

/// Where an appointment is.
pub fn key(id: &AppointmentId) -> Key {
    Key::new(format!("{}{id}", Part::Link.prefix()), "APPOINTMENT")
}

impl Stored for Appointment {
    const PART: Part = Part::Link;
    const KIND: &'static str = "appointment";
    // The addresses of those who may bind the organisation (S58).
    const SEALED: &'static [&'static str] = &["told"];

    fn key(&self) -> Key {
        key(&self.id)
    }

    // Longer than it can be taken back, so that a late answer can say why not.
    fn expires(&self) -> Option<Timestamp> {
        self.revocable_until().checked_add(SignedDuration::from_hours(30 * 24)).ok()
    }
}
