//! `get-main-user`: who the main user (hoofduser, administrator) of the organisation is. Every member may see it (seed 000, domain.md 4.1).

use api::{KeySet, Part, Route, Touch};
use domain::access_code::{AccessCode, CodeLabel};
use domain::account::Account;
use domain::email::Email;
use domain::ids::{AccountId, OrganisationId};
use domain::organisation::{MainUser, Membership};
use jiff::Timestamp;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;
use store::Error;

use crate::problems::Refused;

/// Tells who the main user is.
pub struct GetMainUser;

/// The answer. There is none as long as nobody's means works yet, and after an appointment was taken back.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MainUserAnswer {
    /// The main user, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_user: Option<MainUserView>,
}

/// The main user, as every member sees him.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MainUserView {
    /// His account.
    pub account_id: AccountId,
    /// What he is called.
    pub name: String,
    /// Where he can be reached.
    pub email: Email,
    /// Since when he is main user.
    pub since: Timestamp,
    /// Whether it is the caller.
    pub is_you: bool,
    /// The label of his access code, if he has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<CodeLabel>,
    /// What may be shown of its characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Endpoint for GetMainUser {
    const ROUTE: Route = Route::get("get-main-user", "/v1/main-user")
        .summary("Who the main user of your organisation is")
        .touches(&[Touch::read(Part::Organisation), Touch::read(Part::Account)])
        .keys(&[KeySet::Data]);
    type Caller = Member;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = MainUserAnswer;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MainUserAnswer>, Refused> {
        let key = store::organisation::main_user_key(call.caller.organisation());
        let main_user = match cx.store().get::<MainUser>(key).await? {
            Some(main_user) => as_seen(cx, &main_user, call.caller.account_id()).await?,
            None => None,
        };
        Ok(MainUserAnswer { main_user }.into())
    }
}

/// The main user with his account and code.
pub(crate) async fn as_seen(
    cx: &Context,
    main_user: &MainUser,
    caller: &AccountId,
) -> Result<Option<MainUserView>, Error> {
    let account_key = store::account::key(&main_user.account);
    let member_key = store::organisation::member_key(&main_user.organisation, &main_user.account);
    let mut found = cx.store().batch(vec![account_key.clone(), member_key.clone()]).await?;
    let (Some(account), Some(member)) = (found.remove(&account_key), found.remove(&member_key)) else {
        return Ok(None);
    };
    let account = account.read::<Account>(cx.keys()).await?.value;
    let member = member.read::<Membership>(cx.keys()).await?.value;
    let hint = hint(cx, &main_user.organisation, &member).await?;
    Ok(Some(MainUserView {
        account_id: account.id.clone(),
        name: account.called().as_str().to_owned(),
        email: account.email,
        since: main_user.since,
        is_you: account.id == *caller,
        label: member.code.map(|code| code.label),
        hint,
    }))
}

async fn hint(cx: &Context, organisation: &OrganisationId, member: &Membership) -> Result<Option<String>, Error> {
    let Some(held) = &member.code else { return Ok(None) };
    let code = cx.store().get::<AccessCode>(store::access_code::key(organisation, &held.id)).await?;
    Ok(code.and_then(|code| code.value.hint))
}
