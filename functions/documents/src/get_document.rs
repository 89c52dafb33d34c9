//! `get-document`: one document and, once it was released, a link to open it for five minutes (S49, S50).

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::document::{Document, DownloadLink, OpenedDocument};
use domain::ids::{DocumentId, UpgradeId};
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoQuery, TICKET_LIFE};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases;
use crate::problems::Refused;

/// Shows a document.
pub struct GetDocument;

/// Which document.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentPath {
    /// The upgrade it belongs to.
    pub upgrade_id: UpgradeId,
    /// Its id.
    pub document_id: DocumentId,
}

impl Endpoint for GetDocument {
    const ROUTE: Route = Route::get("get-document", "/v1/upgrades/{upgradeId}/documents/{documentId}")
        .summary("One document and, once it was released, a link to open it")
        .touches(&[Touch::read(Part::Organisation)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadReleased])
        .heeds_branch();
    type Caller = Member;
    type Path = DocumentPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = OpenedDocument;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<OpenedDocument>, Refused> {
        let upgrade = cases::load(cx, &call.caller, &call.path.upgrade_id).await?;
        let key = store::document::key(call.caller.organisation(), &upgrade.id, &call.path.document_id);
        let document = cx.store().get::<Document>(key).await?.ok_or(Refused::NotFound)?;
        if !document.is_shown_to(call.caller.account_id()) {
            return Err(Refused::NotFound);
        }
        let download = if document.may_be_opened_by_customer() {
            let name = document.file_name.as_str();
            let url = cx.files().download_link(&document.released_key(), name).await.map_err(|_| Refused::File)?;
            Some(DownloadLink { url, expires_at: cx.now().saturating_add(TICKET_LIFE).unwrap_or(cx.now()) })
        } else {
            None
        };
        Ok(OpenedDocument { document: document.view(), download }.into())
    }
}
