//! `inspect-upload`: a file arrived in quarantine. It is looked at, and then released or refused; document, check and timeline change in one
//! transaction, so the customer never sees one without the other (S48-S50).
//!
//! May be told of one file twice, at the same time or after being killed half-way: what was judged is not judged again, and the file in
//! quarantine goes only when the verdict stands in the table.

use api::{FileTouch, KeySet, Part, Touch};
use domain::document::{ContentType, Document, DocumentKind, DocumentRefusal, Finding, LARGEST};
use domain::extract::{ExtractSeen, SealVerdict};
use domain::ids::{DocumentId, OrganisationId, UpgradeId};
use domain::organisation::Organisation;
use domain::upgrade::{Decided, Refusal, Upgrade};
use extract::{Checked, TrustList};
use runtime::{Context, Failure, FileError, Job, Seal, Trigger, Worker};
use serde::Deserialize;
use store::{Change, Error, Versioned};

use crate::received;

/// How often a verdict is written anew when somebody changed the upgrade in between.
const TRIES: usize = 6;

/// Inspects uploads.
pub struct InspectUpload;

/// What S3 tells of new files; only what is used here.
#[derive(Debug, Deserialize)]
pub struct Uploads {
    /// One for each file.
    #[serde(rename = "Records", default)]
    pub records: Vec<Uploaded>,
}

/// A new file.
#[derive(Debug, Deserialize)]
pub struct Uploaded {
    /// Where it lies.
    pub s3: InBucket,
}

/// A file in the bucket.
#[derive(Debug, Deserialize)]
pub struct InBucket {
    /// The file.
    pub object: Object,
}

/// A file.
#[derive(Debug, Deserialize)]
pub struct Object {
    /// Its key, with what is special in a URL encoded.
    pub key: String,
    /// Its size in bytes.
    #[serde(default)]
    pub size: Option<u64>,
    /// What a scanner for malware found, on a stage where there is one (S50).
    #[serde(default)]
    pub scan: Option<Scan>,
}

/// What a scanner found, in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Scan {
    /// Nothing.
    NoThreatsFound,
    /// Something.
    ThreatsFound,
    /// It could not look inside: locked, or packed too tightly.
    Unsupported,
    /// It did not get to look.
    #[serde(other)]
    Failed,
}

impl Object {
    /// What a scanner found against it.
    pub(crate) fn refusal(&self) -> Option<DocumentRefusal> {
        self.scan.and_then(Scan::refusal)
    }
}

impl Scan {
    /// What was not scanned is not let in.
    const fn refusal(self) -> Option<DocumentRefusal> {
        match self {
            Self::NoThreatsFound => None,
            Self::ThreatsFound => Some(DocumentRefusal::ActiveContent),
            Self::Unsupported => Some(DocumentRefusal::TooComplex),
            Self::Failed => Some(DocumentRefusal::Lost),
        }
    }
}

impl Worker for InspectUpload {
    const JOB: Job = Job {
        name: "inspect-upload",
        summary: "Judges what was uploaded, reads extracts, and releases or refuses",
        trigger: Trigger::UploadCreated,
        touches: &[
            Touch::write(Part::Organisation),
            Touch::put(Part::Timeline),
            // What came in part by part, and who is told of it.
            Touch::write(Part::Folder),
            Touch::list(Part::Business),
            Touch::put(Part::Outbox),
        ],
        keys: &[KeySet::Data, KeySet::Index],
        makes_keys: false,
        files: &[FileTouch::JudgeQuarantine],
        sends_mail: false,
        // Fifty megabytes, and of a document also what is unpacked of it while it is looked at.
        memory_mb: 1024,
        timeout_seconds: 60,
    };
    type Event = Uploads;
    type Outcome = ();

    async fn run(cx: &Context, event: Uploads) -> Result<(), Failure> {
        for Uploaded { s3: InBucket { object } } in event.records {
            match (Place::of(&object.key), received::place(&object.key)) {
                (Some(place), _) => inspect(cx, &place, &object).await?,
                (None, Some((owner, id))) => received::inspect(cx, &owner, &id, &object).await?,
                (None, None) => tracing::warn!("a file in quarantine that no ticket was given for"),
            }
        }
        Ok(())
    }
}

/// Whose document a file is, by the key its ticket was made for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    organisation: OrganisationId,
    upgrade: UpgradeId,
    document: DocumentId,
}

impl Place {
    fn of(key: &str) -> Option<Self> {
        let key = key.replace("%2F", "/");
        let mut parts = key.strip_prefix("quarantine/")?.split('/');
        let mut next = || parts.next();
        let place = Self {
            organisation: next()?.parse().ok()?,
            upgrade: next()?.parse().ok()?,
            document: next()?.parse().ok()?,
        };
        next().is_none().then_some(place)
    }
}

