//! `renew-recovery-codes`: ten new ones; the old ones are void (S33).

use api::{KeySet, Part, ProblemType, Route, Touch};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, NoQuery, Person};
use store::Change;

use crate::confirm_totp::{RecoveryCodes, draw_codes};
use crate::enrol_totp::factors;
use crate::problems::Refused;
use crate::trail;

/// Draws new recovery codes.
pub struct RenewRecoveryCodes;

impl Endpoint for RenewRecoveryCodes {
    const ROUTE: Route = Route::post("renew-recovery-codes", "/v1/me/recovery-codes")
        .summary("Get new recovery codes; the old ones are void")
        .touches(&[Touch::write(Part::Account)])
        .keys(&[KeySet::Data, KeySet::Pepper])
        .fresh(5)
        .problems(&[ProblemType::WrongStage]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = RecoveryCodes;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<RecoveryCodes>, Refused> {
        let factors = factors(cx, &call.caller).await?.ok_or(Refused::WrongState)?;
        let (recovery_codes, hashes) = draw_codes(cx).await?;
        let (renewed, effects) = factors.renew_recovery_codes(hashes)?;
        let mut change = Change::new();
        change
            .replace(&factors, &renewed)
            .effects(effects)
            .audit(trail::by_person(call.caller.account_id(), "renew-recovery-codes"));
        cx.commit(change).await?;
        Ok(RecoveryCodes { recovery_codes }.into())
    }
}
