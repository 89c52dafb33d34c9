//! Physical identification (domain.md 1.2, 5): who must be seen, face to face or at a distance, how each stands with the partner who does
//! it, and what of it passes the check. The partner tells of it in events that may come late, twice or out of order; what they come to
//! depends on the set of them only (see [`Heard`]).

mod decide;
mod partner;
mod view;
mod whom;

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::name::Name;
use crate::upgrade::checklist::{CheckState, Evidence, WaitingFor};
use crate::upgrade::refusal::Reason;
use crate::upgrade::rules::Rules;

pub use decide::{Due, Hearing};
pub use partner::{EventId, NotAReference, PartnerEvent, Reference, Seen, Told};
pub use view::{AppointmentView, DifferenceView, IdentificationView, PersonView, ProgressName, WhomName};
pub use whom::{Identity, WhoIsIdentified, Whom, to_be_identified};

/// Being identified: everybody who was ever invited for this case, in the order of invitation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Identification {
    /// Each invitation; a person who is invited anew is a further one.
    pub persons: Vec<Person>,
}

/// One person's invitation, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Its number within the case: 1, 2, 3 ..., never used again. The partner knows the invitation by it.
    pub number: u32,
    /// Who.
    pub whom: Whom,
    /// What the partner was told to compare the identity document with.
    pub identity: Identity,
    /// When the invitation was decided on.
    pub invited_at: Timestamp,
    /// Until when it is good (domain.md 1.4: 30 days).
    pub until: Timestamp,
    /// How many reminders went out.
    #[serde(default)]
    pub reminders: u8,
    /// What the partner made of it; absent until he answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignment: Option<Assignment>,
    /// How it stands.
    pub progress: Progress,
    /// What brought it there.
    #[serde(default)]
    pub heard: Heard,
}

/// The partner's side of an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assignment {
    /// The partner's own name for it.
    pub id: String,
    /// The person's own page for choosing place and time. Whoever has it can book: it is mailed to that person only.
    pub book_url: String,
}

/// How an invitation stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Progress {
    /// Invited; nothing is booked.
    Invited,
    /// Place and part of day are chosen.
    Booked {
        /// Where and when.
        appointment: Appointment,
    },
    /// It is known to within a few hours (domain.md 5: two and a half, told the evening before).
    WindowKnown {
        /// Where and when.
        appointment: Appointment,
    },
    /// The person is who he says.
    Matched {
        /// When he was seen.
        at: Timestamp,
    },
    /// What stands on the identity document is not what was entered.
    Mismatched {
        /// When he was seen.
        at: Timestamp,
        /// What differs, each with both values.
        differences: Vec<Difference>,
    },
    /// Nobody was there.
    NoShow {
        /// When.
        at: Timestamp,
    },
    /// The time for it is over.
    Expired {
        /// When.
        at: Timestamp,
    },
    /// It is not needed any more, or another invitation took its place.
    CalledOff {
        /// When.
        at: Timestamp,
    },
    /// No partner is connected to this stage: the desk sees to it.
    AtDesk,
}

/// Where and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Appointment {
    /// The address of a visit; absent when it is done at a distance, with an app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Name>,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// Something that differs between what was entered and what was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// What.
    pub field: SeenField,
    /// As it was entered; absent where nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<String>,
    /// As it was seen; absent where there is nothing to write down, as with a face.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Name>,
}

/// What is compared with an identity document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SeenField {
    /// All first names.
    FirstNames,
    /// What stands between first name and surname.
    Infix,
    /// The surname.
    Surname,
    /// The date of birth, `1975-02-01`.
    BirthDate,
    /// The kind of document.
    DocumentType,
    /// Its number.
    DocumentNumber,
    /// Its last day, `2031-05-01`.
    DocumentExpires,
    /// The document is not genuine, or no longer valid.
    DocumentGenuine,
    /// The face is not that of the person who came.
    Face,
}

/// What of an invitation was heard that counts most: the weight of its kind, then the partner's sequence number. What weighs less than what
/// was heard already changes nothing, so that late and repeated events move nothing back, and any order of the same events ends the same.
/// An outcome weighs more than a booking, however late the booking's event comes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Heard(u8, u64);

impl Heard {
    /// On the way there: booked, window known, nobody there.
    const fn on_the_way(sequence: u64) -> Self {
        Self(1, sequence)
    }

    /// The time is over.
    const fn expired(sequence: u64) -> Self {
        Self(2, sequence)
    }

    /// The person was seen.
    const fn outcome(sequence: u64) -> Self {
        Self(3, sequence)
    }

    /// Called off by us: the last word.
    const CALLED_OFF: Self = Self(4, 0);
}

/// How long after an appointment its outcome is waited for before the invitation may expire.
const OUTCOME_DUE: SignedDuration = SignedDuration::from_hours(48);

impl Identification {
    /// The invitations that count: all but those that were called off.
    pub fn current(&self) -> impl Iterator<Item = &Person> {
        self.persons.iter().filter(|person| !matches!(person.progress, Progress::CalledOff { .. }))
    }

    /// An invitation by its number.
    pub fn person(&self, number: u32) -> Option<&Person> {
        self.persons.iter().find(|person| person.number == number)
    }

    fn person_mut(&mut self, number: u32) -> Option<&mut Person> {
        self.persons.iter_mut().find(|person| person.number == number)
    }

    /// How often somebody was invited, called off invitations included.
    fn invitations(&self, whom: Whom) -> usize {
        self.persons.iter().filter(|person| person.whom == whom).count()
    }