/// A document with the upgrade it is for.
struct Found {
    document: Versioned<Document>,
    upgrade: Versioned<Upgrade>,
    organisation: Organisation,
}

async fn inspect(cx: &Context, place: &Place, object: &Object) -> Result<(), Failure> {
    let Some(received) = receive(cx, place).await? else {
        let quarantined = format!("quarantine/{}/{}/{}", place.organisation, place.upgrade, place.document);
        return Ok(cx.files().remove(&quarantined).await?);
    };
    let known = object.refusal();
    let too_large = object.size.filter(|size| *size > LARGEST).map(|_| DocumentRefusal::TooLarge);
    let refused = |refusal| (Finding::Refused(refusal), String::new());
    let (finding, tag) = match known.or(too_large) {
        Some(refusal) => refused(refusal),
        None => match cx.files().read(&received.quarantine_key(), LARGEST).await {
            Ok(file) => (look_at(cx, file.bytes, &received).await?, file.tag),
            // Told of twice, and the other one was quicker: its verdict stands, for bytes go only after it, and is not written over. Or
            // they are gone without one: then the customer must hear of it, or he would wait for ever.
            Err(FileError::Absent) => refused(DocumentRefusal::Lost),
            Err(error) => return Err(error.into()),
        },
    };
    let judged = judge(cx, place, finding, &tag).await?;
    if let Some(document) = judged.filter(|document| !document.is_released()) {
        cx.files().remove(&document.released_key()).await?;
    }
    Ok(cx.files().remove(&received.quarantine_key()).await?)
}

