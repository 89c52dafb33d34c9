//! A question as it is put: who asks, how he is reached, where it happened.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Topic;
use crate::email::Email;
use crate::ids::{AccountId, OrganisationId, TraceId};
use crate::language::Language;
use crate::name::{Name, Note};
use crate::phone::Telephone;

/// A question as it is put.
#[derive(Debug, Clone)]
pub struct Question {
    /// What it is about.
    pub topic: Topic,
    /// What happened.
    pub text: Note,
    /// Where.
    pub situation: Situation,
    /// Who asks.
    pub asker: Asker,
    /// How he is reached.
    pub contact: Contact,
    /// The language of the page.
    pub language: Language,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Asker {
    /// Somebody who is not logged in; whether he has an account is not looked at (S10).
    Stranger {},
    /// Somebody who was logged in.
    Person {
        /// His account.
        account: AccountId,
        /// The organisation he acted for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organisation: Option<OrganisationId>,
    },
}

/// How whoever asks is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// His name.
    pub name: Name,
    /// Where mails go.
    pub email: Email,
    /// The number to be called at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Telephone>,
}

/// Where it happened, and what must be known of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "TicketSituation")]
pub struct Situation {
    /// On which page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Name>,
    /// What the page said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Name>,
    /// The number the page showed with it: the request, in our logs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<TraceId>,
    /// Which address the account has, for a question about changing it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_email: Option<Email>,
    /// Which address it is to get.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_email: Option<Email>,
}
