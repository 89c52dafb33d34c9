//! Loading what was handed in, with what goes with it; and keeping what was decided.

use domain::document::DownloadLink;
use domain::form::Form;
use domain::ids::SubmissionId;
use domain::language::Language;
use domain::submission::timeline::Entry;
use domain::submission::{Decided, Message, Refusal, State, Submission};
use jiff::Timestamp;
use runtime::{Context, Empty, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error, Versioned};

use crate::problems::Refused;
use crate::views::{self, Around, SubmissionCourse};

/// How many entries and messages are shown: the latest.
const SHOWN: u16 = 200;

/// Which filled form.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubmissionPath {
    /// Its id.
    pub submission_id: SubmissionId,
}

/// In which language it is read.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "SubmissionLanguage")]
pub struct InLanguage {
    /// The language of headings, questions and choices; German when absent.
    #[serde(default = "german")]
    pub language: Language,
}

pub(crate) const fn german() -> Language {
    Language::German
}

/// A filled form the caller may see; anything else is not there (S44).
pub(crate) async fn own(cx: &Context, caller: &Person, id: &SubmissionId) -> Result<Versioned<Submission>, Refused> {
    caller.submission(cx, id).await?.ok_or(Refused::NotFound)
}

/// A filled form as the desk may see it: what was sent. Drafts are nobody's but their owner's.
pub(crate) async fn at_desk(cx: &Context, id: &SubmissionId) -> Result<Versioned<Submission>, Refused> {
    let read = cx.store().get::<Submission>(store::submission::key(id)).await?;
    read.filter(|read| read.state != State::Draft).ok_or(Refused::NotFound)
}

/// The form it was filled in under.
pub(crate) async fn form_of(cx: &Context, submission: &Submission) -> Result<Form, Refused> {
    let edition = cx.store().form_edition(&submission.form, submission.edition).await?;
    let edition = edition.ok_or_else(|| Error::Corrupt("the form of a submission is gone".to_owned()))?;
    Ok(edition.form)
}

/// Everything that is told of it.
pub(crate) async fn course(
    cx: &Context,
    submission: &Submission,
    form: &Form,
    language: Language,
    for_desk: bool,
) -> Result<SubmissionCourse, Refused> {
    let id = &submission.id;
    let entries = store::submission_course::timeline(id).descending().limit(SHOWN);
    let entries = cx.store().list::<Entry>(entries).await?;
    let messages = store::submission_course::messages(id).descending().limit(SHOWN);
    let messages = cx.store().list::<Message>(messages).await?;
    let notices = if views::can_be_about(submission) {
        let shelves = cx.store().shelves().await?.into_values().map(|shelf| shelf.value);
        views::notices(shelves, &submission.form, cx.today(), language)
    } else {
        Vec::new()
    };
    let certificate = match submission.course.certificate_at {
        Some(_) => {
            Some(link(cx, &submission.certificate_key(), &format!("{}-certificate.pdf", submission.form)).await?)
        }
        None => None,
    };
    let around = Around {
        form,
        language,
        entries: entries.items.into_iter().rev().map(|entry| entry.value).collect(),
        messages: messages.items.into_iter().rev().map(|message| message.value).collect(),
        paper: paper(cx, submission).await?,
        certificate,
        notices,
        for_desk,
    };
    Ok(views::course(submission, around))
}

/// A link to its paper, once that was made and as long as it stands for the answers.
pub(crate) async fn paper(cx: &Context, submission: &Submission) -> Result<Option<DownloadLink>, Refused> {
    match submission.paper_key() {
        Some(key) => Ok(Some(link(cx, &key, &format!("{}.pdf", submission.form)).await?)),
        None => Ok(None),
    }
}

pub(crate) async fn link(cx: &Context, key: &str, name: &str) -> Result<DownloadLink, Refused> {
    let url = cx.files().download_link(key, name).await?;
    let expires_at = cx.now().saturating_add(runtime::TICKET_LIFE).unwrap_or_else(|_| cx.now());
    Ok(DownloadLink { url, expires_at })
}

/// Loads, decides and keeps; anew when somebody came between.
pub(crate) async fn change<L, F>(
    cx: &Context,
    load: L,
    decide: impl Fn(Submission, Timestamp) -> Result<Decided, Refusal> + Send + Sync,
) -> Result<Empty, Refused>
where
    L: Fn() -> F + Send + Sync,
    F: Future<Output = Result<Versioned<Submission>, Refused>> + Send,
{
    runtime::decide(cx, load, |read: &Versioned<Submission>| {
        let decided = decide(read.value.clone(), cx.now())?;
        let mut change = Change::new();
        change.follow(read, &decided);
        Ok::<_, Refused>((change, Empty {}))
    })
    .await
}
