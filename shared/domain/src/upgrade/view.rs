//! An upgrade as it stands on the wire: what the customer's tracker and the desk's case show (S45: the desk sees its colleagues' notes, the
//! customer does not).

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::{DocumentKind, DocumentRefusal};
use crate::ids::{AccountId, DocumentId, MeansId, OrganisationId, UpgradeId};
use crate::kvk_number::KvkNumber;
use crate::level::AssuranceLevel;
use crate::means::Registration;
use crate::name::Note;
use crate::upgrade::checklist::{Check, CheckState, Evidence, WaitingFor};
use crate::upgrade::consult::RegisterView;
use crate::upgrade::data::{Data, known};
use crate::upgrade::identification::{IdentificationView, SeenField};
use crate::upgrade::refusal::Reason;
use crate::upgrade::rules::{Need, Section};
use crate::upgrade::signing::SigningView;
use crate::upgrade::stage::{Stage, StageName};
use crate::upgrade::timeline::{Entry, EntryView};
use crate::upgrade::{ExtractView, Refusal, Upgrade};

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Somebody of the organisation.
    Customer,
    /// Somebody of the desk.
    Staff,
}

/// An upgrade, as it stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UpgradeView {
    /// Its id.
    pub upgrade_id: UpgradeId,
    /// Send this back with whatever is done next: it tells whether somebody came between.
    pub version: u64,
    /// The organisation it belongs to.
    pub organisation_id: OrganisationId,
    /// The means it raises.
    pub means: MeansName,
    /// Who holds that means, and so who can activate it.
    pub holder: AccountId,
    /// The level it starts from; absent for a first application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_level: Option<AssuranceLevel>,
    /// The level it leads to.
    pub target_level: AssuranceLevel,
    /// Where it stands.
    pub stage: StageName,
    /// When it began.
    pub started_at: Timestamp,
    /// Who began it.
    pub started_by: AccountId,
    /// What was filled in.
    pub data: Data,
    /// What is asked for this level, in the order of the rule table.
    pub asked: Vec<Asked>,
    /// The documents this case asks for, whether or not they came in yet.
    #[serde(default)]
    pub documents_asked: Vec<DocumentKind>,
    /// The extract that was let in last: its seal, what it says, and how that compares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extract: Option<ExtractView>,
    /// The extracts of companies that are directors here, one of each.
    pub officials_extracts: Vec<ExtractView>,
    /// What the register said of the organisation; absent until it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<RegisterView>,
    /// What is known of each check.
    pub checks: Vec<CheckView>,
    /// Why the desk gave it back; only at that stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<RefusalView>,
    /// The activation code that was mailed; only at that stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activation: Option<ActivationView>,
    /// By when the desk decides; absent while the next move is the customer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_for: Option<Date>,
    /// Being identified; absent until somebody was invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identification: Option<IdentificationView>,
    /// Who must sign, and who did; absent until somebody was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing: Option<SigningView>,
    /// What it costs, from when it was handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<crate::price::Quote>,
    /// What happened, oldest first.
    pub timeline: Vec<EntryView>,
}

/// A means, by id and by the number on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MeansName {
    /// Its id.
    pub means_id: MeansId,
    /// Its number.
    pub number: String,
}

/// One field that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// The section.
    pub section: Section,
    /// The field's name in that section.
    pub field: String,
    /// How much it is needed.
    pub need: Need,
    /// Whether this case cannot go on without it: also a conditional one, once its condition holds.
    pub needed: bool,
    /// What is registered under it, for checking instead of typing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
}

/// The name of a check's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CheckStateName {
    /// This case does not need it.
    NotNeeded,
    /// Somebody has to act.
    Waiting,
    /// It is right.
    Passed,
    /// It is not right.
    Failed,
}

/// What is known of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    /// Which.
    pub check: Check,
    /// Where it stands.
    pub state: CheckStateName,
    /// Who has to act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_for: Option<WaitingFor>,
    /// Until when that is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// What is wrong, or was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<EvidenceView>,
    /// Since when it stands so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
}

/// What shows that a check is right or wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum EvidenceView {
    /// What was entered beside what is registered.
    Registration {
        /// JSON pointers, in the data, of the fields that differ.
        differing: Vec<String>,
    },
    /// An extract that was read by machine.
    Extract {
        /// The document.
        document_id: DocumentId,
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
        document_id: DocumentId,
        /// Why it was not taken.
        refusal: DocumentRefusal,
    },
    /// Everybody was seen.
    Identified {
        /// What differs; nothing when it matches.
        differing: Vec<SeenField>,
    },
    /// Somebody of the desk looked.
    Staff {
        /// What he wrote down; for the desk only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Note>,
    },
    /// Enough signed, in the room or in pen.
    Signed {
        /// How many did.
        signed: usize,
        /// How many must.
        needed: usize,
    },
}

