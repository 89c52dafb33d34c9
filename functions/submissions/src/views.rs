//! What is told of a filled form after it was sent: to whoever filled it in, to those who sign it, and to the desk.

use domain::document::DownloadLink;
use domain::form::{Aftermath, Complaint, Form, FormId, FormKind, ReadPart, Shelf};
use domain::ids::{BusinessId, MessageId, SignerId, SubmissionId};
use domain::language::Language;
use domain::name::Name;
use domain::submission::desk::DESK_DAYS;
use domain::submission::signing::{How, Signer, SignerState, Signing};
use domain::submission::timeline::{By, Entry, What};
use domain::submission::{After, Message, Outcome, RegisterNumber, State, StateName, Submission, Writer};
use domain::taking::{Taken, TakenView};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

/// Where a filled form stands, with everything that happened to it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubmissionCourse {
    /// Which.
    pub submission_id: SubmissionId,
    /// Which form.
    pub form: FormId,
    /// What comes of that form.
    pub kind: FormKind,
    /// What it is called.
    pub title: String,
    /// For which business.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_id: Option<BusinessId>,
    /// The contract it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<SubmissionId>,
    /// Where it stands.
    pub state: StateName,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// For whom it waits, and until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waits: Option<Waits>,
    /// How the desk decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What the desk asked back, or said to its decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Its number in the register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register_number: Option<RegisterNumber>,
    /// What was noted about it later.
    pub after: Vec<After>,
    /// What can be told about it now that it stands in the register: changes, and that it ends.
    pub notices: Vec<NoticeForm>,
    /// Its signatures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signing: Option<SigningState>,
    /// What happened, the earliest first.
    pub timeline: Vec<TimelineEntry>,
    /// What was written, the earliest first.
    pub messages: Vec<WrittenMessage>,
    /// Its paper, once it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<DownloadLink>,
    /// The certificate of entry, once it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<DownloadLink>,
    /// The fingerprint of its answers, as it stands on the paper.
    pub fingerprint: String,
    /// Its answers as they are read.
    pub parts: Vec<ReadPart>,
}

/// A form by which something is told about a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NoticeForm {
    /// Which.
    pub form: FormId,
    /// What it is called.
    pub title: String,
}

/// For whom a filled form waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SubmissionWaits")]
pub struct Waits {
    /// For whom.
    pub whom: WaitsForWhom,
    /// Until when at most: signatures lapse then; the desk will have looked by then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// For whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "SubmissionWaitsForWhom")]
pub enum WaitsForWhom {
    /// For whoever filled it in.
    Customer,
    /// For those who sign.
    Signers,
    /// For the desk.
    Desk,
}

/// The signatures of a contract.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SubmissionSigning")]
pub struct SigningState {
    /// How many signed.
    pub signed: usize,
    /// How many must.
    pub needed: usize,
    /// From when on nobody signs any more.
    pub expires_at: Timestamp,
    /// Who signs.
    pub signers: Vec<SignerView>,
}

/// Somebody who signs a contract.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SubmissionSigner")]
pub struct SignerView {
    /// Which.
    pub signer_id: SignerId,
    /// In which role, in words.
    pub role: String,
    /// His full name.
    pub name: Name,
    /// Where his link goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<domain::email::Email>,
    /// What became of it.
    pub state: SignerStands,
    /// When that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// How he signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<How>,
    /// Why he will not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When he was asked last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<Timestamp>,
}

/// What became of somebody who signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "SubmissionSignerState")]
pub enum SignerStands {
    /// Nothing was mailed to him yet; he signs on paper when he has no address.
    ToInvite,
    /// He has a link.
    Invited,
    /// He opened it.
    Opened,
    /// He signed.
    Signed,
    /// He will not.
    Declined,
}

/// An entry of the timeline.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SubmissionTimelineEntry")]
pub struct TimelineEntry {
    /// Its number.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
    /// What.
    pub what: What,
    /// The role it names, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// Something that was written.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SubmissionMessage")]
pub struct WrittenMessage {
    /// Which.
    pub message_id: MessageId,
    /// By whom.
    pub from: Writer,
    /// What he is called. Names of the desk's people are for the desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: String,
}

/// A filled form that waits for the desk, in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct WaitingSubmission {
    /// Which.
    pub submission_id: SubmissionId,
    /// Which form.
    pub form: FormId,
    /// What it is called.
    pub title: String,
    /// Since when it waits.
    pub since: Timestamp,
    /// Who of the desk has it in hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<TakenView>,
}

/// A filled form as the desk reads it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubmissionAtDesk {
    /// Where it stands, and everything that happened to it.
    #[serde(flatten)]
    pub course: SubmissionCourse,
    /// Who filled it in; absent when his account was deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Name>,
    /// For which business, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business: Option<Name>,
    /// Who of the desk has it in hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<TakenView>,
    /// Whether the reader has it in hand himself.
    pub mine: bool,
    /// What the check has to say to it today.
    pub complaints: Vec<Complaint>,
    /// Scans and attachments that were handed in.
    pub files: Vec<HandedInFile>,
}

/// A file that was handed in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct HandedInFile {
    /// Its id, as the answers and the signatures name it.
    pub file: String,
    /// What it is called.
    pub name: Name,
    /// Where to get it, once it was inspected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download: Option<DownloadLink>,
}

/// What goes with a submission to make a view of it.
pub(crate) struct Around<'a> {
    pub form: &'a Form,
    pub language: Language,
    pub entries: Vec<Entry>,
    pub messages: Vec<Message>,
    pub paper: Option<DownloadLink>,
    pub certificate: Option<DownloadLink>,
    pub notices: Vec<NoticeForm>,
    pub for_desk: bool,
}

