//! What happens to an upgrade when a document for it comes in, and when it was looked at (S48-S50).

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::audit::Actor;
use crate::chance::Chance;
use crate::days;
use crate::document::{Announced, Document, DocumentKind, DocumentRefusal, DocumentState, Finding};
use crate::effect::{DocumentEffect, Effect};
use crate::extract::{
    Compared, ExtractRead, ExtractSeen, Held, SealVerdict, StaffReason, Verdict, because_of_official, verdict,
};
use crate::ids::{AccountId, DocumentId};
use crate::kvk_number::KvkNumber;
use crate::power::NotEnough;
use crate::power::rules::Strength;
use crate::register::Who;
use crate::upgrade::checklist::{Check, CheckState, Evidence, WaitingFor};
use crate::upgrade::refusal::{Fault, Reason, Refusal};
use crate::upgrade::rules::{Rules, Section};
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Deciding, Stage, Upgrade, Verb};

/// How many extracts of companies that are officials stay with a case at once; documents themselves are all kept.
const MOST_OFFICIALS_EXTRACTS: usize = 8;

/// The extract that was let in last, as it was seen. Personal, so sealed at rest (S58).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExtractOnFile {
    /// The document.
    pub document: DocumentId,
    /// The day its age is counted from.
    pub handed_in: Date,
    /// What it was seen to be.
    pub seen: ExtractSeen,
}

/// A paper that shows a mandate: the decision that gives it, or the declaration of whoever signs by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mandate {
    /// The document.
    pub document: DocumentId,
    /// Which of the two it is.
    pub kind: DocumentKind,
}

