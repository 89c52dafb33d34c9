//! Receiving a file in parts, for whatever it goes to: announce it, tell which parts are there and where to put the others, complete it, give it up. What may
//! be sent stands in `domain::folder::upload`; who may send it is for the endpoint to say.
//!
//! A route that announces declares `FileTouch::ReceiveInParts`, `Touch::put(Part::Folder)`, `Touch::put(Part::Audit)` and `Touch::update(Part::Counter)`; one that goes on or completes
//! declares `FileTouch::ReceiveInParts` and `Touch::write(Part::Folder)`. All need `KeySet::Data`.

use api::{FieldError, Problem, ProblemType};
use domain::audit::{Actor, AuditFact, Trail};
use domain::folder::upload::{
    Announced, By, Destination, FileSide, Owner, UPLOADS, Upload, UploadPart, UploadState, UploadView, parts_of,
};
use domain::ids::VersionId;
use domain::upgrade::Fault;
use jiff::SignedDuration;
use store::counter::Counter;
use store::{Change, Error, Versioned};

use crate::context::Context;
use crate::files::FileError;

/// Why a file is not received.
#[derive(Debug)]
pub enum NotReceived {
    /// It cannot be what it is announced as, or is not taken.
    Faults(Vec<Fault>),
    /// More were announced than one person needs in a day (S51).
    TooMany(SignedDuration),
    /// There is no such upload (any more).
    NotFound,
    /// Parts are missing.
    Incomplete,
    /// The bucket does not answer.
    File(FileError),
    /// The table refuses or fails.
    Store(Error),
}

impl From<NotReceived> for Problem {
    fn from(why: NotReceived) -> Self {
        match why {
            NotReceived::Faults(faults) => Self::fields(faults.into_iter().map(FieldError::from).collect()),
            NotReceived::TooMany(wait) => {
                Self::of(ProblemType::TooManyAttempts).retry_after(u64::try_from(wait.as_secs()).unwrap_or(1).max(1))
            }
            NotReceived::NotFound => Self::of(ProblemType::NotFound),
            NotReceived::Incomplete => Self::of(ProblemType::UploadIncomplete),
            NotReceived::File(_) => Self::of(ProblemType::Unavailable).retry_after(5),
            NotReceived::Store(error) => crate::problem_of(&error),
        }
    }
}

