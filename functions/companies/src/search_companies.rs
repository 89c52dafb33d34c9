//! `search-companies`: finds companies in the business register, by name, by number or by a branch's number. Limited per account.

use api::{Part, ProblemType, Route, Touch};
use domain::account::attempts::REGISTER_QUESTIONS;
use domain::establishment_number::EstablishmentNumber;
use domain::kvk_number::KvkNumber;
use domain::name::Name;
use register::{Found, FoundKind, Query};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Person};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::counter::Counter;

use crate::problems::Refused;

/// Finds companies.
pub struct SearchCompanies;

/// What is looked for: one of the three.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SearchCompaniesQuery {
    /// Whole words of the name.
    pub name: Option<Name>,
    /// The KvK number.
    pub kvk_number: Option<KvkNumber>,
    /// The number of a branch.
    pub establishment_number: Option<EstablishmentNumber>,
}

/// What was found, as the register ranks it; at most twenty.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CompaniesView {
    /// Each company and branch.
    pub items: Vec<FoundView>,
}

/// A company or one of its branches.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FoundView {
    /// The company's number.
    pub kvk_number: KvkNumber,
    /// The branch's number, when it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub establishment_number: Option<EstablishmentNumber>,
    /// Its name.
    pub name: String,
    /// Where it is; absent when that is shielded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What it is.
    pub kind: FoundKindName,
}

/// What was found.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FoundKindName {
    /// A legal person.
    LegalPerson,
    /// A main branch.
    MainBranch,
    /// Another branch.
    Branch,
}

impl From<Found> for FoundView {
    fn from(found: Found) -> Self {
        Self {
            kvk_number: found.kvk_number,
            establishment_number: found.establishment_number,
            name: found.name,
            place: found.place,
            kind: match found.kind {
                FoundKind::LegalPerson => FoundKindName::LegalPerson,
                FoundKind::MainBranch => FoundKindName::MainBranch,
                FoundKind::Branch => FoundKindName::Branch,
            },
        }
    }
}

impl Endpoint for SearchCompanies {
    const ROUTE: Route = Route::get("search-companies", "/v1/companies")
        .summary("Find companies in the business register, by name, KvK number or branch number")
        .touches(&[Touch::read(Part::Counter).and(Touch::update(Part::Counter))])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = NoPath;
    type Query = SearchCompaniesQuery;
    type Input = NoInput;
    type Output = CompaniesView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<CompaniesView>, Refused> {
        let query = match (call.query.name, call.query.kvk_number, call.query.establishment_number) {
            (Some(name), None, None) => Query::Name(name.into()),
            (None, Some(number), None) => Query::Number(number),
            (None, None, Some(branch)) => Query::Branch(branch),
            _ => return Err(Refused::NothingToLookFor),
        };
        cx.admit(&[Counter::of(&REGISTER_QUESTIONS, call.caller.0.account.id.as_str(), cx.now())]).await?;
        let found = cx.register().search(&query).await?;
        Ok(CompaniesView { items: found.into_iter().map(FoundView::from).collect() }.into())
    }
}