/// Notes that the file came in. `None` when there is nothing left to do with it: it was judged before, or nobody waits for it.
async fn receive(cx: &Context, place: &Place) -> Result<Option<Document>, Failure> {
    for _ in 0..TRIES {
        let Some(found) = find(cx, place).await? else { return Ok(None) };
        let Some(arrived) = found.document.value.clone().arrived(cx.now()) else { return Ok(None) };
        if arrived == found.document.value {
            return Ok(Some(arrived));
        }
        let (document, decided) = match found.upgrade.value.clone().document_received(&arrived, cx.now()) {
            Ok(decided) => (arrived, Some(decided)),
            Err(refusal) => (too_late(arrived, &refusal, cx)?, None),
        };
        let judged = decided.is_none();
        match keep(cx, &found, &document, decided.as_ref()).await {
            Ok(()) if judged => return Ok(None),
            Ok(()) => return Ok(Some(document)),
            Err(Error::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("the upgrade kept changing while a document came in".to_owned()))
}

/// Writes the verdict. Released bytes are in their place before the table says so, and they are those that were judged: when others were
/// uploaded since, all of it is done again.
async fn judge(cx: &Context, place: &Place, finding: Finding, tag: &str) -> Result<Option<Document>, Failure> {
    for _ in 0..TRIES {
        let Some(found) = find(cx, place).await? else { return Ok(None) };
        let Some(document) = found.document.value.clone().arrived(cx.now()) else { return Ok(None) };
        let own = &found.organisation.kvk_number;
        let upgrade = found.upgrade.value.clone();
        let (document, decided) = match upgrade.document_judged(document.clone(), finding.clone(), own, cx.now()) {
            Ok((document, decided)) => (document, Some(decided)),
            Err(refusal) => (too_late(document, &refusal, cx)?, None),
        };
        if document.is_released() {
            let seal = if document.is_identity_copy() { Seal::Identity } else { Seal::Documents };
            match cx.files().copy(&document.quarantine_key(), &document.released_key(), seal, tag).await {
                Ok(()) => {}
                // Another one was quicker and has tidied up: its verdict stands.
                Err(FileError::Absent) => continue,
                Err(error) => return Err(error.into()),
            }
        }
        match keep(cx, &found, &document, decided.as_ref()).await {
            Ok(()) => return Ok(Some(document)),
            Err(Error::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("the upgrade kept changing while a document was judged".to_owned()))
}

async fn find(cx: &Context, place: &Place) -> Result<Option<Found>, Error> {
    let keys = [
        store::document::key(&place.organisation, &place.upgrade, &place.document),
        store::upgrade::key(&place.organisation, &place.upgrade),
        store::organisation::key(&place.organisation),
    ];
    let mut found = cx.store().batch(keys.to_vec()).await?;
    let [Some(document), Some(upgrade), Some(organisation)] = keys.map(|key| found.remove(&key)) else {
        return Ok(None);
    };
    Ok(Some(Found {
        document: document.read(cx.keys()).await?,
        upgrade: upgrade.read(cx.keys()).await?,
        organisation: organisation.read::<Organisation>(cx.keys()).await?.value,
    }))
}

async fn keep(cx: &Context, found: &Found, document: &Document, decided: Option<&Decided>) -> Result<(), Error> {
    let mut change = Change::new();
    change.replace(&found.document, document);
    if let Some(decided) = decided {
        change.replace(&found.upgrade, &decided.upgrade).follows(decided);
    }
    cx.commit(change).await
}

/// The upgrade was decided or called off while the file was on its way.
fn too_late(document: Document, refusal: &Refusal, cx: &Context) -> Result<Document, Failure> {
    if let Refusal::WrongStage { .. } = refusal {
        return Ok(document.refused(DocumentRefusal::NoLongerNeeded, None, cx.now()));
    }
    Err(Failure::Other(refusal.to_string()))
}

/// Judges the bytes, on a thread that may take its time: a hostile file keeps nobody else waiting.
async fn look_at(cx: &Context, bytes: Vec<u8>, document: &Document) -> Result<Finding, Failure> {
    let trust = cx.config().trust_list().map_err(|error| Failure::Other(format!("the trust list: {error}")))?;
    let trust = trust.map_or(Ok(TrustList::nobody()), |text| TrustList::parse(&text));
    let trust = trust.map_err(|error| Failure::Other(error.to_string()))?;
    let document = document.clone();
    let looking = tokio::task::spawn_blocking(move || finding(&bytes, &document, &trust));
    // A parser that gives up altogether has met a file that is not what it says.
    Ok(looking.await.unwrap_or(Finding::Refused(DocumentRefusal::Broken)))
}

fn finding(bytes: &[u8], document: &Document, trust: &TrustList) -> Finding {
    if let Err(refusal) = extract::inspect(bytes, document.content_type, document.file_name.as_str()) {
        return Finding::Refused(refusal.into());
    }
    Finding::Harmless(match document.kind {
        DocumentKind::KvkExtract => Some(Box::new(see(bytes, document.content_type, trust))),
        DocumentKind::IdCopy | DocumentKind::MandateDecision | DocumentKind::SelfDeclaration => None,
    })
}

/// What an extract is seen to be. Only what its seal covers is read. What cannot be read is not refused: somebody of the desk reads it.
fn see(bytes: &[u8], content_type: ContentType, trust: &TrustList) -> ExtractSeen {
    match content_type {
        ContentType::Pdf => {
            let Checked { verdict, readable } = extract::check_seal(bytes, trust);
            ExtractSeen { seal: verdict, read: extract::read_extract(readable).ok().map(|extract| extract.read) }
        }
        ContentType::Jpeg | ContentType::Png => ExtractSeen { seal: SealVerdict::Unsealed, read: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str =
        "quarantine/org_01jdc5aaaaaaaaaaaaaaaaaaaa/upg_01jdc5aaaaaaaaaaaaaaaaaaaa/doc_01jdc5aaaaaaaaaaaaaaaaaaaa";

    #[test]
    fn a_file_belongs_to_the_document_its_ticket_was_made_for() {
        let place = Place::of(KEY).unwrap();
        assert_eq!(place.document.as_str(), "doc_01jdc5aaaaaaaaaaaaaaaaaaaa");
        assert_eq!(Place::of(&KEY.replace('/', "%2F")), Some(place));
        for other in [KEY.replace("quarantine", "released"), format!("{KEY}/x"), KEY.replace("doc_", "upg_")] {
            assert_eq!(Place::of(&other), None, "{other}");
        }
    }

    #[test]
    fn the_event_of_s3_is_read_as_far_as_it_matters() {
        let event = serde_json::json!({"Records": [{"eventVersion": "2.1", "s3": {
            "bucket": {"name": "uploads"}, "object": {"key": KEY, "size": 7, "eTag": "x"}}}]});
        let uploads: Uploads = serde_json::from_value(event).unwrap();
        assert_eq!((uploads.records[0].s3.object.size, uploads.records[0].s3.object.scan), (Some(7), None));
    }

    #[test]
    fn what_a_scanner_did_not_clear_is_not_let_in() {
        let refusal = |status: &str| {
            let event = serde_json::json!({"Records": [{"s3": {"object": {"key": KEY, "scan": status}}}]});
            let uploads: Uploads = serde_json::from_value(event).unwrap();
            uploads.records[0].s3.object.scan.unwrap().refusal()
        };
        assert_eq!(refusal("NO_THREATS_FOUND"), None);
        assert_eq!(refusal("THREATS_FOUND"), Some(DocumentRefusal::ActiveContent));
        assert_eq!(refusal("UNSUPPORTED"), Some(DocumentRefusal::TooComplex));
        for status in ["FAILED", "ACCESS_DENIED", "SOMETHING_NEW"] {
            assert_eq!(refusal(status), Some(DocumentRefusal::Lost), "{status}");
        }
    }
}
