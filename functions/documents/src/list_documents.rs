//! `list-documents`: what was handed in for an upgrade, and what became of it.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::document::{Document, DocumentView};
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput};

use crate::cases::{self, UpgradePath};
use crate::problems::Refused;

/// Lists documents.
pub struct ListDocuments;

impl Endpoint for ListDocuments {
    const ROUTE: Route = Route::get("list-documents", "/v1/upgrades/{upgradeId}/documents")
        .summary("The documents handed in for an upgrade, oldest first")
        .touches(&[Touch::read(Part::Organisation).and(Touch::list(Part::Organisation))])
        .keys(&[KeySet::Data])
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<DocumentView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<DocumentView>>, Refused> {
        let upgrade = cases::load(cx, &call.caller, &call.path.upgrade_id).await?;
        let limit = call.query.limit();
        let range = store::document::of_upgrade(call.caller.organisation(), &upgrade.id).limit(limit);
        let mut page = cx.store().list::<Document>(range.after(call.query.cursor)).await?;
        page.items.retain(|document| document.is_shown_to(call.caller.account_id()));
        Ok(page.map(|document| document.view()).into())
    }
}
