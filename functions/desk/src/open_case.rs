//! `open-case`: one case with everything the desk needs to judge it side by side.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::document::{Document, DownloadLink, OpenedDocument};
use domain::means_view::{MeansView, OrganisationView};
use domain::organisation::Organisation;
use domain::upgrade::view::{UpgradeView, Viewer};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff, TICKET_LIFE};
use schemars::JsonSchema;
use serde::Serialize;
use store::Error;

use crate::cases::{self, CasePath};
use crate::problems::Refused;

/// Opens a case.
pub struct OpenCase;

/// A case, whole.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CaseView {
    /// The upgrade.
    pub upgrade: UpgradeView,
    /// The organisation.
    pub organisation: OrganisationView,
    /// The means.
    pub means: MeansView,
    /// What was handed in.
    pub documents: Vec<OpenedDocument>,
}

impl Endpoint for OpenCase {
    const ROUTE: Route = Route::get("open-case", "/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}")
        .summary("One case with its organisation, its means and its documents")
        .touches(&[Touch::read(Part::Organisation).and(Touch::list(Part::Organisation)), Touch::list(Part::Timeline)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadReleased]);
    type Caller = Staff;
    type Path = CasePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = CaseView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<CaseView>, Refused> {
        let (case, organisation, documents) = tokio::try_join!(
            cases::load(cx, &call.path),
            async {
                let key = store::organisation::key(&call.path.organisation_id);
                Ok(cx.store().get::<Organisation>(key).await?)
            },
            async {
                let of_case = store::document::of_upgrade(&call.path.organisation_id, &call.path.upgrade_id);
                Ok(cx.store().list::<Document>(of_case.descending().limit(50)).await?)
            },
        )?;
        let organisation =
            organisation.ok_or_else(|| Error::Corrupt("the organisation of a case is gone".to_owned()))?;
        let mut on_desk = Vec::with_capacity(documents.items.len());
        for document in documents.items {
            on_desk.push(lay_out(cx, &document).await?);
        }
        let means = case.means.view(&organisation, case.means.version, cx.today());
        let upgrade = case.upgrade.view(&case.means.registration, case.timeline, Viewer::Staff)?;
        let organisation = OrganisationView::from(&organisation.value);
        Ok(CaseView { upgrade, organisation, means, documents: on_desk }.into())
    }
}

async fn lay_out(cx: &Context, document: &Document) -> Result<OpenedDocument, Refused> {
    let mut download = None;
    if document.is_released() {
        let name = document.file_name.as_str();
        let url = cx.files().download_link(&document.released_key(), name).await.map_err(|_| Refused::File)?;
        download = Some(DownloadLink { url, expires_at: cx.now().saturating_add(TICKET_LIFE).unwrap_or(cx.now()) });
    }
    Ok(OpenedDocument { document: document.view(), download })
}