/// Why the desk gave it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RefusalView {
    /// The reason from the list.
    pub reason: Reason,
    /// In the desk's own words.
    pub text: Note,
    /// When.
    pub at: Timestamp,
}

/// The activation code that was mailed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ActivationView {
    /// When.
    pub mailed_at: Timestamp,
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// How often it may still be tried.
    pub tries_left: u8,
}

impl Upgrade {
    /// The upgrade as `viewer` sees it. `timeline` comes oldest first.
    pub fn view(
        &self,
        registration: &Registration,
        timeline: Vec<Entry>,
        viewer: Viewer,
    ) -> Result<UpgradeView, Refusal> {
        let rules = self.rules()?;
        let case = self.circumstances();
        let asked = rules.fields(self.target_level).filter(|(rule, _)| Data::has_room(rule.section, &rule.field));
        let (refusal, activation, promised_for) = match &self.stage {
            Stage::Refused(refused) => {
                let refusal = RefusalView { reason: refused.reason, text: refused.text.clone(), at: refused.at };
                (Some(refusal), None, None)
            }
            Stage::Approved(approved) => {
                let activation = approved.activation.as_ref().map(|activation| ActivationView {
                    mailed_at: activation.mailed_at,
                    expires_at: activation.expires_at,
                    tries_left: activation.tries_left,
                });
                (None, activation, None)
            }
            Stage::InReview(review) => (None, None, review.promised_for),
            Stage::Draft | Stage::Active(_) | Stage::Cancelled(_) => (None, None, None),
        };
        Ok(UpgradeView {
            upgrade_id: self.id.clone(),
            version: self.revision,
            organisation_id: self.organisation.clone(),
            means: MeansName { means_id: self.means.clone(), number: self.means_number.clone() },
            holder: self.holder.clone(),
            from_level: self.from_level,
            target_level: self.target_level,
            stage: self.stage.name(),
            started_at: self.started_at,
            started_by: self.started_by.clone(),
            data: self.data.clone(),
            register: self.register.as_ref().map(RegisterView::of),
            extract: self.extract_view(),
            officials_extracts: self.officials_extracts_view(),
            documents_asked: self.documents_asked()?,
            asked: asked
                .map(|(rule, need)| Asked {
                    section: rule.section,
                    field: rule.field.clone(),
                    need,
                    needed: rule.is_needed(&case),
                    known: known(registration, rule.section, &rule.field),
                })
                .collect(),
            checks: self
                .checklist
                .iter()
                .map(|(check, state)| check_view(check, state, self.expected(rules, check, state), viewer))
                .collect(),
            refusal,
            activation,
            promised_for,
            identification: self.identification_view(viewer)?,
            signing: self.signing.view(self.fingerprint()),
            quote: self.quote.clone(),
            timeline: timeline.into_iter().map(EntryView::from).collect(),
        })
    }
}

fn check_view(check: Check, state: &CheckState, until: Option<Date>, viewer: Viewer) -> CheckView {
    let plain =
        |state| CheckView { check, state, waiting_for: None, until: None, reason: None, evidence: None, at: None };
    match state {
        CheckState::NotNeeded => plain(CheckStateName::NotNeeded),
        CheckState::Waiting { waiting_for, reason, evidence } => CheckView {
            waiting_for: Some(*waiting_for),
            until,
            reason: *reason,
            evidence: evidence.as_ref().map(|evidence| evidence_view(evidence, viewer)),
            ..plain(CheckStateName::Waiting)
        },
        CheckState::Passed { at, evidence } => CheckView {
            evidence: Some(evidence_view(evidence, viewer)),
            at: Some(*at),
            ..plain(CheckStateName::Passed)
        },
        CheckState::Failed { at, reason, evidence } => CheckView {
            reason: Some(*reason),
            evidence: Some(evidence_view(evidence, viewer)),
            at: Some(*at),
            ..plain(CheckStateName::Failed)
        },
    }
}

fn evidence_view(evidence: &Evidence, viewer: Viewer) -> EvidenceView {
    match evidence {
        Evidence::Registration { differing } => EvidenceView::Registration { differing: differing.clone() },
        Evidence::Extract { document, kvk_number, made_on } => {
            EvidenceView::Extract { document_id: document.clone(), kvk_number: kvk_number.clone(), made_on: *made_on }
        }
        Evidence::Register { kvk_number, as_of } => {
            EvidenceView::Register { kvk_number: kvk_number.clone(), as_of: *as_of }
        }
        Evidence::RefusedDocument { document, refusal } => {
            EvidenceView::RefusedDocument { document_id: document.clone(), refusal: *refusal }
        }
        Evidence::Identified { differing } => EvidenceView::Identified { differing: differing.clone() },
        Evidence::Staff { note, .. } => EvidenceView::Staff { note: (viewer == Viewer::Staff).then(|| note.clone()) },
        Evidence::Signed { signed, needed, .. } => EvidenceView::Signed { signed: *signed, needed: *needed },
    }
}
