//! A code as it is seen: by its holder, and by the main user.

use domain::access_code::{AccessCode, CodeLabel, CodeStatus};
use domain::account::Account;
use domain::email::Email;
use domain::ids::{AccessCodeId, AccountId};
use jiff::Timestamp;
use runtime::Member;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An access code. Its characters are in the mail and nowhere else.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccessCodeView {
    /// Its id; the same after new characters were issued.
    pub access_code_id: AccessCodeId,
    /// What the organisation calls it (kenmerk).
    pub label: CodeLabel,
    /// What may be shown of its characters; absent until they are mailed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// How it stands.
    pub status: CodeStatus,
    /// Whose it is.
    pub holder_id: AccountId,
    /// What he is called; absent when his account is gone, and as long as he was only invited by his address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder_name: Option<String>,
    /// Where its characters are mailed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder_email: Option<Email>,
    /// Whether it is the caller's own.
    pub is_yours: bool,
    /// Since when there is this code.
    pub since: Timestamp,
    /// When the characters it has now were issued.
    pub issued_at: Timestamp,
    /// When it was ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
}

/// Which code.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccessCodePath {
    /// Its id.
    pub access_code_id: AccessCodeId,
}

/// A code as `caller` sees it.
pub(crate) fn view(caller: &Member, code: &AccessCode, holder: Option<&Account>) -> AccessCodeView {
    let told = !code.invited || code.holder == *caller.account_id();
    AccessCodeView {
        access_code_id: code.id.clone(),
        label: code.label.clone(),
        hint: code.hint.clone(),
        status: code.status(),
        holder_id: code.holder.clone(),
        holder_name: holder.filter(|_| told).map(|holder| holder.called().as_str().to_owned()),
        holder_email: holder.map(|holder| holder.email.clone()),
        is_yours: code.holder == *caller.account_id(),
        since: code.since,
        issued_at: code.issued_at,
        ended_at: code.ended_at,
    }
}