impl From<Error> for NotReceived {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl From<FileError> for NotReceived {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

/// Begins an upload: the bucket first, then the note of it with the answer, so that what dies in between is dropped by the bucket. Answers the upload with
/// its parts and where to put them.
///
/// # Errors
/// See [`NotReceived`].
pub async fn announce(cx: &Context, announced: Announced, by: By) -> Result<UploadView, NotReceived> {
    let faults = announced.faults(cx.config().largest_file);
    if !faults.is_empty() {
        return Err(NotReceived::Faults(faults));
    }
    let id = VersionId::new(cx.now(), cx.chance());
    let key = domain::folder::upload::quarantine_key(&announced.destination.owner(), &id);
    let in_parts = cx.files().begin_parts(&key, announced.kind.media_type()).await?;
    let upload = Upload::begin(announced, id, in_parts, by, cx.now());
    let counter = Counter::of(&UPLOADS, upload.by.account().as_str(), cx.now());
    let mut change = Change::new();
    change.create(&upload).update(counter.raise()).audit(announced_fact(&upload));
    let view = upload.view(links(cx, &upload, |_| false).await?);
    match cx.keep(change, &view).await {
        Ok(()) => Ok(view),
        Err(Error::LimitReached { wait, .. }) => Err(NotReceived::TooMany(wait)),
        Err(error) => Err(error.into()),
    }
}

/// The upload of an owner, if it is there.
///
/// # Errors
/// When the table fails, or there is none.
pub async fn find(cx: &Context, owner: &Owner, id: &VersionId) -> Result<Versioned<Upload>, NotReceived> {
    let upload = cx.store().get::<Upload>(store::folder::upload_key(owner, id)).await?;
    upload.ok_or(NotReceived::NotFound)
}

/// How far an upload is: while parts come in, which are there and where to put the others.
///
/// # Errors
/// See [`NotReceived`].
pub async fn stand(cx: &Context, upload: &Upload) -> Result<UploadView, NotReceived> {
    if !upload.is_receiving(cx.now()) {
        return Ok(upload.view(Vec::new()));
    }
    match cx.files().parts(&upload.quarantine_key(), &upload.in_parts).await {
        Ok(arrived) => {
            let there = |number: u32, size: u64| arrived.get(&number).is_some_and(|part| part.size == size);
            let parts = links(cx, upload, |part| there(part.number, part.size)).await?;
            Ok(upload.view(parts))
        }
        // It was completed a moment ago and nobody has looked at it yet.
        Err(FileError::Absent) => Ok(upload.view(Vec::new())),
        Err(error) => Err(error.into()),
    }
}

/// Puts the parts together and leaves the file to be looked at. Done twice, the second changes nothing.
///
/// # Errors
/// See [`NotReceived`].
pub async fn complete(cx: &Context, upload: Versioned<Upload>) -> Result<UploadView, NotReceived> {
    if upload.state != UploadState::Receiving {
        return Ok(upload.view(Vec::new()));
    }
    if !upload.is_receiving(cx.now()) {
        return Err(NotReceived::NotFound);
    }
    let key = upload.quarantine_key();
    match cx.files().parts(&key, &upload.in_parts).await {
        Ok(arrived) => {
            let whole = parts_of(upload.size)
                .all(|part| arrived.get(&part.number).is_some_and(|arrived| arrived.size == part.size));
            if !whole || arrived.len() != parts_of(upload.size).count() {
                return Err(NotReceived::Incomplete);
            }
            match cx.files().end_parts(&key, &upload.in_parts, &arrived).await {
                Ok(()) | Err(FileError::Absent) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(FileError::Absent) => {}
        Err(error) => return Err(error.into()),
    }
    let Some(whole) = upload.value.clone().arrived(cx.now()) else { return Ok(upload.view(Vec::new())) };
    let mut change = Change::new();
    change.replace(&upload, &whole);
    match cx.commit(change).await {
        Ok(()) => Ok(whole.view(Vec::new())),
        // It is being looked at already, or was.
        Err(Error::Conflict(_)) => Ok(find(cx, &upload.owner(), &upload.id).await?.view(Vec::new())),
        Err(error) => Err(error.into()),
    }
}

/// Gives an upload up: its parts are dropped, then the note of it goes.
///
/// # Errors
/// See [`NotReceived`]; one that is whole is not given up any more.
pub async fn give_up(cx: &Context, upload: Versioned<Upload>) -> Result<(), NotReceived> {
    if let UploadState::Inspecting { .. } | UploadState::Released { .. } = upload.state {
        return Err(NotReceived::NotFound);
    }
    if upload.state == UploadState::Receiving {
        cx.files().drop_parts(&upload.quarantine_key(), &upload.in_parts).await?;
    }
    let mut change = Change::new();
    change.delete(&upload);
    match cx.commit(change).await {
        Ok(()) | Err(Error::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn announced_fact(upload: &Upload) -> AuditFact {
    let account = upload.by.account().clone();
    let trail = match &upload.destination {
        Destination::Folder { business, .. } => Trail::Business { business: business.clone() },
        Destination::Submission { .. } | Destination::Template { .. } => Trail::Account { account: account.clone() },
    };
    let actor = match upload.by.side() {
        FileSide::Member => Actor::Person { account },
        FileSide::Chamber => Actor::Staff { account },
    };
    let (action, result) = ("announce-upload".to_owned(), "announced".to_owned());
    AuditFact { trail, actor, action, object: upload.id.to_string(), result }
}

async fn links(
    cx: &Context,
    upload: &Upload,
    arrived: impl Fn(domain::folder::upload::PartOfFile) -> bool + Send,
) -> Result<Vec<UploadPart>, NotReceived> {
    let key = upload.quarantine_key();
    let mut parts = Vec::new();
    for part in parts_of(upload.size) {
        let there = arrived(part);
        let url = match there {
            true => None,
            false => Some(cx.files().part_link(&key, &upload.in_parts, part.number, part.size).await?),
        };
        let before = u64::from(part.number.saturating_sub(1));
        let offset = before.saturating_mul(domain::folder::upload::PART);
        parts.push(UploadPart { number: part.number, offset, size: part.size, arrived: there, url });
    }
    Ok(parts)
}
