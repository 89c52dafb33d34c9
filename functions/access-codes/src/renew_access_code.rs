//! `renew-access-code`: new characters in the place of lost ones, by the holder who is logged in another way or by the main user. The old ones
//! open nothing from this moment; label and history go on. The holder and the main user are told.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::{Account, Session};
use domain::effect::Effect;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoQuery};
use store::{Change, Error};

use crate::issue_access_code::TRIES;
use crate::people::{Holding, fact};
use crate::problems::Refused;
use crate::view::{AccessCodePath, AccessCodeView, view};

/// Issues new characters.
pub struct RenewAccessCode;

impl Endpoint for RenewAccessCode {
    const ROUTE: Route = Route::post("renew-access-code", "/v1/access-codes/{accessCodeId}/renewal")
        .summary("Issue an access code anew because it was lost; the old one stops working")
        .fresh(15)
        .touches(&[
            Touch::write(Part::Organisation),
            Touch::write(Part::Account),
            Touch::write(Part::Login).and(Touch::delete(Part::Login)),
            Touch::put(Part::Session),
        ])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage]);
    type Caller = Member;
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

async fn attempt(cx: &Context, call: &Call<RenewAccessCode>) -> Result<AccessCodeView, Refused> {
    let caller = &call.caller;
    let held = Holding::load(cx, caller, &call.path.access_code_id).await?;
    let code = held.code.renewed(cx.now())?.handled(caller.account_id());
    let mut change = Change::new();
    if let Some(account) = held.close_login(cx, &mut change).await?
        && account.id == *caller.account_id()
    {
        change.replace(&caller.session, &goes_on(&caller.session, &account));
    }
    let main_user = held.main_user(cx).await?;
    change
        .replace(&held.code, &code)
        .effects(code.renewal_mails(main_user.as_ref()).into_iter().map(Effect::Code))
        .audit(fact(caller, "renew-access-code", code.id.as_str(), "renewed"));
    let account = held.account.as_ref().map(|account| &account.value);
    let view = view(caller, &code, account);
    cx.keep(change, &view).await?;
    Ok(view)
}

/// The session of the holder himself goes on; by the login of his address, if it was opened with the code that is gone.
fn goes_on(session: &Session, account: &Account) -> Session {
    let renewed = session.renewed(account);
    let stays = account.logins.contains(&renewed.login);
    let login = account.logins.first().filter(|_| !stays).cloned();
    Session { login: login.unwrap_or(renewed.login.clone()), ..renewed }
}