    /// Whether everybody who is to be identified was, and is who he says.
    pub fn all_matched(&self) -> bool {
        let mut current = self.current().peekable();
        current.peek().is_some() && current.all(|person| matches!(person.progress, Progress::Matched { .. }))
    }

    /// What it comes to on the checklist: passed only when all matched; a difference is the desk's to judge; whoever was not there or let
    /// the time run out has to act, and when he has been invited often enough the desk has to.
    pub fn check(&self, rules: &Rules) -> CheckState {
        let has = |wanted: fn(&Progress) -> bool| self.current().any(|person| wanted(&person.progress));
        let waiting = |waiting_for, reason, evidence| CheckState::Waiting { waiting_for, reason, evidence };
        if self.all_matched() {
            let at = self.current().filter_map(Person::seen_at).max().unwrap_or_default();
            return CheckState::Passed { at, evidence: Evidence::Identified { differing: Vec::new() } };
        }
        let differing = self.differing();
        if has(|progress| matches!(progress, Progress::Mismatched { .. })) {
            let evidence = Evidence::Identified { differing };
            return waiting(WaitingFor::Staff, Some(Reason::IdentificationMismatch), Some(evidence));
        }
        if has(|progress| matches!(progress, Progress::AtDesk)) {
            return waiting(WaitingFor::Staff, None, None);
        }
        let mut expired =
            self.current().filter(|person| matches!(person.progress, Progress::Expired { .. })).peekable();
        if expired.peek().is_some() {
            let again = expired.all(|person| self.may_invite_again(person, rules));
            let whom = if again { WaitingFor::Customer } else { WaitingFor::Staff };
            return waiting(whom, Some(Reason::IdentificationExpired), None);
        }
        if has(|progress| matches!(progress, Progress::NoShow { .. })) {
            return waiting(WaitingFor::Customer, Some(Reason::IdentificationMissed), None);
        }
        CheckState::waiting(WaitingFor::Courier)
    }

    /// What differs, of anybody, each once.
    fn differing(&self) -> Vec<SeenField> {
        let mut differing: Vec<SeenField> = self
            .current()
            .flat_map(|person| match &person.progress {
                Progress::Mismatched { differences, .. } => differences.as_slice(),
                Progress::Invited
                | Progress::Booked { .. }
                | Progress::WindowKnown { .. }
                | Progress::Matched { .. }
                | Progress::NoShow { .. }
                | Progress::Expired { .. }
                | Progress::CalledOff { .. }
                | Progress::AtDesk => &[],
            })
            .map(|difference| difference.field)
            .collect();
        differing.sort_unstable();
        differing.dedup();
        differing
    }
}

impl Person {
    /// Whether an outcome is still to come.
    pub const fn is_open(&self) -> bool {
        matches!(
            self.progress,
            Progress::Invited | Progress::Booked { .. } | Progress::WindowKnown { .. } | Progress::NoShow { .. }
        )
    }

    /// The appointment that was made.
    pub const fn appointment(&self) -> Option<&Appointment> {
        match &self.progress {
            Progress::Booked { appointment } | Progress::WindowKnown { appointment } => Some(appointment),
            Progress::Invited
            | Progress::Matched { .. }
            | Progress::Mismatched { .. }
            | Progress::NoShow { .. }
            | Progress::Expired { .. }
            | Progress::CalledOff { .. }
            | Progress::AtDesk => None,
        }
    }

    /// When the person was seen.
    const fn seen_at(&self) -> Option<Timestamp> {
        match self.progress {
            Progress::Matched { at } | Progress::Mismatched { at, .. } => Some(at),
            Progress::Invited
            | Progress::Booked { .. }
            | Progress::WindowKnown { .. }
            | Progress::NoShow { .. }
            | Progress::Expired { .. }
            | Progress::CalledOff { .. }
            | Progress::AtDesk => None,
        }
    }

    /// From when it may expire: not while the outcome of an appointment is still due.
    fn expires_at(&self) -> Timestamp {
        let due = self.appointment().map(|appointment| appointment.until.saturating_add(OUTCOME_DUE));
        due.and_then(Result::ok).map_or(self.until, |due| due.max(self.until))
    }

    /// Takes in what the partner told. Answers whether it changed anything.
    fn hear(&mut self, sequence: u64, at: Timestamp, told: &Told) -> bool {
        let heard = match told {
            Told::Booked { .. } | Told::WindowKnown { .. } | Told::NoShow {} => Heard::on_the_way(sequence),
            Told::Expired {} => Heard::expired(sequence),
            Told::Matched {} | Told::Mismatched { .. } => Heard::outcome(sequence),
        };
        if heard <= self.heard {
            return false;
        }
        self.heard = heard;
        self.progress = match told {
            Told::Booked { appointment } => Progress::Booked { appointment: appointment.clone() },
            Told::WindowKnown { appointment } => Progress::WindowKnown { appointment: appointment.clone() },
            Told::Matched {} => Progress::Matched { at },
            Told::Mismatched { differences } => {
                let both = differences.iter().map(|seen| Difference {
                    field: seen.field,
                    entered: self.identity.entered(seen.field),
                    seen: seen.seen.clone(),
                });
                Progress::Mismatched { at, differences: both.collect() }
            }
            Told::NoShow {} => Progress::NoShow { at },
            Told::Expired {} => Progress::Expired { at },
        };
        true
    }

    fn expire(&mut self, now: Timestamp) {
        self.heard = Heard::expired(0).max(self.heard);
        self.progress = Progress::Expired { at: now };
    }

    fn call_off(&mut self, now: Timestamp) {
        self.heard = Heard::CALLED_OFF;
        self.progress = Progress::CalledOff { at: now };
    }
}

#[cfg(test)]
mod tests;
