//! Whose folders are meant: the paths, and who may.

use domain::audit::{Actor, AuditFact, Trail};
use domain::document::DownloadLink;
use domain::folder::TopicId;
use domain::folder::upload::Owner;
use domain::ids::{BusinessId, FileId, ParcelId, TemplateId, VersionId};
use runtime::{Context, Person, TICKET_LIFE};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::problems::Refused;

/// Which business.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "FoldersPath")]
pub struct BusinessPath {
    /// Its id.
    pub business: BusinessId,
}

/// Which folder of which business.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "FolderPath")]
pub struct TopicPath {
    /// The business.
    pub business: BusinessId,
    /// The folder.
    pub topic: TopicId,
}

/// Which file in which folder.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "FolderFilePath")]
pub struct FilePath {
    /// The business.
    pub business: BusinessId,
    /// The folder.
    pub topic: TopicId,
    /// The file.
    pub file: FileId,
}

/// Which upload to a business.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "FolderUploadPath")]
pub struct UploadPath {
    /// The business.
    pub business: BusinessId,
    /// The upload.
    pub upload: VersionId,
}

/// Which upload, whosever.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "DeskUploadPath")]
pub struct OwnedUploadPath {
    /// Whose it is: a business or a template.
    pub owner: Owner,
    /// The upload.
    pub upload: VersionId,
}

/// Which parcel.
#[derive(Deserialize, JsonSchema)]
pub struct ParcelPath {
    /// The business.
    pub business: BusinessId,
    /// The parcel.
    pub parcel: ParcelId,
}

/// Which template, for which business.
#[derive(Deserialize, JsonSchema)]
pub struct OfferedTemplatePath {
    /// The business.
    pub business: BusinessId,
    /// The template.
    pub template: TemplateId,
}

/// Which template.
#[derive(Deserialize, JsonSchema)]
pub struct TemplatePath {
    /// The template.
    pub template: TemplateId,
}

/// Only who opened the business comes further; to anybody else it is not there (S44).
pub(crate) async fn enter(cx: &Context, caller: &Person, business: &BusinessId) -> Result<(), Refused> {
    caller.opened(cx, business).await?.map(drop).ok_or(Refused::NotFound)
}

/// A link to something in the bucket, for five minutes.
pub(crate) async fn link(cx: &Context, key: &str, name: &str) -> Result<DownloadLink, Refused> {
    let url = cx.files().download_link(key, name).await.map_err(|_| Refused::File)?;
    Ok(DownloadLink { url, expires_at: cx.now().saturating_add(TICKET_LIFE).unwrap_or(cx.now()) })
}

/// A fact for the trail of a business.
pub(crate) fn fact(business: &BusinessId, actor: Actor, action: &str, object: &str, result: &str) -> AuditFact {
    AuditFact {
        trail: Trail::Business { business: business.clone() },
        actor,
        action: action.to_owned(),
        object: object.to_owned(),
        result: result.to_owned(),
    }
}
