//! `find-files`: files of a business whose names have words that begin as those asked for.

use api::{KeySet, Page, Part, Route, Touch};
use domain::folder::file::{Begins, File, FileView};
use domain::folder::search;
use domain::folder::upload::FileSide;
use runtime::{Answer, Call, Context, Endpoint, NoInput, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::folder::Tags;

use crate::problems::Refused;
use crate::rooms::{self, BusinessPath};

/// Finds files.
pub struct FindFiles;

/// How many entries are read at once.
const PAGE: u16 = 100;
/// How many times, before what was found so far is answered with the place to go on from.
const MOST_PAGES: usize = 4;
/// How many found are enough for one answer.
const ENOUGH: usize = 25;

/// What is asked for.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "FilesQuery")]
pub struct FilesQuery {
    /// Words the name has, or how they begin.
    #[schemars(length(min = 1, max = 100))]
    pub q: String,
    /// Where the page begins: the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

impl Endpoint for FindFiles {
    const ROUTE: Route = Route::get("find-files", "/v1/businesses/{business}/files")
        .summary(
            "Files whose names have words that begin as yours; a word of fewer than three letters finds whole words",
        )
        .touches(&[Touch::read(Part::Business), Touch::list(Part::Folder).and(Touch::read(Part::Folder))])
        .keys(&[KeySet::Data, KeySet::Index]);
    type Caller = Person;
    type Path = BusinessPath;
    type Query = FilesQuery;
    type Input = NoInput;
    type Output = Page<FileView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<FileView>>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let FilesQuery { q, mut cursor } = call.query;
        let business = &call.path.business;
        let looked_up = search::looked_up(&q).ok_or(Refused::field("/q", "missing"))?;
        let tag = Tags::of(cx.keys(), business).await?.beginning(&looked_up);
        let mut found = Vec::new();
        for _ in 0..MOST_PAGES {
            let range = store::folder::beginning(business, &tag).limit(PAGE).after(cursor.take());
            let page = cx.store().list::<Begins>(range).await?;
            let keys = page.items.iter().map(|begins| store::folder::file_key(business, &begins.topic, &begins.file));
            let mut files = cx.store().batch(keys.clone().collect()).await?;
            for key in keys {
                let Some(item) = files.remove(&key) else { continue };
                let file = item.read::<File>(cx.keys()).await?;
                if search::answers(file.name.as_str(), &q) {
                    found.push(file.view(FileSide::Member, call.caller.account_id()));
                }
            }
            cursor = page.next_cursor;
            if cursor.is_none() || found.len() >= ENOUGH {
                break;
            }
        }
        Ok(Page { items: found, next_cursor: cursor }.into())
    }
}
