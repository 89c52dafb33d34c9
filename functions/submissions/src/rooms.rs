//! Rooms where contracts are signed: what a link opens, for whoever holds it. No account is needed, and nothing is told of a link that opens
//! nothing.

use domain::account::Token;
use domain::document::DownloadLink;
use domain::form::ReadPart;
use domain::language::Language;
use domain::name::Name;
use domain::submission::Submission;
use domain::submission::signing::{Signer, SignerState};
use jiff::Timestamp;
use runtime::Context;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::submission_course::SigningDoor;

use crate::cases;
use crate::problems::Refused;
use crate::views;

/// How often something is made anew when another signer, or a try with the same code, was written in between.
pub(crate) const TRIES: usize = 8;

/// The version of the text a signer agrees to, as the page shows it: `forms.sign.consent`.
pub(crate) const CONSENT: &str = "2026-11";

/// The link from the mail.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContractRoomInput {
    /// The secret of the link.
    pub token: String,
    /// The language the contract is to be shown in.
    pub language: Language,
}

/// What somebody is asked to sign.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContractRoomView {
    /// Where it stands for him.
    pub state: ContractRoomState,
    /// When he answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// His name.
    pub name: Name,
    /// In which role he signs.
    pub role: String,
    /// His address with its middle hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// From when on nobody signs any more.
    pub expires_at: Timestamp,
    /// How many signed.
    pub signed: usize,
    /// How many must.
    pub needed: usize,
    /// The fingerprint of what is signed: sent back with the signature.
    pub fingerprint: String,
    /// The version of the text he agrees to.
    pub consent: String,
    /// What it is called.
    pub title: String,
    /// The version of the law it follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// The contract.
    pub parts: Vec<ReadPart>,
    /// It as a paper, once that was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<DownloadLink>,
}

/// Where it stands for a signer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ContractRoomState {
    /// He can sign.
    ToSign,
    /// He signed.
    Signed,
    /// He declined.
    Declined,
}

/// The room behind a link, with its signer; or the one answer for every link that opens nothing (S10).
pub(crate) async fn enter(cx: &Context, token: &str) -> Result<(SigningDoor, Signer), Refused> {
    let hash = Token::presented(token).hash();
    let door = SigningDoor::load(cx.store(), &hash).await?.ok_or(Refused::LinkNotUsable)?;
    let signer = door.link.opens(&door.submission, cx.now())?.clone();
    Ok((door, signer))
}

/// What the signer sees, of the submission as it is now.
pub(crate) async fn show(
    cx: &Context,
    submission: &Submission,
    signer: &Signer,
    language: Language,
) -> Result<ContractRoomView, Refused> {
    let signing = submission.signing.as_ref().ok_or(Refused::LinkNotUsable)?;
    let signer = signing.signer(&signer.id).ok_or(Refused::LinkNotUsable)?;
    let form = cases::form_of(cx, submission).await?;
    let (state, at) = match &signer.state {
        SignerState::ToInvite {} | SignerState::Invited {} | SignerState::Opened { .. } => {
            (ContractRoomState::ToSign, None)
        }
        SignerState::Signed { at, .. } => (ContractRoomState::Signed, Some(*at)),
        SignerState::Declined { at, .. } => (ContractRoomState::Declined, Some(*at)),
    };
    Ok(ContractRoomView {
        state,
        at,
        name: signer.name.clone(),
        role: views::role(&form, &signer.role, language),
        email: signer.masked_email(),
        expires_at: signing.expires_at,
        signed: signing.signed(),
        needed: signing.signers.len(),
        fingerprint: signing.fingerprint.clone(),
        consent: CONSENT.to_owned(),
        title: form.paper.title.as_ref().unwrap_or(&form.title).said(language).to_owned(),
        law: form.paper.law.as_ref().map(|law| law.said(language).to_owned()),
        parts: form.read(&submission.answers, language, true),
        paper: cases::paper(cx, submission).await?,
    })
}
