//! `invite-colleague`: the main user gives somebody he knows by his address an access code, and with it a place in the organisation. Who has no
//! account yet gets one that opens with a password he chooses; the link to that travels apart from the code (domain.md 4.1).

use api::{KeySet, Part, ProblemType, Role, Route, Touch};
use domain::access_code::CodeLabel;
use domain::account::attempts::INVITATIONS;
use domain::email::Email;
use domain::organisation::Membership;
use runtime::{Answer, Call, Context, Endpoint, MainUser, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::counter::Counter;
use store::{Change, Error};

use crate::issue_access_code::{Seat, TRIES, give};
use crate::people::Holder;
use crate::problems::Refused;
use crate::view::AccessCodeView;

/// Invites a colleague.
pub struct InviteColleague;

/// Whom, and under which label.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InviteColleagueInput {
    /// The colleague's own address.
    pub email: Email,
    /// The label (kenmerk) of the code; his address, if none is given.
    #[serde(default)]
    pub label: Option<CodeLabel>,
}

impl Endpoint for InviteColleague {
    const ROUTE: Route = Route::post("invite-colleague", "/v1/people")
        .summary("Invite a colleague by e-mail; he gets an access code and acts for your organisation as a user")
        .created()
        .idempotent()
        .fresh(15)
        .touches(&[
            Touch::write(Part::Organisation),
            Touch::write(Part::Account),
            Touch::write(Part::Login).and(Touch::delete(Part::Login)),
            Touch::update(Part::Counter),
        ])
        .keys(&[KeySet::Data, KeySet::Index])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = MainUser;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = InviteColleagueInput;
    type Output = AccessCodeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<AccessCodeView>, Refused> {
        count(cx, &call.caller).await?;
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Exists(_) | Error::Conflict(_)));
        Ok(runtime::anew(TRIES, overtaken, || attempt(cx, &call)).await?.into())
    }
}

/// Each invitation mails somebody the main user names, so there is an end to them.
async fn count(cx: &Context, caller: &MainUser) -> Result<(), Refused> {
    let counter = Counter::of(&INVITATIONS, caller.account_id().as_str(), cx.now());
    let mut change = Change::new();
    change.update(counter.raise());
    match cx.commit(change).await {
        Err(Error::LimitReached { wait, .. }) => Err(Refused::TooMany(wait)),
        outcome => Ok(outcome?),
    }
}

async fn attempt(cx: &Context, call: &Call<InviteColleague>) -> Result<AccessCodeView, Refused> {
    let caller = &call.caller;
    let holder = Holder::of_address(cx, caller, &call.input.email).await?;
    let (organisation, account) = (caller.organisation().clone(), holder.account.id.clone());
    let key = store::organisation::member_key(&organisation, &account);
    let seat = match cx.store().get::<Membership>(key).await? {
        Some(member) => Seat::Member(member),
        None => Seat::New(Membership::new(organisation, account, Role::User, cx.now())),
    };
    give(cx, caller, &holder, seat, call.input.label.clone(), "/email").await
}
