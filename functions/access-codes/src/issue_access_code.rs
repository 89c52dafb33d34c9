//! `issue-access-code`: the main user gives a member of the organisation, or himself, a code. Its characters are mailed to that person (S22).

use api::{KeySet, Part, Route, Touch};
use domain::access_code::{AccessCode, CodeLabel};
use domain::ids::{AccessCodeId, AccountId};
use domain::means::Means;
use domain::organisation::Membership;
use runtime::{Answer, Call, Context, Endpoint, MainUser, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error, Versioned};

use crate::people::{Holder, fact, mailed};
use crate::problems::Refused;
use crate::view::{AccessCodeView, view};

/// Issues a code.
pub struct IssueAccessCode;

/// How often it is tried anew when something was written in between.
pub(crate) const TRIES: usize = 4;

/// For whom, and under which label.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IssueAccessCodeInput {
    /// The member.
    pub account_id: AccountId,
    /// The label (kenmerk); his name, if none is given.
    #[serde(default)]
    pub label: Option<CodeLabel>,
}

impl Endpoint for IssueAccessCode {
    const ROUTE: Route = Route::post("issue-access-code", "/v1/access-codes")
        .summary("Give a member of your organisation an access code; it is mailed to him")
        .created()
        .idempotent()
        .fresh(15)
        .touches(&[
            Touch::write(Part::Organisation).and(Touch::list(Part::Organisation)),
            Touch::write(Part::Account),
            Touch::write(Part::Login).and(Touch::delete(Part::Login)),
        ])
        .keys(&[KeySet::Data, KeySet::Index]);
    type Caller = MainUser;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = IssueAccessCodeInput;
    type Output = AccessCodeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<AccessCodeView>, Refused> {
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Exists(_) | Error::Conflict(_)));
        Ok(runtime::anew(TRIES, overtaken, || attempt(cx, &call)).await?.into())
    }
}

async fn attempt(cx: &Context, call: &Call<IssueAccessCode>) -> Result<AccessCodeView, Refused> {
    let (caller, account) = (&call.caller, &call.input.account_id);
    let key = store::organisation::member_key(caller.organisation(), account);
    let unknown = || Refused::Field("/accountId", "unknown-person");
    let member = cx.store().get::<Membership>(key).await?.ok_or_else(unknown)?;
    let holder = match Holder::known(cx, account).await? {
        Some(holder) => holder,
        // Somebody with a means and no account yet: the address is that of his means.
        None => {
            let held = cx.store().list::<Means>(store::means::of_holder(caller.organisation(), account)).await?;
            let means = held.items.first().ok_or_else(unknown)?;
            Holder::of_address(cx, caller, &means.registration.email).await?
        }
    };
    if holder.account.id != *account {
        return Err(unknown());
    }
    give(cx, caller, &holder, Seat::Member(member), call.input.label.clone(), "/accountId").await
}

/// Where a person sits in the organisation.
pub(crate) enum Seat {
    /// He is a member.
    Member(Versioned<Membership>),
    /// He becomes one, as a user.
    New(Membership),
}

/// Gives a person a code and keeps it; `pointer` is the field that names him.
pub(crate) async fn give(
    cx: &Context,
    caller: &MainUser,
    holder: &Holder,
    seat: Seat,
    label: Option<CodeLabel>,
    pointer: &'static str,
) -> Result<AccessCodeView, Refused> {
    // Of whom nothing but an address is known, nothing but that is told, whether or not it had an account before (S10).
    let called = || match &seat {
        Seat::Member(_) => CodeLabel::of_name(holder.account.called().as_str()),
        Seat::New(_) => CodeLabel::of_name(holder.account.email.as_str()),
    };
    let label = label.unwrap_or_else(called);
    let id = AccessCodeId::new(cx.now(), cx.chance());
    let mut change = Change::new();
    let code = match &seat {
        Seat::Member(read) => {
            let (code, member) = issue(id, read, label, cx, pointer)?;
            change.replace(read, &member);
            code
        }
        Seat::New(member) => {
            let (code, member) = issue(id, member, label, cx, pointer)?;
            change.create(&member);
            code.for_invited()
        }
    };
    holder.settle(cx, caller, &mut change).await?;
    change.create(&code).effect(mailed(&code)).audit(fact(caller, "issue-access-code", code.id.as_str(), "issued"));
    let view = view(caller, &code, Some(&holder.account));
    cx.keep(change, &view).await?;
    Ok(view)
}

fn issue(
    id: AccessCodeId,
    member: &Membership,
    label: CodeLabel,
    cx: &Context,
    pointer: &'static str,
) -> Result<(AccessCode, Membership), Refused> {
    AccessCode::issue(id, member, label, cx.now()).map_err(|refusal| Refused::Code(refusal, pointer))
}
