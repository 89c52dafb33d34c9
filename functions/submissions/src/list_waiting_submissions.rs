//! `list-waiting-submissions`: what waits for the desk, the longest waiting first; of one form, when one is named.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::form::FormId;
use domain::language::Language;
use domain::submission::{Submission, Waiting};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::submission::WaitingOfForm;
use store::{Error, Range};

use crate::cases;
use crate::problems::Refused;
use crate::views::{self, WaitingSubmission};

/// Lists what waits.
pub struct ListWaitingSubmissions;

/// What is to be listed.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WaitingSubmissionsQuery {
    /// Of which form; of every one when absent.
    pub form: Option<FormId>,
    /// The language the forms are named in; German when absent.
    #[serde(default = "cases::german")]
    pub language: Language,
    /// Where the page begins: the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

impl Endpoint for ListWaitingSubmissions {
    const ROUTE: Route = Route::get("list-waiting-submissions", "/v1/desk/submissions")
        .summary("Filled forms that wait for the desk, the longest waiting first")
        .touches(&[Touch::read(Part::Submission).and(Touch::list(Part::Submission)), Touch::read(Part::Form)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = WaitingSubmissionsQuery;
    type Input = NoInput;
    type Output = Page<WaitingSubmission>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<WaitingSubmission>>, Refused> {
        let WaitingSubmissionsQuery { form, language, cursor } = call.query;
        let Page { items: waiting, next_cursor } = waiting(cx, form.as_ref(), cursor).await?;
        let keys: Vec<_> = waiting.iter().map(|waiting| store::submission::key(&waiting.submission)).collect();
        let mut found = cx.store().batch(keys.clone()).await?;
        let mut items = Vec::new();
        for (waiting, key) in waiting.into_iter().zip(keys) {
            let Some(item) = found.remove(&key) else { continue };
            let submission = item.read::<Submission>(cx.keys()).await?;
            let form = cases::form_of(cx, &submission).await?;
            items.push(WaitingSubmission {
                submission_id: waiting.submission,
                form: waiting.form,
                title: form.title.said(language).to_owned(),
                since: waiting.since,
                taken: views::taken(&submission, cx.now()),
            });
        }
        Ok(Page { items, next_cursor }.into())
    }
}

/// A page of what waits: those of one form stand together too, so that no page is short because others waited in between.
async fn waiting(cx: &Context, form: Option<&FormId>, cursor: Option<String>) -> Result<Page<Waiting>, Error> {
    let page = |range: Range| range.limit(PageQuery::default().limit()).after(cursor);
    match form {
        None => {
            let page = cx.store().list::<Waiting>(page(store::submission::queue())).await?;
            let items = page.items.into_iter().map(|item| item.value).collect();
            Ok(Page { items, next_cursor: page.next_cursor })
        }
        Some(form) => {
            let page = cx.store().list::<WaitingOfForm>(page(store::submission::queue_of(form))).await?;
            let items = page.items.into_iter().map(|item| item.value.0).collect();
            Ok(Page { items, next_cursor: page.next_cursor })
        }
    }
}
