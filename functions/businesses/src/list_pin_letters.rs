//! `list-pin-letters`: letters that lie ready for the post, the first to be deleted first.

use std::collections::HashMap;

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::business::{Business, BusinessView, LetterView, PinLetter};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Staff};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Lists letters for the post.
pub struct ListPinLetters;

/// A letter for the post.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadyPinLetter {
    /// The letter.
    pub letter: LetterView,
    /// To whom it goes.
    pub business: BusinessView,
}

impl Endpoint for ListPinLetters {
    const ROUTE: Route = Route::get("list-pin-letters", "/v1/desk/pin-letters")
        .summary("Letters with a PIN that lie ready for the post")
        .touches(&[Touch::read(Part::Business).and(Touch::list(Part::Business))])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<ReadyPinLetter>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<ReadyPinLetter>>, Refused> {
        let range = store::business::letters_with_files().limit(call.query.limit()).after(call.query.cursor);
        let page = cx.store().list::<PinLetter>(range).await?;
        let keys: Vec<_> = page.items.iter().map(|letter| store::business::key(&letter.business)).collect();
        let mut businesses = HashMap::with_capacity(keys.len());
        for item in cx.store().batch(keys).await?.into_values() {
            let business = item.read::<Business>(cx.keys()).await?.value;
            businesses.insert(business.id.clone(), business.view());
        }
        let ready = |letter: &PinLetter| {
            let view = letter.view(cx.now());
            view.file_until?;
            Some(ReadyPinLetter { letter: view, business: businesses.get(&letter.business)?.clone() })
        };
        let items = page.items.iter().filter_map(|letter| ready(letter)).collect();
        Ok(Page { items, next_cursor: page.next_cursor }.into())
    }
}
