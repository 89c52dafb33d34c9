//! `find-main-user`: who the main user of an organisation is, for staff who are asked about its codes, its spend or logging in (seed 000: the
//! department sees who the hoofduser is). By its number in the register; who looked for whom is kept.

use api::{KeySet, Part, Route, Touch};
use domain::access_code::CodeLabel;
use domain::account::Account;
use domain::audit::{Actor, AuditFact, Trail};
use domain::kvk_number::KvkNumber;
use domain::organisation::{MainUser, Membership, Organisation};
use jiff::Timestamp;
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Change, Error};

use crate::problems::Refused;

/// Finds the main users.
pub struct FindMainUser;

/// Whose main user is looked for.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FindMainUserInput {
    /// The number in the register.
    pub kvk_number: KvkNumber,
}

/// What was found: nothing when nobody of the company is here. A branch that applied by itself stands by itself.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FoundMainUsers {
    /// Each organisation with this number.
    pub organisations: Vec<OrganisationWithMainUser>,
}

/// An organisation and its main user.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationWithMainUser {
    /// Its name in the register.
    pub name: String,
    /// Its main user, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_user: Option<MainUserAtDesk>,
}

/// As much of the main user as tells who he is and shows nobody where to write to him.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MainUserAtDesk {
    /// What he is called.
    pub name: String,
    /// His address, all but its beginning and its domain hidden.
    pub masked_email: String,
    /// The label (kenmerk) of his access code, if he has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<CodeLabel>,
    /// Since when he is main user.
    pub since: Timestamp,
}

impl Endpoint for FindMainUser {
    const ROUTE: Route = Route::post("find-main-user", "/v1/desk/main-users")
        .summary("Who the main user of an organisation is, by its number in the register")
        .touches(&[Touch::read(Part::Organisation).and(Touch::list(Part::Organisation)), Touch::read(Part::Account)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = FindMainUserInput;
    type Output = FoundMainUsers;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FoundMainUsers>, Refused> {
        let number = &call.input.kvk_number;
        let found = cx.store().list::<Organisation>(store::organisation::of_kvk_number(number)).await?.items;
        let mut organisations = Vec::with_capacity(found.len());
        for organisation in found {
            let main_user = main_user(cx, &organisation).await?;
            organisations.push(OrganisationWithMainUser { name: organisation.value.name, main_user });
        }
        let account = call.caller.account_id().clone();
        let mut change = Change::new();
        change.audit(AuditFact {
            trail: Trail::Account { account: account.clone() },
            actor: Actor::Staff { account },
            action: Self::ROUTE.operation.to_owned(),
            object: format!("kvk {number}"),
            result: format!("{} found", organisations.len()),
        });
        cx.commit(change).await?;
        Ok(FoundMainUsers { organisations }.into())
    }
}

async fn main_user(cx: &Context, organisation: &Organisation) -> Result<Option<MainUserAtDesk>, Error> {
    let key = store::organisation::main_user_key(&organisation.id);
    let Some(main_user) = cx.store().get::<MainUser>(key).await? else { return Ok(None) };
    let account_key = store::account::key(&main_user.account);
    let member_key = store::organisation::member_key(&organisation.id, &main_user.account);
    let mut found = cx.store().batch(vec![account_key.clone(), member_key.clone()]).await?;
    let Some(account) = found.remove(&account_key) else { return Ok(None) };
    let account = account.read::<Account>(cx.keys()).await?.value;
    let label = match found.remove(&member_key) {
        Some(member) => member.read::<Membership>(cx.keys()).await?.value.code.map(|code| code.label),
        None => None,
    };
    Ok(Some(MainUserAtDesk {
        name: account.called().as_str().to_owned(),
        masked_email: account.email.masked(),
        label,
        since: main_user.since,
    }))
}
