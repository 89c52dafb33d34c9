//! `get-overview`: how far an overview is and, once it is ready, a link that downloads it for five minutes (S49).

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::document::DownloadLink;
use domain::ids::OverviewId;
use domain::overview::Overview;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoQuery, TICKET_LIFE};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problems::Refused;
use crate::view::{OverviewView, is_main, may_see};

/// Shows an overview.
pub struct GetOverview;

/// Which overview.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OverviewPath {
    /// Its id.
    pub overview_id: OverviewId,
}

/// An overview with the way to its file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenedOverview {
    /// The overview.
    pub overview: OverviewView,
    /// The link, while it is ready.
    pub download: Option<DownloadLink>,
}

impl Endpoint for GetOverview {
    const ROUTE: Route = Route::get("get-overview", "/v1/overviews/{overviewId}")
        .summary("How far an overview is and, once it is ready, a link to download it")
        .touches(&[Touch::read(Part::Overview)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadOverviews]);
    type Caller = Member;
    type Path = OverviewPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = OpenedOverview;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<OpenedOverview>, Refused> {
        let overview = find(cx, &call.caller, &call.path.overview_id).await?;
        let download = if overview.is_downloadable(cx.now()) {
            let link = cx.files().download_link(&overview.file_key(), &overview.file_name()).await;
            let expires_at = cx.now().saturating_add(TICKET_LIFE).unwrap_or(cx.now());
            Some(DownloadLink { url: link.map_err(|_| Refused::File)?, expires_at })
        } else {
            None
        };
        Ok(OpenedOverview { overview: OverviewView::of(&overview, cx.now()), download }.into())
    }
}

/// The caller's own or, for the main user, one that came by schedule.
async fn find(cx: &Context, caller: &Member, id: &OverviewId) -> Result<Overview, Refused> {
    let mut keys = vec![store::overview::key(caller.organisation(), Some(caller.account_id()), id)];
    if is_main(caller) {
        keys.push(store::overview::key(caller.organisation(), None, id));
    }
    let found = cx.store().batch(keys).await?.into_values().next().ok_or(Refused::NotFound)?;
    let overview = found.read::<Overview>(cx.keys()).await?.value;
    if may_see(caller, &overview) && overview.until() > cx.now() { Ok(overview) } else { Err(Refused::NotFound) }
}
