//! What happens to an upgrade when a document for it comes in, and when it was looked at (S48-S50).

use jiff::Timestamp;
use jiff::civil::Date;

use crate::audit::Actor;
use crate::chance::Chance;
use crate::days;
use crate::document::{Announced, Document, DocumentRefusal, DocumentState, Finding};
use crate::effect::Effect;
use crate::extract::ExtractRead;
use crate::ids::{AccountId, DocumentId};
use crate::kvk_number::KvkNumber;
use crate::upgrade::checklist::{Check, CheckState, Evidence, WaitingFor};
use crate::upgrade::refusal::{Reason, Refusal};
use crate::upgrade::rules::{Rules, Section};
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Deciding, Stage, Upgrade, Verb};

impl Upgrade {
    /// The customer announces a document: it is expected from here on, if what he says of it can be true.
    pub fn announce(
        &self,
        announced: Announced,
        by: &AccountId,
        now: Timestamp,
        chance: &dyn Chance,
    ) -> Result<Document, Refusal> {
        self.stage.admit(Verb::HandInDocument)?;
        let faults = announced.faults();
        if !faults.is_empty() {
            return Err(Refusal::Incomplete(faults));
        }
        Ok(Document {
            id: DocumentId::new(now, chance),
            upgrade: self.id.clone(),
            organisation: self.organisation.clone(),
            kind: announced.kind,
            file_name: announced.file_name,
            content_type: announced.content_type,
            size: announced.size,
            state: DocumentState::AwaitingUpload,
            requested_at: now,
            requested_by: by.clone(),
        })
    }

    /// A document came in and is about to be looked at.
    pub fn document_received(self, document: &Document, now: Timestamp) -> Result<Decided, Refusal> {
        let rules = self.rules()?;
        let mut deciding = self.begin(now)?;
        // One that waits for staff to read it, or was accepted, is not put aside for another of which nothing is known yet.
        if matches!(
            deciding.upgrade.checklist.state(Check::ExtractInDate),
            CheckState::Waiting { waiting_for: WaitingFor::Customer, .. } | CheckState::Failed { .. }
        ) {
            deciding.upgrade.checklist.put(Check::ExtractInDate, CheckState::waiting(WaitingFor::Balie));
        }
        deciding.tell(By::Customer, What::DocumentReceived { document_id: document.id.clone() });
        deciding.settle(rules);
        Ok(deciding.finish(Actor::Balie, Verb::HandInDocument.name(), "received"))
    }

    /// A document was looked at. Gives what becomes of the document along with what becomes of the upgrade: a harmless extract that is
    /// fresh and of this organisation passes its check by itself; an old one or another company's is not taken, in words; one that no
    /// machine can read goes before staff.
    pub fn document_judged(
        self,
        document: Document,
        finding: Finding,
        own: &KvkNumber,
        now: Timestamp,
    ) -> Result<(Document, Decided), Refusal> {
        let rules = self.rules()?;
        let handed_in = self.handed_in_on(&document);
        let mut deciding = self.begin(now)?;
        let document = match finding {
            Finding::Refused(reason) => deciding.refuse_document(document, reason, None),
            Finding::Harmless(None) => deciding.release_unread(document, rules),
            Finding::Harmless(Some(read)) => match fault_of(&read, own, handed_in, rules) {
                Some(reason) => deciding.refuse_document(document, reason, Some(read)),
                None => deciding.release_read(document, read, rules),
            },
        };
        deciding.settle(rules);
        let result = if document.is_released() { "released" } else { "refused" };
        Ok((document, deciding.finish(Actor::Balie, Verb::HandInDocument.name(), result)))
    }

    /// The day an extract is held to: the day it was handed in or, when that was earlier, the day of submission.
    fn handed_in_on(&self, document: &Document) -> Date {
        let requested = days::amsterdam(document.requested_at);
        match &self.stage {
            Stage::InReview(review) => requested.max(days::amsterdam(review.submitted_at)),
            Stage::Draft | Stage::Refused(_) | Stage::Approved(_) | Stage::Active(_) | Stage::Cancelled(_) => requested,
        }
    }

    fn begin(self, now: Timestamp) -> Result<Deciding, Refusal> {
        self.stage.admit(Verb::HandInDocument)?;
        // Staff must not approve on evidence that was replaced under their eyes; a customer who is filling in is not disturbed.
        let in_review = matches!(self.stage, Stage::InReview(_));
        let deciding = Deciding::on(self, now);
        Ok(if in_review { deciding.revised() } else { deciding })
    }
}

/// What is wrong with an extract that could be read.
fn fault_of(read: &ExtractRead, own: &KvkNumber, handed_in: Date, rules: &Rules) -> Option<DocumentRefusal> {
    let age = days::between(read.made_on, handed_in);
    if read.kvk_number != *own {
        Some(DocumentRefusal::ExtractOfAnotherCompany)
    } else if age < 0 {
        Some(DocumentRefusal::ExtractFromTheFuture)
    } else if age > rules.extract_max_age_days {
        Some(DocumentRefusal::ExtractTooOld)
    } else {
        None
    }
}

impl Deciding {
    fn refuse_document(&mut self, document: Document, reason: DocumentRefusal, read: Option<ExtractRead>) -> Document {
        let checklist = &mut self.upgrade.checklist;
        // An extract that was accepted before stays accepted when a second one is no good.
        if matches!(
            checklist.state(Check::ExtractInDate),
            CheckState::Waiting { waiting_for: WaitingFor::Balie | WaitingFor::Customer, .. }
                | CheckState::Failed { .. }
        ) {
            let evidence = Evidence::RefusedDocument { document: document.id.clone(), refusal: reason };
            checklist.put(Check::ExtractInDate, CheckState::to_mend(Reason::from(reason), Some(evidence)));
            // While filling in, the customer sees it happen; later he has to be told.
            if matches!(self.upgrade.stage, Stage::InReview(_)) {
                self.effect(|organisation, upgrade| Effect::TellSomethingMissing { organisation, upgrade });
            }
        }
        self.tell(By::Balie, What::DocumentRefused { document_id: document.id.clone(), reason });
        document.refused(reason, read, self.now)
    }

    fn release_unread(&mut self, document: Document, rules: &Rules) -> Document {
        let checklist = &mut self.upgrade.checklist;
        if matches!(checklist.state(Check::ExtractInDate), CheckState::Waiting { .. } | CheckState::Failed { .. }) {
            checklist.put(Check::ExtractInDate, CheckState::waiting(WaitingFor::Staff));
            checklist.reopen(rules, Section::Documents);
        }
        self.tell(By::Balie, What::DocumentReleased { document_id: document.id.clone(), read: false });
        document.released(None, self.now)
    }

    fn release_read(&mut self, document: Document, read: ExtractRead, rules: &Rules) -> Document {
        let checklist = &mut self.upgrade.checklist;
        if *checklist.state(Check::ExtractInDate) != CheckState::NotNeeded {
            let evidence = Evidence::Extract {
                document: document.id.clone(),
                kvk_number: read.kvk_number.clone(),
                made_on: read.made_on,
            };
            checklist.put(Check::ExtractInDate, CheckState::Passed { at: self.now, evidence });
            checklist.reopen(rules, Section::Documents);
        }
        self.tell(By::Balie, What::DocumentReleased { document_id: document.id.clone(), read: true });
        document.released(Some(read), self.now)
    }
}
