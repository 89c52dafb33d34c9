//! `confirm-totp`: the authenticator app has shown to work; from now on a log-in asks for it (S32, S33, S35). Every other session was opened
//! without it, and ends.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::KeyedHash;
use domain::account::attempts::SECOND_FACTOR;
use domain::account::factors::{RECOVERY_CODES, draw_recovery_code, normalised_recovery_code};
use runtime::{Answer, Call, CodeKind, Context, Endpoint, NoPath, NoQuery, Person};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::counter::Counter;
use store::{Change, Error};

use crate::enrol_totp::factors;
use crate::problems::Refused;
use crate::trail;

/// Confirms the authenticator app.
pub struct ConfirmTotp;

/// A code of the app.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AppCode {
    /// Six digits.
    pub code: String,
}

/// The recovery codes, shown this once.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryCodes {
    /// Ten, each good once.
    pub recovery_codes: Vec<String>,
}

impl Endpoint for ConfirmTotp {
    const ROUTE: Route = Route::post("confirm-totp", "/v1/me/totp/confirmation")
        .summary("Show that the authenticator app works; recovery codes come back")
        .touches(&[
            Touch::write(Part::Account),
            Touch::write(Part::Login),
            Touch::read(Part::Counter).and(Touch::update(Part::Counter)),
            Touch::put(Part::Session),
        ])
        .keys(&[KeySet::Data, KeySet::Pepper])
        .fresh(5)
        .problems(&[ProblemType::WrongCode, ProblemType::WrongStage, ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = AppCode;
    type Output = RecoveryCodes;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<RecoveryCodes>, Refused> {
        let (read, session) = (&call.caller.account, &call.caller.session);
        let factors = factors(cx, &call.caller).await?.ok_or(Refused::WrongState)?;
        let counter = Counter::of(&SECOND_FACTOR, read.id.as_str(), cx.now());
        cx.admit(std::slice::from_ref(&counter)).await?;
        let (recovery_codes, hashes) = draw_codes(cx).await?;
        let mut account = read.value.clone();
        let (confirmed, effects) = factors.confirm(&call.input.code, hashes, &mut account, cx.now())??;
        let logins = cx.store().logins_of(read).await?;

        let mut change = Change::new();
        change.replace_account(read, &account, &logins);
        change
            .replace(&factors, &confirmed)
            .replace(session, &session.renewed(&account))
            .update(counter.give_back())
            .effects(effects)
            .audit(trail::by_person(&account.id, "confirm-totp"));
        cx.commit(change).await?;
        Ok(RecoveryCodes { recovery_codes }.into())
    }
}

/// New recovery codes, and what is kept of them.
pub(crate) async fn draw_codes(cx: &Context) -> Result<(Vec<String>, Vec<KeyedHash>), Error> {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| draw_recovery_code(cx.chance())).collect();
    let mut hashes = Vec::with_capacity(codes.len());
    for code in &codes {
        hashes.push(cx.keyed_hash(CodeKind::RecoveryCode, &normalised_recovery_code(code)).await?);
    }
    Ok((codes, hashes))
}
