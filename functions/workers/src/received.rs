//! Files that came in part by part (`domain::folder::upload`): judged like extracts, and then put where they go. What is released becomes a version of a file
//! in a folder of a business, or the file of a template, in one transaction with the upload's end; the attachment of a form is released and no more.
//!
//! May be told of one file twice, at the same time or after being killed half-way: what was judged is not judged again, and the file in quarantine goes only
//! when the verdict stands in the table.

use domain::document::DocumentRefusal;
use domain::folder::file::{File, Named, filed};
use domain::folder::template::{Template, TemplateFile};
use domain::folder::upload::{Destination, FileSide, Owner, Upload};
use domain::folder::{FileKind, Sha256, TopicId};
use domain::ids::{BusinessId, FileId, TemplateId, VersionId};
use domain::name::Note;
use runtime::{Context, Failure, FileError, Seal};
use store::folder::Tags;
use store::{Change, Error, Versioned};

use crate::effects::folders::to_everybody;
use crate::inspect_upload::Object;

/// How often a verdict is written anew when another version of the same file was let in meanwhile.
const TRIES: usize = 12;

/// Which upload a file is, by the key its parts were signed for.
pub(crate) fn place(key: &str) -> Option<(Owner, VersionId)> {
    let key = key.replace("%2F", "/");
    let (owner, id) = key.strip_prefix("quarantine/")?.split_once('/')?;
    Some((owner.parse().ok()?, id.parse().ok()?))
}

/// Judges one.
pub(crate) async fn inspect(cx: &Context, owner: &Owner, id: &VersionId, object: &Object) -> Result<(), Failure> {
    let quarantined = domain::folder::upload::quarantine_key(owner, id);
    let Some(upload) = find(cx, owner, id).await? else {
        drop_unknown(cx, owner, id).await?;
        return Ok(cx.files().remove(&quarantined).await?);
    };
    let largest = cx.config().largest_file;
    let known = object.refusal();
    let other_size = object.size.filter(|size| *size != upload.size).map(|size| match size > largest {
        true => DocumentRefusal::TooLarge,
        false => DocumentRefusal::NotTheDeclaredType,
    });
    let (refusal, tag) = match known.or(other_size) {
        Some(refusal) => (Some(refusal), String::new()),
        None => match cx.files().read(&quarantined, largest).await {
            Ok(file) => (look_at(file.bytes, &upload, largest).await, file.tag),
            Err(FileError::Absent) => (Some(DocumentRefusal::Lost), String::new()),
            Err(error) => return Err(error.into()),
        },
    };
    settle(cx, owner, id, refusal, &tag).await?;
    Ok(cx.files().remove(&quarantined).await?)
}

/// The upload, if it still waits for a verdict.
async fn find(cx: &Context, owner: &Owner, id: &VersionId) -> Result<Option<Versioned<Upload>>, Failure> {
    let found = cx.store().get::<Upload>(store::folder::upload_key(owner, id)).await?;
    Ok(found.filter(|upload| upload.value.clone().arrived(cx.now()).is_some()))
}

/// Drops what was let in for a form that was thrown away while it was judged. The note of an upload to a form stays as long as its file; that of others
/// is cleared away when the file has become one of a folder, and says nothing then.
async fn drop_unknown(cx: &Context, owner: &Owner, id: &VersionId) -> Result<(), Failure> {
    if !matches!(owner, Owner::Submission(_)) {
        return Ok(());
    }
    if cx.store().get::<Upload>(store::folder::upload_key(owner, id)).await?.is_none() {
        cx.files().remove(&domain::folder::upload::released_key(owner, id)).await?;
    }
    Ok(())
}

/// Judges the bytes on a thread that may take its time. `None` when there is nothing against them.
async fn look_at(bytes: Vec<u8>, upload: &Upload, largest: u64) -> Option<DocumentRefusal> {
    let (kind, name, sum): (FileKind, String, Sha256) = (upload.kind, upload.name.to_string(), upload.sha256.clone());
    let looking = tokio::task::spawn_blocking(move || {
        // Parts of two files put together are no file anybody meant to send.
        if Sha256::of(&bytes) != sum {
            return Some(DocumentRefusal::Broken);
        }
        extract::inspect_file(&bytes, kind, &name, largest).err().map(DocumentRefusal::from)
    });
    // A parser that gives up altogether has met a file that is not what it says.
    looking.await.unwrap_or(Some(DocumentRefusal::Broken))
}

