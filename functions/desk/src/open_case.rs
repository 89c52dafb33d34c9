//! `open-case`: one case with everything the desk needs to judge it side by side.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::document::{Document, DownloadLink, OpenedDocument};
use domain::ids::AccountId;
use domain::means_view::{MeansView, OrganisationView};
use domain::organisation::Organisation;
use domain::upgrade::StageName;
use domain::upgrade::desk::AtDeskView;
use domain::upgrade::messages::{Message, MessageView, Side};
use domain::upgrade::side_by_side::Row;
use domain::upgrade::view::{UpgradeView, Viewer};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff, TICKET_LIFE};
use schemars::JsonSchema;
use serde::Serialize;
use store::upgrade::Case;
use store::{Change, Error};

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
    /// What every source says, field by field.
    pub side_by_side: Vec<Row>,
    /// Who works on it, and who approved.
    pub at_desk: AtDeskView,
    /// What the customer and the desk wrote each other, oldest first.
    pub messages: Vec<MessageView>,
}

/// How much of a thread is shown: the latest.
const MESSAGES: u16 = 200;

impl Endpoint for OpenCase {
    const ROUTE: Route = Route::get("open-case", "/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}")
        .summary("One case with its organisation, its means and its documents")
        .touches(&[
            Touch::read(Part::Organisation).and(Touch::list(Part::Organisation)),
            Touch::list(Part::Timeline),
            Touch::put(Part::Audit),
        ])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadReleased, FileTouch::ReadIdentity]);
    type Caller = Staff;
    type Path = CasePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = CaseView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<CaseView>, Refused> {
        let (organisation_id, upgrade_id) = (&call.path.organisation_id, &call.path.upgrade_id);
        let (case, organisation, documents, messages) = tokio::try_join!(
            cases::load(cx, &call.path),
            async {
                let key = store::organisation::key(&call.path.organisation_id);
                Ok(cx.store().get::<Organisation>(key).await?)
            },
            async {
                let of_case = store::document::of_upgrade(&call.path.organisation_id, &call.path.upgrade_id);
                Ok(cx.store().list::<Document>(of_case.descending().limit(50)).await?)
            },
            async {
                let of_case = store::message::of_upgrade(organisation_id, upgrade_id);
                Ok(cx.store().list::<Message>(of_case.descending().limit(MESSAGES)).await?)
            },
        )?;
        let organisation =
            organisation.ok_or_else(|| Error::Corrupt("the organisation of a case is gone".to_owned()))?;
        cx.commit(looked(call.caller.account_id(), &case)).await?;
        let extract = case.upgrade.extract.as_ref().and_then(|on_file| on_file.seen.read.as_ref());
        let side_by_side = case.upgrade.side_by_side(&case.means.registration, extract);
        let at_desk = case.upgrade.at_desk.view(case.upgrade.rules()?, case.upgrade.target_level, cx.now());
        let thread = &case.upgrade.at_desk.thread;
        let messages = messages.items.iter().rev().map(|message| thread.view(message, Side::Desk)).collect();
        let mut on_desk = Vec::with_capacity(documents.items.len());
        for document in documents.items {
            on_desk.push(lay_out(cx, &document, case.upgrade.stage.name()).await?);
        }
        let means = case.means.view(&organisation, case.means.version, cx.today());
        let upgrade = case.upgrade.view(&case.means.registration, case.timeline, Viewer::Staff)?;
        let organisation = OrganisationView::from(&organisation.value);
        Ok(CaseView { upgrade, organisation, means, documents: on_desk, side_by_side, at_desk, messages }.into())
    }
}

/// Who looked at whose papers is kept (S57).
fn looked(by: &AccountId, case: &Case) -> Change {
    let mut change = Change::new();
    change.audit(AuditFact {
        trail: Trail::Organisation { organisation: case.upgrade.organisation.clone() },
        actor: Actor::Staff { account: by.clone() },
        action: OpenCase::ROUTE.operation.to_owned(),
        object: case.upgrade.id.to_string(),
        result: "opened".to_owned(),
    });
    change
}

async fn lay_out(cx: &Context, document: &Document, stage: StageName) -> Result<OpenedDocument, Refused> {
    let mut download = None;
    if document.may_be_opened_by_desk(stage) {
        let name = document.file_name.as_str();
        let url = cx.files().download_link(&document.released_key(), name).await.map_err(|_| Refused::File)?;
        download = Some(DownloadLink { url, expires_at: cx.now().saturating_add(TICKET_LIFE).unwrap_or(cx.now()) });
    }
    Ok(OpenedDocument { document: document.view(), download })
}
