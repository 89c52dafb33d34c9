//! `list-new-files`: what businesses handed in and nobody of the desk has seen, longest waiting first.

use std::collections::HashMap;

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::business::{Business, CompanyNumber};
use domain::folder::File;
use domain::folder::file::FileView;
use domain::folder::upload::FileSide;
use domain::ids::BusinessId;
use domain::name::Name;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Staff};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Lists new files.
pub struct ListNewFiles;

/// A file nobody of the desk has seen, with the business it is of.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewFile {
    /// Which business.
    pub business_id: BusinessId,
    /// What it is called.
    pub business_name: Name,
    /// Its company number.
    pub company_number: CompanyNumber,
    /// The file.
    pub file: FileView,
}

impl Endpoint for ListNewFiles {
    const ROUTE: Route = Route::get("list-new-files", "/v1/desk/new-files")
        .summary("What businesses handed in and nobody has seen, longest waiting first")
        .touches(&[Touch::list(Part::Folder), Touch::read(Part::Business)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<NewFile>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<NewFile>>, Refused> {
        let limit = call.query.limit();
        let page = cx.store().list::<File>(store::folder::unseen().limit(limit).after(call.query.cursor)).await?;
        let mut keys: Vec<_> = page.items.iter().map(|file| store::business::key(&file.business)).collect();
        keys.sort_by(|one, other| one.pk.cmp(&other.pk));
        keys.dedup();
        let mut businesses = HashMap::new();
        for item in cx.store().batch(keys).await?.into_values() {
            let business = item.read::<Business>(cx.keys()).await?.value;
            businesses.insert(business.id.clone(), business);
        }
        let account = call.caller.account_id();
        let told = page.items.iter().filter_map(|file| {
            let business = businesses.get(&file.business)?;
            Some(NewFile {
                business_id: business.id.clone(),
                business_name: business.name.clone(),
                company_number: business.number.clone(),
                file: file.view(FileSide::Chamber, account),
            })
        });
        Ok(Page { items: told.collect(), next_cursor: page.next_cursor }.into())
    }
}
