//! `end-access-code`: the main user ends a code. It opens nothing any more, nor does the eHerkenning that was linked by it; its holder orders
//! nothing more with it, and what was ordered stays
//! under its label. That of the main user himself is not ended: he hands over first (S46).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::effect::{CodeEffect, Effect};
use runtime::{Answer, Call, Context, Endpoint, MainUser, NoInput, NoQuery};
use store::{Change, Error};

use crate::issue_access_code::TRIES;
use crate::people::{Holding, fact};
use crate::problems::Refused;
use crate::view::{AccessCodePath, AccessCodeView, view};

/// Ends a code.
pub struct EndAccessCode;

impl Endpoint for EndAccessCode {
    const ROUTE: Route = Route::post("end-access-code", "/v1/access-codes/{accessCodeId}/end")
        .summary("End an access code; what was ordered with it stays under its label")
        .fresh(15)
        .touches(&[
            Touch::write(Part::Organisation),
            Touch::write(Part::Account),
            Touch::write(Part::Login).and(Touch::delete(Part::Login)),
            Touch::read(Part::Broker).and(Touch::delete(Part::Broker)),
        ])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::LastMainUser]);
    type Caller = MainUser;
    type Path = AccessCodePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = AccessCodeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<AccessCodeView>, Refused> {
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(_)));
        Ok(runtime::anew(TRIES, overtaken, || attempt(cx, &call)).await?.into())
    }
}

async fn attempt(cx: &Context, call: &Call<EndAccessCode>) -> Result<AccessCodeView, Refused> {
    let caller = &call.caller;
    let held = Holding::load(cx, caller, &call.path.access_code_id).await?;
    let role = held.member.as_ref().map_or(domain::organisation::Role::User, |member| member.role);
    let code = held.code.ended(role, cx.now())?;
    let mut change = Change::new();
    held.close_logins(cx, &mut change).await?;
    if let Some(member) = &held.member {
        change.replace(member, &code.held_by(member));
    }
    let (organisation, id) = (code.organisation.clone(), code.id.clone());
    change
        .replace(&held.code, &code)
        .effect(Effect::Code(CodeEffect::TellEnded { organisation, code: id }))
        .audit(fact(caller, "end-access-code", code.id.as_str(), "ended"));
    let view = view(caller, &code, held.account.as_ref().map(|account| &account.value));
    cx.keep(change, &view).await?;
    Ok(view)
}