pub(crate) fn course(submission: &Submission, around: Around<'_>) -> SubmissionCourse {
    let Around { form, language, entries, messages, paper, certificate, notices, for_desk } = around;
    let (outcome, why) = match &submission.state {
        State::Settled { outcome, why, .. } => (Some(*outcome), why.clone()),
        State::AskedBack { why, .. } => (None, Some(why.clone())),
        State::Draft | State::ToSign { .. } | State::WithDesk { .. } | State::Withdrawn { .. } => (None, None),
    };
    SubmissionCourse {
        submission_id: submission.id.clone(),
        form: submission.form.clone(),
        kind: form.kind,
        title: form.title.said(language).to_owned(),
        business_id: submission.business.clone(),
        about: submission.about.clone(),
        state: submission.state.name(),
        since: submission.state.since(),
        waits: waits(submission),
        outcome,
        why,
        register_number: submission.course.register.clone(),
        after: submission.course.after.clone(),
        notices,
        signing: submission.signing.as_ref().map(|signing| signing_state(signing, form, language)),
        timeline: entries.into_iter().map(|entry| timeline_entry(entry, form, language)).collect(),
        messages: messages.into_iter().map(|message| written(message, for_desk)).collect(),
        paper,
        certificate,
        fingerprint: submission.fingerprint(),
        parts: form.read(&submission.answers, language, false),
    }
}

/// Whether something can be told about it: it stands in the register, and has not ended.
pub(crate) fn can_be_about(submission: &Submission) -> bool {
    let ended = submission.course.after.iter().any(|after| after.what == Aftermath::Ends);
    submission.course.register.is_some() && !ended
}

/// The forms by which something is told today about a contract of this form: of those that are offered.
pub(crate) fn notices(
    shelves: impl IntoIterator<Item = Shelf>,
    about: &FormId,
    today: Date,
    language: Language,
) -> Vec<NoticeForm> {
    let told = |shelf: Shelf| {
        let offered = shelf.offered(today).filter(|edition| edition.about.contains(about))?;
        Some(NoticeForm { form: shelf.form.clone(), title: offered.title.said(language).to_owned() })
    };
    shelves.into_iter().filter_map(told).collect()
}

fn waits(submission: &Submission) -> Option<Waits> {
    match &submission.state {
        State::Draft | State::Settled { .. } | State::Withdrawn { .. } => None,
        State::ToSign { .. } => {
            let until = submission.signing.as_ref().map(|signing| signing.expires_at);
            Some(Waits { whom: WaitsForWhom::Signers, until })
        }
        State::WithDesk { since } => {
            let until = since.checked_add(SignedDuration::from_hours(24 * DESK_DAYS)).ok();
            Some(Waits { whom: WaitsForWhom::Desk, until })
        }
        State::AskedBack { .. } => Some(Waits { whom: WaitsForWhom::Customer, until: None }),
    }
}

pub(crate) fn role(form: &Form, role: &str, language: Language) -> String {
    let named = form.paper.roles.iter().find(|one| one.id == role);
    named.map_or(role, |one| one.label.said(language)).to_owned()
}

fn signing_state(signing: &Signing, form: &Form, language: Language) -> SigningState {
    SigningState {
        signed: signing.signed(),
        needed: signing.signers.len(),
        expires_at: signing.expires_at,
        signers: signing.signers.iter().map(|signer| signer_state(signer, form, language)).collect(),
    }
}

fn signer_state(signer: &Signer, form: &Form, language: Language) -> SignerView {
    let asked_at = signer.asked.last().copied();
    let (state, at, how, reason) = match &signer.state {
        SignerState::ToInvite {} => (SignerStands::ToInvite, None, None, None),
        SignerState::Invited {} => (SignerStands::Invited, asked_at, None, None),
        SignerState::Opened { at } => (SignerStands::Opened, Some(*at), None, None),
        SignerState::Signed { at, how } => (SignerStands::Signed, Some(*at), Some(how.clone()), None),
        SignerState::Declined { at, reason } => {
            (SignerStands::Declined, Some(*at), None, Some(reason.as_str().to_owned()))
        }
    };
    SignerView {
        signer_id: signer.id.clone(),
        role: role(form, &signer.role, language),
        name: signer.name.clone(),
        email: signer.email.clone(),
        state,
        at,
        how,
        reason,
        asked_at,
    }
}

fn timeline_entry(entry: Entry, form: &Form, language: Language) -> TimelineEntry {
    let named = match &entry.what {
        What::SignerReminded { role }
        | What::AddressMended { role }
        | What::Signed { role, .. }
        | What::Declined { role } => Some(self::role(form, role, language)),
        What::Sent {}
        | What::SignaturesAsked { .. }
        | What::AllSigned {}
        | What::Reopened {}
        | What::SigningLapsed {}
        | What::AskedBack {}
        | What::Registered { .. }
        | What::Granted {}
        | What::Noted {}
        | What::Refused {}
        | What::Withdrawn {}
        | What::CertificateMade {}
        | What::Overtaken { .. }
        | What::Written {} => None,
    };
    TimelineEntry { number: entry.number, at: entry.at, by: entry.by, what: entry.what, role: named }
}

fn written(message: Message, for_desk: bool) -> WrittenMessage {
    WrittenMessage {
        message_id: message.id,
        from: message.from,
        name: Some(message.name).filter(|_| for_desk || message.from == Writer::Customer),
        at: message.at,
        text: message.text.as_str().to_owned(),
    }
}

pub(crate) fn taken(submission: &Submission, now: Timestamp) -> Option<TakenView> {
    submission.holder(now).map(Taken::view)
}
