//! Why something about an upgrade is refused: by the rules at once (`Refusal`), or by staff after looking (`Reason`).

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::DocumentRefusal;
use crate::name::Name;
use crate::upgrade::checklist::Check;
use crate::upgrade::stage::{StageName, Verb};

/// The reasons staff choose from, each with words for the customer in the client. The automatic checks use the same ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The extract is older than the rules allow.
    ExtractTooOld,
    /// The extract is about another company.
    ExtractOfAnotherCompany,
    /// The extract cannot be read or opened.
    ExtractUnreadable,
    /// The extract was changed after it was sealed.
    ExtractAltered,
    /// The representative may not bind the organisation.
    RepresentativeNotAuthorised,
    /// The register says that this company, or somebody named, cannot act: bankrupt, struck off, suspended, a minor and the like.
    BlockedInRegister,
    /// Somebody who must sign has not.
    SignerMissing,
    /// The name is not the one on the identity document.
    NameNotAsOnIdentityDocument,
    /// The identity document is no longer valid.
    IdentityDocumentExpired,
    /// The copy of the identity document cannot be read.
    IdentityDocumentUnreadable,
    /// The data differ from what is registered.
    DataDiffersFromRegistration,
    /// What stands on the identity document is not what was entered.
    IdentificationMismatch,
    /// Nobody was there to be identified.
    IdentificationMissed,
    /// The time to be identified is over.
    IdentificationExpired,
    /// Something else: the text says what.
    Other,
}

impl Reason {
    /// Every reason, for the list of codes the client has words for.
    pub const ALL: [Self; 15] = [
        Self::ExtractTooOld,
        Self::ExtractOfAnotherCompany,
        Self::ExtractUnreadable,
        Self::ExtractAltered,
        Self::RepresentativeNotAuthorised,
        Self::BlockedInRegister,
        Self::SignerMissing,
        Self::NameNotAsOnIdentityDocument,
        Self::IdentityDocumentExpired,
        Self::IdentityDocumentUnreadable,
        Self::DataDiffersFromRegistration,
        Self::IdentificationMismatch,
        Self::IdentificationMissed,
        Self::IdentificationExpired,
        Self::Other,
    ];

    /// The code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ExtractTooOld => "extract-too-old",
            Self::ExtractOfAnotherCompany => "extract-of-another-company",
            Self::ExtractUnreadable => "extract-unreadable",
            Self::ExtractAltered => "extract-altered",
            Self::RepresentativeNotAuthorised => "representative-not-authorised",
            Self::BlockedInRegister => "blocked-in-register",
            Self::SignerMissing => "signer-missing",
            Self::NameNotAsOnIdentityDocument => "name-not-as-on-identity-document",
            Self::IdentityDocumentExpired => "identity-document-expired",
            Self::IdentityDocumentUnreadable => "identity-document-unreadable",
            Self::DataDiffersFromRegistration => "data-differs-from-registration",
            Self::IdentificationMismatch => "identification-mismatch",
            Self::IdentificationMissed => "identification-missed",
            Self::IdentificationExpired => "identification-expired",
            Self::Other => "other",
        }
    }

    /// Whether only another extract can mend it.
    pub const fn is_about_the_extract(self) -> bool {
        matches!(
            self,
            Self::ExtractTooOld | Self::ExtractOfAnotherCompany | Self::ExtractUnreadable | Self::ExtractAltered
        )
    }
}

impl From<DocumentRefusal> for Reason {
    /// What the tracker says when an extract was not taken; the document itself says it more exactly.
    fn from(refusal: DocumentRefusal) -> Self {
        match refusal {
            DocumentRefusal::ExtractTooOld => Self::ExtractTooOld,
            DocumentRefusal::ExtractOfAnotherCompany => Self::ExtractOfAnotherCompany,
            DocumentRefusal::AlteredAfterSealing => Self::ExtractAltered,
            DocumentRefusal::Empty
            | DocumentRefusal::TooLarge
            | DocumentRefusal::NotTheDeclaredType
            | DocumentRefusal::ActiveContent
            | DocumentRefusal::Encrypted
            | DocumentRefusal::Broken
            | DocumentRefusal::TooComplex
            | DocumentRefusal::Lost
            | DocumentRefusal::ExtractFromTheFuture
            | DocumentRefusal::NoLongerNeeded => Self::ExtractUnreadable,
        }
    }
}