/// The extract on file as its organisation and the desk see it: the seal, what it says, and how that compares with what was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExtractView {
    /// The document.
    pub document_id: DocumentId,
    /// What is known of its seal.
    pub seal: SealVerdict,
    /// What it says; absent when no machine can read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<ExtractRead>,
    /// Why a person must look at it; nothing when it was accepted by itself.
    pub because: Vec<StaffReason>,
    /// Each representative beside the official he resembles.
    pub compared: Vec<Compared>,
}

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
            extract: None,
            of_official: false,
            requested_at: now,
            requested_by: by.clone(),
        })
    }

    /// A document came in and is about to be looked at.
    pub fn document_received(self, document: &Document, now: Timestamp) -> Result<Decided, Refusal> {
        let rules = self.rules()?;
        let mut deciding = self.begin(now)?;
        // One that waits for staff to read it, or was accepted, is not put aside for another of which nothing is known yet.
        let asked = matches!(
            deciding.upgrade.checklist.state(Check::ExtractInDate),
            CheckState::Waiting { waiting_for: WaitingFor::Customer, .. } | CheckState::Failed { .. }
        );
        if asked && document.kind == DocumentKind::KvkExtract {
            deciding.upgrade.checklist.put(Check::ExtractInDate, CheckState::waiting(WaitingFor::Balie));
        }
        deciding.tell(By::Customer, What::DocumentReceived { document_id: document.id.clone(), kind: document.kind });
        deciding.settle(rules);
        Ok(deciding.finish(Actor::Balie, Verb::HandInDocument.name(), "received"))
    }

    /// A document was looked at. Gives what becomes of the document along with what becomes of the upgrade.
    ///
    /// An extract that is sealed, fresh and of this organisation passes its check by itself and, if it says of those named what was entered,
    /// the check of their power too. One that was altered, an old one or another company's is not taken, in words. One without a seal, or
    /// whose seal is not established, or that no machine can read, goes before staff with the reason. That of a company which is itself a
    /// director is taken beside the own one and goes before staff; it says nothing of the own one's date (domain.md 1.3).
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
        let document = match (document.kind, finding) {
            (_, Finding::Refused(reason)) => deciding.refuse_document(document, reason, None),
            (DocumentKind::KvkExtract, Finding::Harmless(seen)) => {
                let seen = seen.map_or(ExtractSeen { seal: SealVerdict::Unsealed, read: None }, |seen| *seen);
                let on_file = ExtractOnFile { document: document.id.clone(), handed_in, seen };
                let officials = deciding.upgrade.companies_that_act();
                let held = deciding.upgrade.held(&on_file, own, &officials, rules)?;
                let of_official = on_file.seen.read.as_ref().is_some_and(|read| held.is_of_official(read));
                match verdict(&on_file.seen.seal, on_file.seen.read.as_ref(), held) {
                    Verdict::Refused(reason) if of_official => {
                        deciding.leave_own_extract(rules);
                        deciding.turn_away(document, reason, Some(on_file.seen))
                    }
                    Verdict::Accepted(_) | Verdict::Staff { .. } if of_official => {
                        deciding.release_officials_extract(document, on_file, rules)
                    }
                    Verdict::Refused(reason) => deciding.refuse_document(document, reason, Some(on_file.seen)),
                    Verdict::Accepted(_) | Verdict::Staff { .. } => deciding.release_extract(document, on_file, rules),
                }
            }
            (
                DocumentKind::IdCopy | DocumentKind::MandateDecision | DocumentKind::SelfDeclaration,
                Finding::Harmless(_),
            ) => deciding.release_paper(document, rules),
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

    /// What an extract must fit, for those who are named now.
    fn held<'a>(
        &'a self,
        on_file: &ExtractOnFile,
        own: &'a KvkNumber,
        officials: &'a [KvkNumber],
        rules: &Rules,
    ) -> Result<Held<'a>, Refusal> {
        Ok(Held {
            own,
            officials,
            handed_in: on_file.handed_in,
            max_age_days: rules.extract_max_age_days,
            level: self.target_level,
            named: &self.data.representatives,
            powers: self.power_rules().ok_or(Refusal::RulesUnknown)?,
        })
    }

    /// The companies that act for the organisation: by the register, by its own extract, and by theirs, upward (domain.md 1.3).
    fn companies_that_act(&self) -> Vec<KvkNumber> {
        let company = self.register.as_ref().and_then(|facts| facts.answer.company());
        let registered = company.into_iter().flat_map(|company| company.officials.entries());
        let registered = registered.filter_map(|entry| match &entry.who {
            Who::Company { kvk_number, .. } => kvk_number.clone(),
            Who::Person { .. } => None,
        });
        let read = self.extract.iter().chain(&self.officials_extracts).filter_map(|on_file| on_file.seen.read.as_ref());
        let printed = read.flat_map(|read| &read.officials).filter_map(|official| official.kvk_number.clone());
        registered.chain(printed).collect()
    }

    /// What follows from the extract on file. It was taken, so its company was right then.
    fn weigh_on_file(&self, rules: &Rules) -> Option<Verdict> {
        let on_file = self.extract.as_ref()?;
        let own = on_file.seen.read.as_ref().map(|read| read.kvk_number.clone())?;
        let held = self.held(on_file, &own, &[], rules).ok()?;
        Some(verdict(&on_file.seen.seal, on_file.seen.read.as_ref(), held))
    }

    /// Looks again at the extract on file after those named were changed: it may say now what was entered, or no longer.
    pub(super) fn check_extract(&mut self, rules: &Rules, now: Timestamp) {
        let Some((on_file, verdict)) = self.extract.clone().zip(self.weigh_on_file(rules)) else { return };
        // Who signs by a mandate is looked at by a person, whatever an extract says of the others.
        let by_mandate = self.circumstances().signer_not_in_register && self.says_not_in_register();
        let accepted = matches!(verdict, Verdict::Accepted(_)) && !by_mandate;
        let check = Check::PowerToRepresent;
        match self.checklist.state(check) {
            CheckState::Waiting { waiting_for: WaitingFor::Staff, .. } if accepted => {
                if let Some(evidence) = on_file.evidence() {
                    self.checklist.put(check, CheckState::Passed { at: now, evidence });
                }
            }
            CheckState::Passed { evidence: Evidence::Extract { .. }, .. } if !accepted => {
                self.checklist.put(check, CheckState::waiting(rules.by(check)));
            }
            CheckState::NotNeeded
            | CheckState::Waiting { .. }
            | CheckState::Passed { .. }
            | CheckState::Failed { .. } => {}
        }
    }

    /// The extract on file, for those who may see the case.
    pub(super) fn extract_view(&self) -> Option<ExtractView> {
        let on_file = self.extract.as_ref()?;
        let unread = || Verdict::Staff { because: vec![StaffReason::NotReadable], compared: Vec::new() };
        let (because, compared) = match self.weigh_on_file(self.rules().ok()?).unwrap_or_else(unread) {
            Verdict::Accepted(compared) => (Vec::new(), compared),
            Verdict::Staff { because, compared } => (because, compared),
            Verdict::Refused(_) => (vec![StaffReason::NotReadable], Vec::new()),
        };
        let ExtractSeen { seal, read } = on_file.seen.clone();
        Some(ExtractView { document_id: on_file.document.clone(), seal, read, because, compared })
    }

    /// The extracts of companies that are officials, for those who may see the case.
    pub(super) fn officials_extracts_view(&self) -> Vec<ExtractView> {
        let view = |on_file: &ExtractOnFile| {
            let ExtractSeen { seal, read } = on_file.seen.clone();
            let because = read.as_ref().map(|read| because_of_official(&seal, read)).unwrap_or_default();
            ExtractView { document_id: on_file.document.clone(), seal, read, because, compared: Vec::new() }
        };
        self.officials_extracts.iter().map(view).collect()
    }

    /// The kinds of document this case asks for.
    pub(super) fn documents_asked(&self) -> Result<Vec<DocumentKind>, Refusal> {
        let (rules, case) = (self.rules()?, self.circumstances());
        let asked = |kind: &DocumentKind| match kind {
            DocumentKind::KvkExtract => *self.checklist.state(Check::ExtractInDate) != CheckState::NotNeeded,
            DocumentKind::IdCopy => rules.needs_field(Section::User, "identityDocumentCopy", &case),
            DocumentKind::MandateDecision => rules.needs_field(Section::Documents, "mandateDecision", &case),
            DocumentKind::SelfDeclaration => {
                self.says_not_in_register() && rules.needs_field(Section::Documents, "selfDeclaration", &case)
            }
        };
        Ok(DocumentKind::ALL.into_iter().filter(asked).collect())
    }

    /// Whether a copy of the user's identity document is still missing where the rules ask for one.
    pub(super) fn id_copy_missing(&self, rules: &Rules) -> bool {
        rules.needs_field(Section::User, "identityDocumentCopy", &self.circumstances()) && self.id_copies.is_empty()
    }
}

