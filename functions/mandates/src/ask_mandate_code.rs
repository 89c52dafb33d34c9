//! `ask-mandate-code`: mails a code to sign with to whoever asks, good for exactly what waits to be signed now. Whoever has an authenticator app
//! is told to use that, and nothing is mailed. Counted per account; whatever was mailed before is void.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::SIGNING_CODE;
use domain::effect::{Effect, MandateEffect};
use domain::language::Language;
use domain::mandate::{MandateRefusal, Slip};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Person};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::counter::Counter;
use store::{Change, Error};

use crate::get_mandate::SignWith;
use crate::mandates::{MandatePath, find};
use crate::problems::Refused;

/// Asks for a code.
pub struct AskMandateCode;

/// In which language it is mailed.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MandateCodeInput {
    /// The language of the page.
    pub language: Language,
}

/// Where the code comes from.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MandateCodeAsked {
    /// The app, or a mail that is under way.
    pub sign_with: SignWith,
}

impl Endpoint for AskMandateCode {
    const ROUTE: Route = Route::post("ask-mandate-code", "/v1/businesses/{business}/mandates/{mandate}/codes")
        .summary("Ask for a code by mail, to sign what waits to be signed of a mandate")
        .accepted()
        .touches(&[
            Touch::read(Part::Business),
            Touch::read(Part::Mandate).and(Touch::put(Part::Mandate)),
            Touch::update(Part::Counter),
        ])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = MandatePath;
    type Query = NoQuery;
    type Input = MandateCodeInput;
    type Output = MandateCodeAsked;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MandateCodeAsked>, Refused> {
        let mandate = find(cx, &call.caller, &call.path).await?;
        let fingerprint = mandate.to_sign().ok_or(MandateRefusal::NothingWaits)?;
        let sign_with = SignWith::of(call.caller.account.second_factor);
        if sign_with == SignWith::App {
            return Ok(MandateCodeAsked { sign_with }.into());
        }
        let account = call.caller.account_id();
        let ids = (&mandate.business, &mandate.id);
        let slip = Slip::asked(ids, account, fingerprint, call.input.language, cx.now());
        let counter = Counter::of(&SIGNING_CODE, account.as_str(), cx.now());
        let mut change = Change::new();
        change.set(&slip).update(counter.raise()).effect(Effect::Mandate(MandateEffect::MailCode {
            account: account.clone(),
            business: mandate.business.clone(),
            mandate: mandate.id.clone(),
        }));
        match cx.commit(change).await {
            Err(Error::LimitReached { wait, .. }) => Err(Refused::TooMany(wait)),
            outcome => Ok(outcome.map(|()| MandateCodeAsked { sign_with }.into())?),
        }
    }
}
