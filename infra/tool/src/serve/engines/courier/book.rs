//! The stand-in's ledger: who is to be identified, what was booked, what was told. One file, written anew at each change.

use std::path::PathBuf;

use courier::AssignmentRequest;
use domain::upgrade::identification::{Appointment, PartnerEvent, Told};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::serve::instant;

/// Everything the stand-in knows.
pub struct Ledger {
    file: PathBuf,
    /// The assignments, oldest first.
    pub assignments: Vec<Assignment>,
}

/// Somebody to be identified.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assignment {
    /// The stand-in's name for it.
    pub id: String,
    /// The secret of the person's page.
    pub token: String,
    /// The key it was asked for under.
    pub key: String,
    /// What was asked.
    pub request: AssignmentRequest,
    /// What was booked last.
    pub appointment: Option<Appointment>,
    /// Whether Balie called it off.
    pub called_off: bool,
    /// What was told, in order.
    pub events: Vec<Sent>,
}

/// An event, and whether it was taken.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sent {
    /// The event.
    pub event: PartnerEvent,
    /// Whether Balie took it.
    pub taken: bool,
}

impl Ledger {
    /// Reads the file; an absent or broken one is an empty ledger.
    pub fn open(file: PathBuf) -> Self {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        Self { file, assignments: serde_json::from_str(&text).unwrap_or_default() }
    }

    /// Writes the file, whole: a reader never sees half of it.
    pub fn keep(&self) {
        let half = self.file.with_extension("half");
        let written = serde_json::to_vec_pretty(&self.assignments)
            .map_err(std::io::Error::from)
            .and_then(|text| std::fs::write(&half, text))
            .and_then(|()| std::fs::rename(&half, &self.file));
        if let Err(error) = written {
            tracing::error!(%error, "the stand-in partner's ledger cannot be written");
        }
    }

    /// Takes an assignment; the same key is the same assignment.
    pub fn assign(&mut self, key: String, request: AssignmentRequest) -> Assignment {
        if let Some(known) = self.assignments.iter().find(|assignment| assignment.key == key) {
            return known.clone();
        }
        let (id, token) = (format!("asg_{:032x}", instant::token()), format!("{:032x}", instant::token()));
        let (appointment, called_off, events) = (None, false, Vec::new());
        let assignment = Assignment { id, token, key, request, appointment, called_off, events };
        self.assignments.push(assignment.clone());
        assignment
    }

    /// The assignment of this name.
    pub fn by_id(&mut self, id: &str) -> Option<&mut Assignment> {
        self.assignments.iter_mut().find(|assignment| assignment.id == id)
    }

    /// The assignment whose page this is.
    pub fn by_token(&mut self, token: &str) -> Option<&mut Assignment> {
        self.assignments.iter_mut().find(|assignment| assignment.token == token)
    }

    /// The assignment Balie names so.
    pub fn by_reference(&mut self, reference: &str) -> Option<&mut Assignment> {
        self.assignments.iter_mut().find(|assignment| assignment.request.reference.to_string() == reference)
    }

    /// Notes that an event was taken.
    pub fn taken(&mut self, event: &str) {
        let sent = self.assignments.iter_mut().flat_map(|assignment| &mut assignment.events);
        for sent in sent.filter(|sent| sent.event.event_id.as_str() == event) {
            sent.taken = true;
        }
    }

    /// An event by its name.
    pub fn event(&self, id: &str) -> Option<(&Assignment, &PartnerEvent)> {
        self.assignments.iter().find_map(|assignment| {
            let sent = assignment.events.iter().find(|sent| sent.event.event_id.as_str() == id)?;
            Some((assignment, &sent.event))
        })
    }
}

impl Assignment {
    /// It is not needed any more.
    pub fn call_off(&mut self) {
        self.called_off = true;
    }

    /// Writes down something that happened, as the next event.
    pub fn happened(&mut self, what: Told, at: Timestamp) -> Option<PartnerEvent> {
        if let Told::Booked { appointment } | Told::WindowKnown { appointment } = &what {
            self.appointment = Some(appointment.clone());
        }
        let event = PartnerEvent {
            event_id: format!("evt_{:032x}", instant::token()).try_into().ok()?,
            reference: self.request.reference.clone(),
            sequence: u64::try_from(self.events.len()).ok()? + 1,
            occurred_at: at,
            what,
        };
        self.events.push(Sent { event: event.clone(), taken: false });
        Some(event)
    }
}
