//! The mails of filled forms. A signer's link and code are drawn here and go into the mail; only their hashes are kept (S18, S22). An attempt that
//! finds its own secret kept by an earlier one mails the very same once more, or nothing when it was replaced or used (S53).

use std::slice;

use domain::account::{Account, Token, TokenHash};
use domain::effect::SubmissionEffect;
use domain::email::Email;
use domain::form::Form;
use domain::ids::{SignerId, SubmissionId};
use domain::language::Language;
use domain::mailed_code::{self, CodeDue};
use domain::submission::signing::{SignerState, SubmissionLink};
use domain::submission::{Outcome, State, Submission};
use jiff::Timestamp;
use mail::{Letter, SubmissionEvent, SubmissionNews};
use runtime::{CodeKind, Context, Failure};
use store::outbox::Waiting;
use store::submission_course::{SigningDoor, link_key};
use store::{Change, Error, Versioned};

use super::send;
use crate::drawn::Drawn;
use crate::left_files;

/// How often something is written anew when somebody else signed in between.
const TRIES: usize = 8;

/// Performs one; answers the id of the mail that was handed over, when there was one. Nothing is mailed when there is nothing to tell any more.
pub(crate) async fn perform(
    cx: &Context,
    waiting: &Waiting,
    effect: &SubmissionEffect,
) -> Result<Option<String>, Failure> {
    match effect {
        SubmissionEffect::InviteSigner { submission, signer } => invite(cx, waiting, (submission, signer), false).await,
        SubmissionEffect::RemindSigner { submission, signer } => invite(cx, waiting, (submission, signer), true).await,
        SubmissionEffect::MailCode { link } => mail_code(cx, waiting, link).await,
        SubmissionEffect::TellVoid { submission, email } => {
            let Some(about) = About::load(cx, submission).await? else { return Ok(None) };
            about.to(cx, waiting, email, about.submission.language, SubmissionEvent::Void).await
        }
        SubmissionEffect::TellSigned { submission, signer } => {
            let Some(about) = About::load(cx, submission).await? else { return Ok(None) };
            let Some(signing) = &about.submission.signing else { return Ok(None) };
            let Some(signer) = signing.signer(signer).filter(|signer| signer.has_signed()) else { return Ok(None) };
            let (name, signed, needed) = (signer.name.as_str(), signing.signed(), signing.signers.len());
            about.tell(cx, waiting, SubmissionEvent::Signed { name, signed, needed }).await
        }
        SubmissionEffect::TellDeclined { submission, signer } => {
            let Some(about) = About::load(cx, submission).await? else { return Ok(None) };
            let signer = about.submission.signing.as_ref().and_then(|signing| signing.signer(signer));
            let Some(signer) = signer else { return Ok(None) };
            let SignerState::Declined { reason, .. } = &signer.state else { return Ok(None) };
            let event = SubmissionEvent::Declined { name: signer.name.as_str(), reason: reason.as_str() };
            about.tell(cx, waiting, event).await
        }
        SubmissionEffect::TellReceived { submission } => tell(cx, waiting, submission, SubmissionEvent::Received).await,
        SubmissionEffect::TellAllSigned { submission } => {
            tell(cx, waiting, submission, SubmissionEvent::AllSigned).await
        }
        SubmissionEffect::TellLapsed { submission } => tell(cx, waiting, submission, SubmissionEvent::Lapsed).await,
        SubmissionEffect::TellWritten { submission } => tell(cx, waiting, submission, SubmissionEvent::Written).await,
        SubmissionEffect::TellAskedBack { submission } => {
            let Some(about) = About::load(cx, submission).await? else { return Ok(None) };
            let State::AskedBack { why, .. } = &about.submission.state else { return Ok(None) };
            about.tell(cx, waiting, SubmissionEvent::AskedBack { why }).await
        }
        SubmissionEffect::TellSettled { submission } => {
            let Some(about) = About::load(cx, submission).await? else { return Ok(None) };
            let State::Settled { outcome, why, .. } = &about.submission.state else { return Ok(None) };
            let event = match (outcome, &about.submission.course.register) {
                (Outcome::Registered, Some(number)) => SubmissionEvent::Registered { number },
                (Outcome::Registered, None) => return Ok(None),
                (Outcome::Granted, _) => SubmissionEvent::Granted,
                (Outcome::Noted, _) => SubmissionEvent::Noted,
                (Outcome::Refused, _) => SubmissionEvent::Refused { why: why.as_deref().unwrap_or_default() },
            };
            about.tell(cx, waiting, event).await
        }
        SubmissionEffect::RemoveLeft { submission } => {
            left_files::remove(cx, submission).await?;
            Ok(None)
        }
        SubmissionEffect::RemoveReplaced { submission, sent_at } => {
            left_files::remove_replaced(cx, submission, *sent_at).await?;
            Ok(None)
        }
    }
}

async fn tell(
    cx: &Context,
    waiting: &Waiting,
    submission: &SubmissionId,
    event: SubmissionEvent<'_>,
) -> Result<Option<String>, Failure> {
    let Some(about) = About::load(cx, submission).await? else { return Ok(None) };
    about.tell(cx, waiting, event).await
}

