//! Files of a folder as either side reads them.

use api::Page;
use domain::audit::Actor;
use domain::document::DownloadLink;
use domain::folder::file::{File, FileVersion, FileVersionView, FileView};
use domain::folder::upload::FileSide;
use domain::ids::AccountId;
use runtime::{Context, decide};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Change;

use crate::problems::Refused;
use crate::rooms::{self, FilePath, TopicPath};

/// A file with all its versions.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "FolderFileWithVersions")]
pub struct WithVersions {
    /// The file.
    pub file: FileView,
    /// Its versions, the latest first; at most a hundred of them.
    pub versions: Vec<FileVersionView>,
}

/// Which version is opened.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "OpenFolderFile")]
pub struct WhichVersion {
    /// Its number; the latest when absent.
    pub number: Option<u32>,
}

/// How many versions are told of.
const VERSIONS: u16 = 100;

/// Who reads, and on which side.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) account: &'a AccountId,
    pub(crate) side: FileSide,
}

impl Reader<'_> {
    /// As he stands in the audit trail.
    pub(crate) fn actor(self) -> Actor {
        let account = self.account.clone();
        match self.side {
            FileSide::Member => Actor::Person { account },
            FileSide::Chamber => Actor::Staff { account },
        }
    }
}

/// A page of the files in a folder.
pub(crate) async fn list(
    cx: &Context,
    path: &TopicPath,
    (limit, cursor): (u16, Option<String>),
    reader: Reader<'_>,
) -> Result<Page<FileView>, Refused> {
    let range = store::folder::files(&path.business, &path.topic).limit(limit).after(cursor);
    let page = cx.store().list::<File>(range).await?;
    Ok(page.map(|file| file.view(reader.side, reader.account)))
}

/// A file and its versions.
pub(crate) async fn whole(cx: &Context, path: &FilePath, reader: Reader<'_>) -> Result<WithVersions, Refused> {
    let key = store::folder::file_key(&path.business, &path.topic, &path.file);
    let file = cx.store().get::<File>(key).await?.ok_or(Refused::NotFound)?;
    let range = store::folder::versions(&path.business, &path.file).limit(VERSIONS);
    let versions = cx.store().list::<FileVersion>(range).await?;
    let versions = versions.items.iter().map(|version| version.view()).collect();
    Ok(WithVersions { file: file.view(reader.side, reader.account), versions })
}

/// A link to a version. Whoever opens the latest one from the other side has seen it; that he did is noted in the trail.
pub(crate) async fn open(
    cx: &Context,
    path: &FilePath,
    which: WhichVersion,
    reader: Reader<'_>,
    action: &'static str,
) -> Result<DownloadLink, Refused> {
    let load = || async {
        let key = store::folder::file_key(&path.business, &path.topic, &path.file);
        let file = cx.store().get::<File>(key).await?.ok_or(Refused::NotFound)?;
        let number = which.number.unwrap_or(file.number);
        let key = store::folder::version_key(&path.business, &path.file, number);
        let version = cx.store().get::<FileVersion>(key).await?.ok_or(Refused::NotFound)?;
        let link = rooms::link(cx, &version.released_key(), file.name.as_str()).await?;
        Ok((file, version, link))
    };
    decide(cx, load, |(file, version, link)| {
        let mut change = Change::new();
        if version.number == file.number
            && let Some(seen) = file.value.clone().seen_by(reader.side)
        {
            change.replace(file, &seen);
        }
        change.audit(rooms::fact(&path.business, reader.actor(), action, version.id.as_str(), "opened"));
        Ok::<_, Refused>((change, link.clone()))
    })
    .await
}
