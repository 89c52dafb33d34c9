//! The stages of an upgrade: each variant holds exactly what is true in it, and one table says which verb leads from where to where.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::name::Note;
use crate::upgrade::activation_code::Activation;
use crate::upgrade::refusal::{Reason, Refusal};

/// Where an upgrade stands, with what is true there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "kebab-case")]
pub enum Stage {
    /// The customer is filling it in.
    Draft,
    /// It was handed in and is being judged.
    InReview(InReview),
    /// Staff gave it back; the customer mends it and hands it in again.
    Refused(Refused),
    /// Everything is right; the holder has to use the activation code.
    Approved(Approved),
    /// The means works at its new level.
    Active(Active),
    /// It was called off.
    Cancelled(Cancelled),
}

/// What is true while it is being judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InReview {
    /// When it was handed in, the last time.
    pub submitted_at: Timestamp,
    /// Since when the next move is the desk's; absent while it is somebody else's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_since: Option<Timestamp>,
    /// By when the desk decides; absent while the customer has something to mend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_for: Option<Date>,
}

/// What is true after staff gave it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Refused {
    /// When.
    pub at: Timestamp,
    /// Why, from the list.
    pub reason: Reason,
    /// What the customer is told about it.
    pub text: Note,
}

/// What is true after approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Approved {
    /// When.
    pub at: Timestamp,
    /// The code that was mailed last; absent until one was, and from the moment a new one is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activation: Option<Activation>,
    /// When codes were asked for within the last day, the latest last; the approval itself asks for the first. Only the latest is still to
    /// be mailed, and of asking there is an end (S51).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes_asked: Vec<Timestamp>,
}

/// What is true after activation: an end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Active {
    /// When.
    pub at: Timestamp,
}

/// What is true after it was called off: an end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cancelled {
    /// When.
    pub at: Timestamp,
}

/// The name of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StageName {
    /// Being filled in.
    Draft,
    /// Being judged.
    InReview,
    /// Given back to be mended.
    Refused,
    /// Waiting for the activation code to be used.
    Approved,
    /// The new level works.
    Active,
    /// Called off.
    Cancelled,
}

impl StageName {
    /// Every stage, in the order a smooth case goes through them.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::InReview, Self::Refused, Self::Approved, Self::Active, Self::Cancelled];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in-review",
            Self::Refused => "refused",
            Self::Approved => "approved",
            Self::Active => "active",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing can happen to it any more.
    pub fn is_end(self) -> bool {
        Verb::ALL.into_iter().all(|verb| verb.leads_from(self).is_none())
    }
}

/// What can happen to an upgrade, by its operation's name where it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// The customer changes the data.
    Update,
    /// A document comes in, and is judged.
    HandInDocument,
    /// The customer hands it in.
    Submit,
    /// Staff write down what they found on a check.
    RecordCheck,
    /// Somebody of the desk takes the case in hand.
    Take,
    /// He lets it out of hand.
    Release,
    /// The first of two approves.
    ApproveFirst,
    /// Staff approve.
    Approve,
    /// Staff give it back.
    Refuse,
    /// Balie mails an activation code.
    MailCode,
    /// The holder asks for another code.
    RenewCode,
    /// The holder tries a code that is not right.
    TryWrongCode,
    /// The holder uses the code.
    Activate,
    /// Somebody is being identified: the partner tells of it, or the time runs.
    Identify,
    /// The customer asks for another invitation to be identified.
    InviteAgain,
    /// A contract is made of the data.
    MakeContract,
    /// The customer or the desk writes the other a message.
    WriteMessage,
    /// Nobody came back to it for months.
    Drop,
    /// The customer calls it off.
    Cancel,
    /// A signer agrees in the signing room.
    Sign,
    /// A signer will not sign.
    DeclineSigning,
    /// Staff write down a signature in pen.
    RecordPaperSignature,
    /// The customer corrects the address of a signer.
    ReplaceSigner,
    /// A signer is reminded.
    RemindSigner,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 24] = [
        Self::Update,
        Self::HandInDocument,
        Self::Submit,
        Self::RecordCheck,
        Self::Take,
        Self::Release,
        Self::ApproveFirst,
        Self::Approve,
        Self::Refuse,
        Self::MailCode,
        Self::RenewCode,
        Self::TryWrongCode,
        Self::Activate,
        Self::Identify,
        Self::InviteAgain,
        Self::MakeContract,
        Self::WriteMessage,
        Self::Drop,
        Self::Cancel,
        Self::Sign,
        Self::DeclineSigning,
        Self::RecordPaperSignature,
        Self::ReplaceSigner,
        Self::RemindSigner,
    ];

    /// The table of transitions: where a verb leads from a stage, or that it cannot be done there. Every decision asks it first.
    pub const fn leads_from(self, stage: StageName) -> Option<StageName> {
        use StageName as S;
        match (self, stage) {
            (Self::Update, S::Draft | S::Refused) => Some(stage),
            (Self::HandInDocument, S::Draft | S::InReview | S::Refused) => Some(stage),
            (Self::Submit, S::Draft | S::Refused) => Some(S::InReview),
            (Self::RecordCheck | Self::MakeContract, S::InReview) => Some(S::InReview),
            (Self::Take | Self::Release | Self::ApproveFirst, S::InReview) => Some(S::InReview),
            (Self::Approve, S::InReview) => Some(S::Approved),
            (Self::Refuse, S::InReview) => Some(S::Refused),
            (Self::MailCode | Self::RenewCode | Self::TryWrongCode, S::Approved) => Some(S::Approved),
            (Self::Activate, S::Approved) => Some(S::Active),
            (Self::Identify, S::InReview | S::Refused) => Some(stage),
            (Self::InviteAgain, S::InReview) => Some(S::InReview),
            (
                Self::Sign
                | Self::DeclineSigning
                | Self::RecordPaperSignature
                | Self::ReplaceSigner
                | Self::RemindSigner,
                S::InReview,
            ) => Some(stage),
            (Self::WriteMessage, S::Draft | S::InReview | S::Refused | S::Approved) => Some(stage),
            (Self::Cancel | Self::Drop, S::Draft | S::InReview | S::Refused | S::Approved) => Some(S::Cancelled),
            (
                Self::Update
                | Self::HandInDocument
                | Self::Submit
                | Self::RecordCheck
                | Self::Take
                | Self::Release
                | Self::ApproveFirst
                | Self::Approve
                | Self::Refuse
                | Self::MailCode
                | Self::RenewCode
                | Self::TryWrongCode
                | Self::Activate
                | Self::Identify
                | Self::InviteAgain
                | Self::MakeContract
                | Self::WriteMessage
                | Self::Drop
                | Self::Cancel
                | Self::Sign
                | Self::DeclineSigning
                | Self::RecordPaperSignature
                | Self::ReplaceSigner
                | Self::RemindSigner,
                _,
            ) => None,
        }
    }

    /// What the arrow in the diagram is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Update => "update-upgrade",
            Self::HandInDocument => "inspect-upload",
            Self::Submit => "submit-upgrade",
            Self::RecordCheck => "record-check",
            Self::Take => "take-case",
            Self::Release => "release-case",
            Self::ApproveFirst => "approve-upgrade (first of two)",
            Self::Approve => "approve-upgrade",
            Self::Refuse => "refuse-upgrade",
            Self::MailCode => "mail-activation-code",
            Self::RenewCode => "renew-activation-code",
            Self::TryWrongCode => "activate-means (wrong code)",
            Self::Activate => "activate-means",
            Self::Identify => "receive-identification",
            Self::InviteAgain => "invite-again",
            Self::MakeContract => "make-contract",
            Self::WriteMessage => "write-message",
            Self::Drop => "remind-customers (nobody came back)",
            Self::Cancel => "cancel-upgrade",
            Self::Sign => "sign-upgrade",
            Self::DeclineSigning => "decline-signing",
            Self::RecordPaperSignature => "record-paper-signature",
            Self::ReplaceSigner => "replace-signer",
            Self::RemindSigner => "remind-signer",
        }
    }
}