/// Writes the verdict. Released bytes are in their place before the table says so, and they are those that were judged.
async fn settle(
    cx: &Context,
    owner: &Owner,
    id: &VersionId,
    refusal: Option<DocumentRefusal>,
    tag: &str,
) -> Result<(), Failure> {
    for _ in 0..TRIES {
        let Some(upload) = find(cx, owner, id).await? else { return drop_unknown(cx, owner, id).await };
        let mut change = Change::new();
        match refusal {
            Some(reason) => {
                change.replace(&upload, &upload.value.clone().refused(reason, cx.now()));
            }
            None => {
                match cx.files().copy(&upload.quarantine_key(), &upload.released_key(), Seal::Documents, tag).await {
                    Ok(()) => {}
                    // Another one was quicker and has tidied up: its verdict stands.
                    Err(FileError::Absent) => continue,
                    Err(error) => return Err(error.into()),
                }
                let file = let_in(cx, &upload, &mut change).await?;
                change.replace(&upload, &upload.value.clone().released(file, cx.now()));
            }
        }
        match cx.commit(change).await {
            Ok(()) => return Ok(()),
            Err(Error::Conflict(_) | Error::Exists(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("what an upload goes to kept changing while it was judged".to_owned()))
}

/// What follows when an upload is let in; answers the file it is a version of, where it is one.
async fn let_in(cx: &Context, upload: &Upload, change: &mut Change) -> Result<Option<FileId>, Failure> {
    match &upload.destination {
        Destination::Folder { business, topic, note } => {
            file(cx, upload, (business, topic, note.as_ref()), change).await.map(Some)
        }
        Destination::Template { template } => {
            renew(cx, upload, template, change).await?;
            Ok(None)
        }
        Destination::Submission { .. } => Ok(None),
    }
}

/// The same name in the same folder is a new version; another name is a new file, and is kept under the beginnings of its words.
async fn file(
    cx: &Context,
    upload: &Upload,
    (business, topic, note): (&BusinessId, &TopicId, Option<&Note>),
    change: &mut Change,
) -> Result<FileId, Failure> {
    let tags = Tags::of(cx.keys(), business).await?;
    let tag = tags.name(upload.name.as_str());
    let named = cx.store().get::<Named>(store::folder::named_key(business, topic, &tag)).await?;
    let before = match &named {
        Some(named) => cx.store().get::<File>(store::folder::file_key(business, topic, &named.file)).await?,
        None => None,
    };
    let id = FileId::new(cx.now(), cx.chance());
    let value = before.as_ref().map(|before| before.value.clone());
    let (file, version) = filed(value, upload, (business, topic, note), id, cx.now());
    change.create(&version);
    match &before {
        Some(before) => {
            change.replace(before, &file);
        }
        None => {
            let taken = Named { business: business.clone(), topic: topic.clone(), tag, file: file.id.clone() };
            match &named {
                // The note of a file that was deleted while this one came in.
                Some(named) => change.replace(named, &taken),
                None => change.create(&taken),
            };
            change.create(&file);
            for begins in tags.begins(&file) {
                change.set(&begins);
            }
        }
    }
    match file.by.side() {
        FileSide::Chamber => {
            change.effects(to_everybody(cx, business, &file).await?);
        }
        FileSide::Member => {}
    }
    Ok(file.id)
}

/// The template gets its file; of the one before nothing is kept.
async fn renew(cx: &Context, upload: &Upload, id: &TemplateId, change: &mut Change) -> Result<(), Failure> {
    let Some(template) = cx.store().get::<Template>(store::folder::template_key(id)).await? else { return Ok(()) };
    let file = TemplateFile { id: upload.id.clone(), name: upload.name.clone(), kind: upload.kind, size: upload.size };
    if let Some(renewed) = template.value.clone().with_file(file, cx.now()) {
        change.replace(&template, &renewed);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_belongs_to_the_upload_its_parts_were_signed_for() {
        let key = "quarantine/biz_01jdc5aaaaaaaaaaaaaaaaaaaa/ver_01jdc5bbbbbbbbbbbbbbbbbbbb";
        let (owner, id) = place(key).unwrap();
        assert_eq!(
            (owner.to_string().as_str(), id.as_str()),
            ("biz_01jdc5aaaaaaaaaaaaaaaaaaaa", "ver_01jdc5bbbbbbbbbbbbbbbbbbbb")
        );
        assert!(place(&key.replace('/', "%2F")).is_some());
        for other in [key.replace("quarantine", "released"), format!("{key}/x"), key.replace("biz_", "org_")] {
            assert_eq!(place(&other), None, "{other}");
        }
    }
}