impl Upgrade {
    /// Whether somebody who is named signs by a mandate, as it was said.
    fn says_not_in_register(&self) -> bool {
        self.data.representatives.iter().any(|one| one.not_in_register)
    }

    /// What keeps somebody who signs by a mandate from being handed in: the decision that gives it or his own declaration is missing, or the
    /// level takes no limited powers at all, and a mandate is one (domain.md 1.2, 2.1).
    pub(super) fn mandate_faults(&self, rules: &Rules) -> Vec<Fault> {
        let case = self.circumstances();
        if !(case.signer_not_in_register && self.says_not_in_register()) {
            return Vec::new();
        }
        let limits = self.power_rules().map(|table| table.count(Strength::Limited, self.target_level, 1));
        if limits == Some(Err(NotEnough::LimitsNotAllowed)) {
            let named = self.data.representatives.iter().enumerate().filter(|(_, one)| one.not_in_register);
            let fault = |at| Fault::at(format!("/representatives/{at}/notInRegister"), "limits-not-allowed");
            return named.map(|(at, _)| fault(at)).collect();
        }
        let asked = [
            (DocumentKind::MandateDecision, "mandateDecision", "mandate-missing"),
            (DocumentKind::SelfDeclaration, "selfDeclaration", "declaration-missing"),
        ];
        let missing = asked.into_iter().filter(|(kind, field, _)| {
            rules.needs_field(Section::Documents, field, &case) && !self.mandates.iter().any(|one| one.kind == *kind)
        });
        missing.map(|(_, _, code)| Fault::at("/documents", code)).collect()
    }
}

impl ExtractOnFile {
    fn evidence(&self) -> Option<Evidence> {
        let read = self.seen.read.as_ref()?;
        let (document, kvk_number) = (self.document.clone(), read.kvk_number.clone());
        Some(Evidence::Extract { document, kvk_number, made_on: read.made_on })
    }
}

impl Deciding {
    fn refuse_document(&mut self, document: Document, reason: DocumentRefusal, seen: Option<ExtractSeen>) -> Document {
        let checklist = &mut self.upgrade.checklist;
        let waits = matches!(
            checklist.state(Check::ExtractInDate),
            CheckState::Waiting { waiting_for: WaitingFor::Balie | WaitingFor::Customer, .. }
                | CheckState::Failed { .. }
        );
        // An extract that was accepted before stays accepted when a second one is no good.
        if waits && document.kind == DocumentKind::KvkExtract {
            let evidence = Evidence::RefusedDocument { document: document.id.clone(), refusal: reason };
            checklist.put(Check::ExtractInDate, CheckState::to_mend(Reason::from(reason), Some(evidence)));
            // While filling in, the customer sees it happen; later he has to be told.
            if matches!(self.upgrade.stage, Stage::InReview(_)) {
                self.effect(|organisation, upgrade| Effect::TellSomethingMissing { organisation, upgrade });
            }
        }
        self.turn_away(document, reason, seen)
    }

    fn turn_away(&mut self, document: Document, reason: DocumentRefusal, seen: Option<ExtractSeen>) -> Document {
        let (document_id, kind) = (document.id.clone(), document.kind);
        self.tell(By::Balie, What::DocumentRefused { document_id, reason, kind });
        document.refused(reason, seen, self.now)
    }

