//! The checklist of an upgrade: each check not needed, waiting for somebody, passed with its evidence, or failed with its reason. It is
//! what the customer's tracker shows.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::DocumentRefusal;
use crate::ids::{AccountId, DocumentId};
use crate::kvk_number::KvkNumber;
use crate::name::Note;
use crate::upgrade::identification::SeenField;
use crate::upgrade::refusal::Reason;
use crate::upgrade::rules::{Circumstances, Rules, Section};

/// One thing that must be right before a means is raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// What was entered is what is registered.
    DataMatchesRegistration,
    /// The user is who he says.
    UserIdentity,
    /// Those who sign may bind the organisation.
    PowerToRepresent,
    /// The extract is of this organisation and fresh.
    ExtractInDate,
    /// The form is signed by all who must.
    FormSigned,
    /// The user was seen, face to face or at a distance.
    Identification,
    /// It is paid for.
    Payment,
}

impl Check {
    /// Every check, in the order of the tracker.
    pub const ALL: [Self; 7] = [
        Self::DataMatchesRegistration,
        Self::UserIdentity,
        Self::PowerToRepresent,
        Self::ExtractInDate,
        Self::FormSigned,
        Self::Identification,
        Self::Payment,
    ];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DataMatchesRegistration => "data-matches-registration",
            Self::UserIdentity => "user-identity",
            Self::PowerToRepresent => "power-to-represent",
            Self::ExtractInDate => "extract-in-date",
            Self::FormSigned => "form-signed",
            Self::Identification => "identification",
            Self::Payment => "payment",
        }
    }
}

/// Who has to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WaitingFor {
    /// The customer.
    Customer,
    /// The desk.
    Staff,
    /// Somebody who must sign.
    Representative,
    /// Whoever identifies people at their door.
    Courier,
    /// Balie itself, for a moment.
    Balie,
}

impl WaitingFor {
    /// Whether what is waited for comes to the desk, so that the case stands in its queue.
    pub const fn at_the_desk(self) -> bool {
        matches!(self, Self::Staff)
    }
}

/// What is known of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum CheckState {
    /// This case does not need it.
    NotNeeded,
    /// Somebody has to act.
    Waiting {
        /// Who.
        waiting_for: WaitingFor,
        /// What was wrong with what came before, if anything did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
        /// What shows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<Evidence>,
    },
    /// It is right.
    Passed {
        /// Since when.
        at: Timestamp,
        /// What shows it.
        evidence: Evidence,
    },
    /// It is not right.
    Failed {
        /// Since when.
        at: Timestamp,
        /// Why.
        reason: Reason,
        /// What shows it.
        evidence: Evidence,
    },
}

/// What shows that a check is right or wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Evidence {
    /// What was entered beside what is registered.
    Registration {
        /// JSON pointers, in the upgrade's data, of the fields that differ; none when it matches.
        differing: Vec<String>,
    },
    /// An extract that was read by machine.
    Extract {
        /// The document.
        document: DocumentId,
        /// The company it is about.
        kvk_number: KvkNumber,
        /// The day it was made.
        made_on: Date,
    },
    /// The register itself.
    Register {
        /// The company it was asked about.
        kvk_number: KvkNumber,
        /// The moment its data left the register.
        as_of: Timestamp,
    },
    /// A document that was not taken.
    RefusedDocument {
        /// The document.
        document: DocumentId,
        /// Why it was not taken.
        refusal: DocumentRefusal,
    },
    /// Everybody was seen, and what they are known by was compared.
    Identified {
        /// What differs; nothing when it matches. Both values stand with the person.
        differing: Vec<SeenField>,
    },
    /// Somebody of the desk looked.
    Staff {
        /// Who.
        account: AccountId,
        /// What he wrote down, for colleagues.
        note: Note,
    },
    /// Enough signed, in the room or in pen.
    Signed {
        /// What they signed: the fingerprint of the data.
        fingerprint: String,
        /// How many did.
        signed: usize,
        /// How many must.
        needed: usize,
    },
}

impl Evidence {
    /// Why the document handed in last was not taken, when that is what this shows.
    pub const fn refused_document(&self) -> Option<DocumentRefusal> {
        match self {
            Self::RefusedDocument { refusal, .. } => Some(*refusal),
            Self::Registration { .. }
            | Self::Register { .. }
            | Self::Extract { .. }
            | Self::Identified { .. }
            | Self::Staff { .. }
            | Self::Signed { .. } => None,
        }
    }
}