impl Stage {
    /// Its name.
    pub const fn name(&self) -> StageName {
        match self {
            Self::Draft => StageName::Draft,
            Self::InReview(_) => StageName::InReview,
            Self::Refused(_) => StageName::Refused,
            Self::Approved(_) => StageName::Approved,
            Self::Active(_) => StageName::Active,
            Self::Cancelled(_) => StageName::Cancelled,
        }
    }

    /// Refuses a verb that cannot be done here.
    pub fn admit(&self, verb: Verb) -> Result<(), Refusal> {
        let stage = self.name();
        verb.leads_from(stage).map(|_| ()).ok_or(Refusal::WrongStage { stage, verb })
    }

    /// The approval it has, to a verb that needs one.
    pub(crate) fn approval(&mut self, verb: Verb) -> Result<&mut Approved, Refusal> {
        let stage = self.name();
        let Self::Approved(approved) = self else { return Err(Refusal::WrongStage { stage, verb }) };
        Ok(approved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn active_and_cancelled_are_the_ends_and_every_stage_can_be_reached() {
        let ends: Vec<_> = StageName::ALL.into_iter().filter(|stage| stage.is_end()).collect();
        assert_eq!(ends, [StageName::Active, StageName::Cancelled]);
        let mut reached = vec![StageName::Draft];
        while let Some(next) = StageName::ALL.into_iter().find(|stage| {
            !reached.contains(stage)
                && reached.iter().any(|from| Verb::ALL.into_iter().any(|verb| verb.leads_from(*from) == Some(*stage)))
        }) {
            reached.push(next);
        }
        assert_eq!(reached.len(), StageName::ALL.len());
    }

    #[test]
    fn the_diagram_in_the_docs_is_the_table_in_the_code() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/flows/submit-upgrade-states.md");
        let mut arrows = String::from("    [*] --> draft: start-upgrade\n");
        for from in StageName::ALL {
            for to in StageName::ALL {
                let verbs: Vec<_> = Verb::ALL.into_iter().filter(|verb| verb.leads_from(from) == Some(to)).collect();
                for verb in verbs {
                    arrows.push_str(&format!("    {} --> {}: {}\n", state(from), state(to), verb.name()));
                }
            }
        }
        for end in StageName::ALL.into_iter().filter(|stage| stage.is_end()) {
            arrows.push_str(&format!("    {} --> [*]\n", state(end)));
        }
        let printed = format!(
            "# The stages of an upgrade\n\n\
             Printed by a test from the table of transitions in `shared/domain/src/upgrade/stage.rs`. Do not edit: change the table, \
             then run\n`BALIE_REWRITE=1 cargo test -p domain upgrade::stage`.\n\n\
             ```mermaid\nstateDiagram-v2\n{arrows}```\n"
        );
        // `BALIE_REWRITE` rewrites this file, as it does every committed file that is printed from code.
        if std::env::var_os("BALIE_REWRITE").is_some() {
            std::fs::create_dir_all(std::path::Path::new(path).parent().unwrap()).unwrap();
            std::fs::write(path, &printed).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == printed,
            "docs/flows/submit-upgrade-states.md is stale: run this test with BALIE_REWRITE=1"
        );
    }

    /// Mermaid reads a hyphen in a name as part of an arrow.
    fn state(stage: StageName) -> String {
        stage.name().replace('-', "_")
    }
}
