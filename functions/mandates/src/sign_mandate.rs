//! `sign-mandate`: what waits is signed with a second factor: the mandate, which is good from then on, or its change, which counts from then on.
//! Only exactly what was shown is signed, and the code is used up in the transaction that writes the signature.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::mandate::{Giver, MandateView};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Error;

use crate::mandates::{MandatePath, TRIES, change, find, people};
use crate::problems::Refused;
use crate::second_factor::{factor_of, show};

/// Signs a mandate.
pub struct SignMandate;

/// What is signed, and what shows who signs.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignMandateInput {
    /// The fingerprint of what was shown: only that is signed.
    pub fingerprint: String,
    /// Six digits, from the app or from the mail.
    pub code: String,
}

impl Endpoint for SignMandate {
    const ROUTE: Route = Route::post("sign-mandate", "/v1/businesses/{business}/mandates/{mandate}/signatures")
        .summary("Sign what waits to be signed of a mandate, with a second factor")
        .touches(&[
            Touch::read(Part::Business).and(Touch::list(Part::Business)),
            Touch::write(Part::Mandate),
            Touch::write(Part::Account),
            Touch::read(Part::Counter).and(Touch::update(Part::Counter)),
        ])
        .keys(&[KeySet::Data, KeySet::Pepper])
        .problems(&[
            ProblemType::WrongStage,
            ProblemType::ChangedMeanwhile,
            ProblemType::WrongCode,
            ProblemType::CodeVoid,
            ProblemType::TooManyAttempts,
        ]);
    type Caller = Person;
    type Path = MandatePath;
    type Query = NoQuery;
    type Input = SignMandateInput;
    type Output = MandateView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MandateView>, Refused> {
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(Part::Mandate)));
        Ok(runtime::anew(TRIES, overtaken, || attempt(cx, &call)).await?.into())
    }
}

async fn attempt(cx: &Context, call: &Call<SignMandate>) -> Result<MandateView, Refused> {
    let (caller, input) = (&call.caller, &call.input);
    let mandate = find(cx, caller, &call.path).await?;
    let giver =
        Giver { account: caller.account_id().clone(), name: caller.account.called(), factor: factor_of(caller) };
    let decided = mandate.value.clone().sign(giver, &input.fingerprint, cx.now())?;
    let people = people(cx, &mandate.business).await?;
    let mut change = change(&mandate, &decided, (caller.account_id(), &people), ("sign-mandate", "signed"));
    show(cx, caller, (&mandate, &input.fingerprint), &input.code, &mut change).await?;
    match cx.commit(change).await {
        // The same code of the app was used at the same moment: it is good once (S32).
        Err(Error::Conflict(Part::Account)) => Err(Refused::WrongCode { tries_left: None }),
        outcome => Ok(outcome.map(|()| decided.mandate.view())?),
    }
}
