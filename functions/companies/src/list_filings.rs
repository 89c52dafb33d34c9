//! `list-filings`: which documents were filed of a company, so that one can be ordered: names and dates, not what is in them. Limited per
//! account.

use api::{Part, ProblemType, Route, Touch};
use domain::account::attempts::REGISTER_QUESTIONS;
use domain::order::Filing;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};
use schemars::JsonSchema;
use serde::Serialize;
use store::counter::Counter;

use crate::get_company::CompanyPath;
use crate::problems::Refused;

/// Lists filings.
pub struct ListFilings;

/// What was filed, the latest first.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FilingsView {
    /// Each document.
    pub items: Vec<FilingView>,
}

/// A document that was filed.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FilingView {
    /// The register's name for it.
    pub filing: Filing,
    /// What it is, as a code with words in three languages.
    pub kind: String,
    /// When it was filed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// The financial year it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub book_year: Option<i16>,
}

impl Endpoint for ListFilings {
    const ROUTE: Route = Route::get("list-filings", "/v1/companies/{kvkNumber}/filings")
        .summary("Which documents were filed of a company")
        .touches(&[Touch::read(Part::Counter).and(Touch::update(Part::Counter))])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = CompanyPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = FilingsView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FilingsView>, Refused> {
        cx.admit(&[Counter::of(&REGISTER_QUESTIONS, call.caller.0.account.id.as_str(), cx.now())]).await?;
        let number = &call.path.kvk_number;
        let filed = cx.register().filings(number).await?;
        // Who has filed nothing is told from who is not there.
        if filed.is_empty() && cx.register().company(number, cx.now()).await?.is_none() {
            return Err(Refused::NotFound);
        }
        let view = filed.into_iter().map(|filed| FilingView {
            filing: filed.filing,
            kind: filed.kind,
            on: filed.on,
            book_year: filed.book_year,
        });
        Ok(FilingsView { items: view.collect() }.into())
    }
}
