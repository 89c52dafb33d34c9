//! What goes over the wire to the partner and back.

use domain::language::Language;
use domain::upgrade::data::IdentityDocumentKind;
use domain::upgrade::identification::{Identity, Reference};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Somebody to be identified: `POST <partner>/assignments`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssignmentRequest {
    /// Our name for it; the partner sends it back with every event.
    pub reference: Reference,
    /// The language the person reads.
    pub language: Language,
    /// Until when the person can be identified.
    pub until: Timestamp,
    /// What to compare the identity document with.
    pub person: PersonToSee,
    /// How the person is reached.
    pub contact: Contact,
    /// Where events are to be sent.
    pub events: String,
}

/// What to compare an identity document with.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonToSee {
    /// All first names.
    pub first_names: String,
    /// What stands between first name and surname.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infix: Option<String>,
    /// The surname.
    pub surname: String,
    /// The date of birth.
    pub birth_date: Date,
    /// The document the person named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentToShow>,
}

/// The document the person named.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentToShow {
    /// What kind.
    #[serde(rename = "type")]
    pub kind: IdentityDocumentKind,
    /// Its number.
    pub number: String,
    /// The last day it is valid.
    pub expires_on: Date,
}

/// How a person is reached.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// By mail.
    pub email: String,
    /// By text message, the evening before.
    pub mobile: String,
}

/// What the partner answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assigned {
    /// His own name for it.
    pub assignment_id: String,
    /// The person's page for choosing place and time; under the partner's own address.
    pub booking_url: String,
}

impl AssignmentRequest {
    /// The request for an identity. `origin` is our public origin, where events are taken.
    pub fn new(reference: Reference, identity: &Identity, language: Language, until: Timestamp, origin: &str) -> Self {
        let document = identity.document.as_ref().map(|document| DocumentToShow {
            kind: document.kind,
            number: document.number.clone().into(),
            expires_on: document.expires_on,
        });
        Self {
            reference,
            language,
            until,
            person: PersonToSee {
                first_names: identity.first_names.to_string(),
                infix: identity.infix.as_ref().map(ToString::to_string),
                surname: identity.surname.to_string(),
                birth_date: identity.birth_date,
                document,
            },
            contact: Contact { email: identity.email.as_str().to_owned(), mobile: identity.mobile.as_str().to_owned() },
            events: format!("{origin}/v1/partners/identification/events"),
        }
    }
}