/// What is wrong with one field of the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// JSON pointer to the field, for example `/user/birthPlace`.
    pub pointer: String,
    /// What is wrong with it, as a stable code.
    pub code: &'static str,
    /// What it is about, where the pointer alone does not say it: a service by name.
    pub about: Option<String>,
}

impl Fault {
    /// A fault at a pointer.
    pub fn at(pointer: impl Into<String>, code: &'static str) -> Self {
        Self { pointer: pointer.into(), code, about: None }
    }

    /// Says what it is about.
    pub fn about(self, what: impl Into<String>) -> Self {
        Self { about: Some(what.into()), ..self }
    }
}

/// Why the rules refuse an event. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// At this stage it cannot be done.
    #[error("{verb:?} cannot be done at stage {stage:?}")]
    WrongStage {
        /// Where the upgrade stands.
        stage: StageName,
        /// What was asked.
        verb: Verb,
    },
    /// It was changed since the caller saw it.
    #[error("it was changed since it was read")]
    ChangedMeanwhile,
    /// The means does not work, or is limited to one purpose.
    #[error("the means cannot be upgraded")]
    MeansNotUpgradable,
    /// An upgrade of this means is under way.
    #[error("an upgrade of this means is under way")]
    AlreadyOpen,
    /// Some of the data is missing or wrong.
    #[error("{} fields need attention", .0.len())]
    Incomplete(Vec<Fault>),
    /// Not every needed check is right.
    #[error("{} checks are not yet right", .0.len())]
    ChecksOpen(Vec<Check>),
    /// The desk has nothing to record on this check now.
    #[error("there is nothing to record on this check now")]
    NothingToRecord,
    /// Nobody decides on his own case.
    #[error("nobody decides on his own case")]
    OwnCase,
    /// A colleague has it in hand.
    #[error("a colleague has it in hand")]
    TakenByAnother {
        /// Who.
        name: Name,
        /// Until when.
        until: Timestamp,
    },
    /// He approved already: the second approval is another person's (four eyes).
    #[error("the second approval is another person's")]
    SecondPersonNeeded,
    /// As many messages were written within a day as are taken.
    #[error("another message can be written later")]
    TooManyMessages {
        /// How long until then.
        wait: SignedDuration,
    },
    /// It does not belong to this caller.
    #[error("it does not belong to this caller")]
    NotTheHolder,
    /// There is no invitation that could be renewed: none came to nothing, or there were enough.
    #[error("there is no invitation that could be renewed")]
    NotInvited,
    /// The code was replaced, is too old, was tried too often, or was never mailed.
    #[error("the code can no longer be used")]
    CodeVoid,
    /// As many codes were mailed within a day as anybody needs.
    #[error("another code can be asked for later")]
    TooManyCodes {
        /// How long until then.
        wait: SignedDuration,
    },
    /// There is no such signer.
    #[error("there is no such signer")]
    NoSuchSigner,
    /// This signer has nothing to sign: he answered, his place was taken, enough have signed, or only paper is taken.
    #[error("there is nothing for this signer to sign")]
    NothingToSign,
    /// The signer was reminded as often as anybody should be.
    #[error("the signer can be reminded later")]
    TooManyReminders {
        /// How long until then.
        wait: SignedDuration,
    },
    /// The rules the case started under are not known here.
    #[error("the rules of this case are not known")]
    RulesUnknown,
}

#[cfg(test)]
mod tests {
    use super::Reason;

    #[test]
    fn the_code_is_the_name_on_the_wire() {
        for reason in Reason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.code());
        }
    }
}
