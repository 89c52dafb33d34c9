//! `request-pin-letter`: somebody asks that a letter be sent to the business of a number. Whether there is one is not looked at here, so the answer is
//! the same always; the post goes to the address the chamber knows, and at most one letter a week.

use api::{Part, ProblemType, Route, Touch};
use domain::account::attempts::{PIN_LETTERS_BY_ACCOUNT, PIN_LETTERS_BY_ADDRESS, network};
use domain::audit::{Actor, AuditFact, Trail};
use domain::business::CompanyNumber;
use domain::effect::{BusinessEffect, Effect};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoPath, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::counter::Counter;
use store::{Change, Error};

use crate::problems::Refused;

/// Asks for a letter.
pub struct RequestPinLetter;

/// For which business.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestPinLetterInput {
    /// Its company number; spaces, dots and hyphens are forgiven.
    pub company_number: String,
}

impl Endpoint for RequestPinLetter {
    const ROUTE: Route = Route::post("request-pin-letter", "/v1/pin-letter-requests")
        .summary("Ask for a letter with a PIN; it goes by post to the address the chamber has of the business")
        .accepted()
        .touches(&[Touch::update(Part::Counter)])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = RequestPinLetterInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let number: CompanyNumber =
            call.input.company_number.parse().map_err(|_| Refused::Field("/companyNumber", "not-a-company-number"))?;
        let account = call.caller.account_id().clone();
        let by_account = Counter::of(&PIN_LETTERS_BY_ACCOUNT, account.as_str(), cx.now());
        let by_network = Counter::of(&PIN_LETTERS_BY_ADDRESS, &network(call.request.address), cx.now());
        let mut change = Change::new();
        change
            .update(by_account.raise())
            .update(by_network.raise())
            .audit(AuditFact {
                trail: Trail::Account { account: account.clone() },
                actor: Actor::Person { account: account.clone() },
                action: "request-pin-letter".to_owned(),
                object: account.to_string(),
                result: "asked".to_owned(),
            })
            .effect(Effect::Business(BusinessEffect::AskLetter { number, account }));
        match cx.commit(change).await {
            Err(Error::LimitReached { wait, .. }) => Err(Refused::TooMany(wait)),
            outcome => Ok(outcome.map(|()| Empty {}.into())?),
        }
    }
}
