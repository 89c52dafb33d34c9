//! `list-file-uploads`: the caller's uploads of the last days, so that one that broke off is gone on with, on whatever device.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::folder::upload::{By, Owner, Upload, UploadView};
use runtime::{Answer, Call, Context, Endpoint, NoInput, Person};

use crate::problems::Refused;
use crate::rooms::{self, BusinessPath};

/// Lists uploads.
pub struct ListFileUploads;

/// Whether the caller sends it: what colleagues send is theirs until it is there.
pub(crate) fn is_own(upload: &Upload, caller: &Person) -> bool {
    upload.by == By::Member { account: caller.account_id().clone() }
}

impl Endpoint for ListFileUploads {
    const ROUTE: Route = Route::get("list-file-uploads", "/v1/businesses/{business}/uploads")
        .summary("Your uploads of the last seven days, the latest first")
        .touches(&[Touch::read(Part::Business), Touch::list(Part::Folder)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = BusinessPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<UploadView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<UploadView>>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let limit = call.query.limit();
        let range = store::folder::uploads(&Owner::Business(call.path.business.clone())).limit(limit);
        let page = cx.store().list::<Upload>(range.after(call.query.cursor)).await?;
        let Page { items, next_cursor } = page;
        let own = items.iter().filter(|upload| upload.until() > cx.now() && is_own(upload, &call.caller));
        Ok(Page { items: own.map(|upload| upload.view(Vec::new())).collect(), next_cursor }.into())
    }
}
