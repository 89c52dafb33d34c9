//! `get-company`: one company of the business register with its branches. Who acts for it is shown to its own people only, and nobody's
//! date of birth to anybody (S45). Limited per account.

use api::{Part, ProblemType, Route, Touch};
use domain::account::attempts::REGISTER_QUESTIONS;
use domain::kvk_number::KvkNumber;
use domain::organisation::Organisation;
use domain::upgrade::consult::CompanyView;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::counter::Counter;

use crate::problems::Refused;

/// Shows a company.
pub struct GetCompany;

/// Which company.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CompanyPath {
    /// Its number.
    pub kvk_number: KvkNumber,
}

impl Endpoint for GetCompany {
    const ROUTE: Route = Route::get("get-company", "/v1/companies/{kvkNumber}")
        .summary(
            "One company of the business register: name, legal form, branches and, for its own people, who acts for it",
        )
        .touches(&[Touch::read(Part::Organisation), Touch::read(Part::Counter).and(Touch::update(Part::Counter))])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = CompanyPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = CompanyView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<CompanyView>, Refused> {
        let number = call.path.kvk_number;
        cx.admit(&[Counter::of(&REGISTER_QUESTIONS, call.caller.0.account.id.as_str(), cx.now())]).await?;
        let own = is_own(cx, &call.caller, &number).await?;
        let company = cx.register().company(&number, cx.now()).await?.ok_or(Refused::NotFound)?;
        let view = CompanyView::of(&company);
        let officials = view.officials.filter(|_| own);
        Ok(CompanyView { officials, ..view }.into())
    }
}

/// Whether the caller acts for this company.
async fn is_own(cx: &Context, caller: &Person, number: &KvkNumber) -> Result<bool, store::Error> {
    let Some(membership) = &caller.0.membership else { return Ok(false) };
    let key = store::organisation::key(&membership.organisation);
    let organisation = cx.store().get::<Organisation>(key).await?;
    Ok(organisation.is_some_and(|organisation| organisation.kvk_number == *number))
}