/// Draws a link, keeps its hash, and then mails it: the link in the latest mail is the one that works.
async fn invite(
    cx: &Context,
    waiting: &Waiting,
    (submission, id): (&SubmissionId, &SignerId),
    again: bool,
) -> Result<Option<String>, Failure> {
    let token = Token::draw(&Drawn::of(cx, waiting).await?.chance("submission-link"));
    let hash = token.hash();
    for _ in 0..TRIES {
        let Some(about) = About::load(cx, submission).await? else { return Ok(None) };
        let Ok(signer) = about.submission.may_sign(id, cx.now()) else { return Ok(None) };
        let Some(email) = signer.email.clone() else { return Ok(None) };
        let kept = cx.store().get::<SubmissionLink>(link_key(&hash)).await?;
        let until = match kept {
            // Kept by an earlier attempt: mailed as it is, unless a later link took its place.
            Some(link) if signer.link.as_ref() == Some(&hash) => link.expires_at,
            Some(_) => return Ok(None),
            None => match keep_link(cx, &about.submission, id, &hash).await? {
                Kept::Link(until) => until,
                Kept::Nothing => return Ok(None),
                Kept::SomebodyElse => continue,
            },
        };
        let event = SubmissionEvent::ToSign { name: signer.name.as_str(), again, token: token.reveal(), until };
        return about.to(cx, waiting, &email, about.submission.language, event).await;
    }
    Err(Failure::Other("the submission kept changing while a link was made".to_owned()))
}

/// What came of keeping a link.
enum Kept {
    /// It works until then.
    Link(Timestamp),
    /// The signer is not waited for any more.
    Nothing,
    /// The submission changed in between.
    SomebodyElse,
}

async fn keep_link(
    cx: &Context,
    submission: &Versioned<Submission>,
    signer: &SignerId,
    hash: &TokenHash,
) -> Result<Kept, Failure> {
    let Some(decided) = submission.value.clone().signer_invited(signer, hash.clone(), cx.now()) else {
        return Ok(Kept::Nothing);
    };
    let link = SubmissionLink::issue(hash.clone(), &decided.submission, signer, cx.now());
    let mut change = Change::new();
    change.follow(submission, &decided).create(&link);
    match cx.commit(change).await {
        Ok(()) => Ok(Kept::Link(link.expires_at)),
        Err(Error::Conflict(_) | Error::Exists(_)) => Ok(Kept::SomebodyElse),
        Err(error) => Err(error.into()),
    }
}

/// Draws a code, keeps its hash with the link it was asked with, and then mails it to the signer.
async fn mail_code(cx: &Context, waiting: &Waiting, link: &TokenHash) -> Result<Option<String>, Failure> {
    let code = mailed_code::draw(&Drawn::of(cx, waiting).await?.chance("submission-code"));
    for _ in 0..TRIES {
        let Some(door) = SigningDoor::load(cx.store(), link).await? else { return Ok(None) };
        let Ok(signer) = door.link.opens(&door.submission, cx.now()) else { return Ok(None) };
        let Some(email) = signer.email.clone() else { return Ok(None) };
        let hashes = door.link.codes.code.as_ref().map(|code| slice::from_ref(&code.hash)).unwrap_or_default();
        let kept = cx.which_keyed_hash(CodeKind::SigningCode, &door.link.bound(&code), hashes).await?.is_some();
        let until = match door.link.codes.due(waiting.since, kept, cx.now()) {
            CodeDue::Nothing => return Ok(None),
            CodeDue::Mail { expires_at } => expires_at,
            CodeDue::Draw => {
                let hash = cx.keyed_hash(CodeKind::SigningCode, &door.link.bound(&code)).await?;
                let drawn = door.link.code_drawn(hash, cx.now());
                let mut change = Change::new();
                change.replace(&door.link, &drawn);
                match cx.commit(change).await {
                    Ok(()) => drawn.codes.code.map_or(cx.now(), |code| code.expires_at),
                    Err(Error::Conflict(_)) => continue,
                    Err(error) => return Err(error.into()),
                }
            }
        };
        let language = door.link.codes.language;
        let about = About::of(cx, door.submission).await?;
        return about.to(cx, waiting, &email, language, SubmissionEvent::Code { code: &code, until }).await;
    }
    Err(Failure::Other("the link kept changing while a code was made".to_owned()))
}

/// What a letter is about.
struct About {
    submission: Versioned<Submission>,
    form: Form,
}

impl About {
    async fn load(cx: &Context, id: &SubmissionId) -> Result<Option<Self>, Failure> {
        match cx.store().get::<Submission>(store::submission::key(id)).await? {
            Some(submission) => Ok(Some(Self::of(cx, submission).await?)),
            None => Ok(None),
        }
    }

    async fn of(cx: &Context, submission: Versioned<Submission>) -> Result<Self, Failure> {
        let edition = cx.store().form_edition(&submission.form, submission.edition).await?;
        let edition = edition.ok_or_else(|| Error::Corrupt("the form of a submission is gone".to_owned()))?;
        Ok(Self { submission, form: edition.form })
    }

    /// Whoever filled it in, at his address of today.
    async fn tell(
        &self,
        cx: &Context,
        waiting: &Waiting,
        what: SubmissionEvent<'_>,
    ) -> Result<Option<String>, Failure> {
        let account = cx.store().get::<Account>(store::account::key(&self.submission.account)).await?;
        let Some(account) = account else { return Ok(None) };
        self.to(cx, waiting, &account.email, account.language, what).await
    }

    async fn to(
        &self,
        cx: &Context,
        waiting: &Waiting,
        email: &Email,
        language: Language,
        what: SubmissionEvent<'_>,
    ) -> Result<Option<String>, Failure> {
        let news = SubmissionNews { submission: &self.submission.id, form: self.form.title.said(language), what };
        send(cx, waiting, email, language, &Letter::Submission(news)).await
    }
}