    /// What came in was not the own extract: if that was being waited for, it still is.
    fn leave_own_extract(&mut self, rules: &Rules) {
        let (checklist, check) = (&mut self.upgrade.checklist, Check::ExtractInDate);
        if matches!(checklist.state(check), CheckState::Waiting { waiting_for: WaitingFor::Balie, .. }) {
            checklist.put(check, CheckState::waiting(rules.by(check)));
        }
    }

    /// The extract of a company that is an official is let in: staff weigh it with the power of those named, and look again when they did
    /// before.
    fn release_officials_extract(&mut self, document: Document, on_file: ExtractOnFile, rules: &Rules) -> Document {
        self.leave_own_extract(rules);
        if *self.upgrade.checklist.state(Check::ExtractInDate) != CheckState::NotNeeded {
            self.upgrade.checklist.reopen(rules, Section::Documents);
        }
        let seen = on_file.seen.clone();
        let company = |one: &ExtractOnFile| one.seen.read.as_ref().map(|read| read.kvk_number.clone());
        let number = company(&on_file);
        let on_files = &mut self.upgrade.officials_extracts;
        on_files.retain(|one| company(one) != number);
        // A chain of companies longer than this is for the desk to ask about; the case must stay small enough to keep.
        if on_files.len() >= MOST_OFFICIALS_EXTRACTS {
            on_files.remove(0);
        }
        on_files.push(on_file);
        self.upgrade.check_extract(rules, self.now);
        let (document_id, kind) = (document.id.clone(), document.kind);
        self.tell(By::Balie, What::DocumentReleased { document_id, read: false, kind });
        Document { of_official: true, ..document.released(Some(seen), self.now) }
    }

    /// An extract is let in: it is the one on file from here on. Sealed and in date it needs nobody to look at its date; whether those named
    /// may sign is looked at beside that.
    fn release_extract(&mut self, document: Document, on_file: ExtractOnFile, rules: &Rules) -> Document {
        let sealed = matches!(on_file.seen.seal, SealVerdict::Intact { .. });
        let evidence = on_file.evidence();
        let checklist = &mut self.upgrade.checklist;
        let known = checklist.state(Check::ExtractInDate).clone();
        let machine_read = evidence.is_some();
        match (evidence, sealed) {
            _ if known == CheckState::NotNeeded => {}
            (Some(evidence), true) => {
                checklist.put(Check::ExtractInDate, CheckState::Passed { at: self.now, evidence });
                checklist.reopen(rules, Section::Documents);
            }
            // What was accepted stays accepted when another one comes in that a person would have to read.
            (evidence, _) if !matches!(known, CheckState::Passed { .. }) => {
                let waiting_for = WaitingFor::Staff;
                let state = CheckState::Waiting { waiting_for, reason: None, evidence };
                checklist.put(Check::ExtractInDate, state);
                checklist.reopen(rules, Section::Documents);
            }
            _ => {}
        }
        let seen = on_file.seen.clone();
        self.upgrade.extract = Some(on_file);
        self.upgrade.check_extract(rules, self.now);
        let (document_id, kind) = (document.id.clone(), document.kind);
        self.tell(By::Balie, What::DocumentReleased { document_id, read: machine_read && sealed, kind });
        document.released(Some(seen), self.now)
    }

    /// A copy of an identity document, articles, a mandate: a person reads them.
    fn release_paper(&mut self, document: Document, rules: &Rules) -> Document {
        match document.kind {
            DocumentKind::IdCopy => {
                self.upgrade.id_copies.push(document.id.clone());
                let check = Check::UserIdentity;
                if matches!(self.upgrade.checklist.state(check), CheckState::Passed { .. } | CheckState::Failed { .. })
                {
                    self.upgrade.checklist.put(check, CheckState::waiting(rules.by(check)));
                }
            }
            DocumentKind::MandateDecision | DocumentKind::SelfDeclaration => {
                self.upgrade.mandates.push(Mandate { document: document.id.clone(), kind: document.kind });
                self.upgrade.checklist.reopen(rules, Section::Documents);
            }
            DocumentKind::KvkExtract => {}
        }
        let (document_id, kind) = (document.id.clone(), document.kind);
        self.tell(By::Balie, What::DocumentReleased { document_id, read: false, kind });
        document.released(None, self.now)
    }

    /// The case is decided or called off: copies of identity documents have served their purpose (S51).
    pub(super) fn forget_identity_copies(&mut self) {
        if !self.upgrade.id_copies.is_empty() {
            self.effect(|organisation, upgrade| {
                Effect::Document(DocumentEffect::DeleteIdentityCopies { organisation, upgrade })
            });
        }
    }
}