/// What is known of every check of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Checklist(BTreeMap<Check, CheckState>);

impl Checklist {
    /// The checklist of a case that has just started.
    pub fn new(rules: &Rules, case: &Circumstances) -> Self {
        let mut checklist = Self(Check::ALL.into_iter().map(|check| (check, CheckState::NotNeeded)).collect());
        checklist.reassess(rules, case);
        checklist
    }

    /// What is known of a check.
    pub fn state(&self, check: Check) -> &CheckState {
        self.0.get(&check).unwrap_or(&CheckState::NotNeeded)
    }

    /// Every check with its state, in the order of the tracker.
    pub fn iter(&self) -> impl Iterator<Item = (Check, &CheckState)> {
        Check::ALL.into_iter().map(|check| (check, self.state(check)))
    }

    /// Puts down what is now known of a check.
    pub fn put(&mut self, check: Check, state: CheckState) {
        self.0.insert(check, state);
    }

    /// Asks the rules anew: what became needed waits, what is no longer needed is put aside.
    pub fn reassess(&mut self, rules: &Rules, case: &Circumstances) {
        for check in Check::ALL {
            let needed = rules.needs(check, case);
            let known = *self.state(check) != CheckState::NotNeeded;
            if needed && !known {
                self.put(check, CheckState::waiting(rules.by(check)));
            } else if !needed && known {
                self.put(check, CheckState::NotNeeded);
            }
        }
    }

    /// What rested on a section that has changed must be looked at again.
    pub fn reopen(&mut self, rules: &Rules, section: Section) {
        for check in Check::ALL.into_iter().filter(|check| rules.rests_on(*check, section)) {
            if matches!(self.state(check), CheckState::Passed { .. } | CheckState::Failed { .. }) {
                self.put(check, CheckState::waiting(rules.by(check)));
            }
        }
    }

    /// What failed gets another chance: the customer hands in again.
    pub fn retry_failed(&mut self, rules: &Rules) {
        for check in Check::ALL {
            if matches!(self.state(check), CheckState::Failed { .. }) {
                self.put(check, CheckState::waiting(rules.by(check)));
            }
        }
    }

    /// The checks that are not yet right, in the order of the tracker.
    pub fn open(&self) -> Vec<Check> {
        let open = |state: &CheckState| matches!(state, CheckState::Waiting { .. } | CheckState::Failed { .. });
        self.iter().filter(|(_, state)| open(state)).map(|(check, _)| check).collect()
    }

    /// Whether anything waits for somebody.
    pub fn waits(&self, whom: impl Fn(WaitingFor) -> bool) -> bool {
        self.0.values().any(|state| matches!(state, CheckState::Waiting { waiting_for, .. } if whom(*waiting_for)))
    }

    /// Whether the next move is the desk's: something waits there, or nothing waits at all and a decision is due.
    pub fn is_at_the_desk(&self) -> bool {
        self.waits(WaitingFor::at_the_desk) || !self.waits(|_| true)
    }
}

impl CheckState {
    /// Waiting for somebody, nothing having been wrong.
    pub const fn waiting(waiting_for: WaitingFor) -> Self {
        Self::Waiting { waiting_for, reason: None, evidence: None }
    }

    /// Waiting for the customer to mend something.
    pub const fn to_mend(reason: Reason, evidence: Option<Evidence>) -> Self {
        Self::Waiting { waiting_for: WaitingFor::Customer, reason: Some(reason), evidence }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_on_the_wire_are_the_names_in_the_paths() {
        for check in Check::ALL {
            assert_eq!(serde_json::to_value(check).unwrap(), check.name());
        }
    }

    #[test]
    fn the_desk_is_next_when_something_waits_there_or_nothing_waits() {
        let mut checklist = Checklist(BTreeMap::new());
        assert!(checklist.is_at_the_desk());
        checklist.put(Check::ExtractInDate, CheckState::waiting(WaitingFor::Customer));
        assert!(!checklist.is_at_the_desk());
        checklist.put(Check::FormSigned, CheckState::waiting(WaitingFor::Representative));
        assert!(!checklist.is_at_the_desk(), "a signature comes by itself");
        checklist.put(Check::UserIdentity, CheckState::waiting(WaitingFor::Staff));
        assert!(checklist.is_at_the_desk());
        assert_eq!(checklist.open(), [Check::UserIdentity, Check::ExtractInDate, Check::FormSigned]);
    }
}
