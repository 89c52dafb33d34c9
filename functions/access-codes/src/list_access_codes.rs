//! `list-access-codes`: every code of the organisation for its main user, and for everybody else his own.

use std::collections::HashMap;

use api::{KeySet, Page, PageQuery, Part, Role, Route, Touch};
use domain::access_code::AccessCode;
use domain::account::Account;
use domain::ids::AccountId;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoPath};
use store::Error;

use crate::problems::Refused;
use crate::view::{AccessCodeView, view};

/// Lists codes.
pub struct ListAccessCodes;

impl Endpoint for ListAccessCodes {
    const ROUTE: Route = Route::get("list-access-codes", "/v1/access-codes")
        .summary("The access codes of your organisation for its main user; for everybody else his own")
        .touches(&[Touch::read(Part::Organisation).and(Touch::list(Part::Organisation)), Touch::read(Part::Account)])
        .keys(&[KeySet::Data]);
    type Caller = Member;
    type Path = NoPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<AccessCodeView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<AccessCodeView>>, Refused> {
        let (codes, next_cursor) = codes(cx, &call).await?;
        let holders = holders(cx, &codes).await?;
        let items = codes.iter().map(|code| view(&call.caller, code, holders.get(&code.holder))).collect();
        Ok(Page { items, next_cursor }.into())
    }
}

async fn codes(cx: &Context, call: &Call<ListAccessCodes>) -> Result<(Vec<AccessCode>, Option<String>), Error> {
    let (organisation, member) = (call.caller.organisation(), &call.caller.membership);
    if member.role == Role::MainUser {
        let range = store::access_code::of_organisation(organisation);
        let range = range.limit(call.query.limit()).after(call.query.cursor.clone());
        let page = cx.store().list::<AccessCode>(range).await?;
        return Ok((page.items.into_iter().map(|code| code.value).collect(), page.next_cursor));
    }
    let Some(held) = &member.code else { return Ok((Vec::new(), None)) };
    let own = cx.store().get::<AccessCode>(store::access_code::key(organisation, &held.id)).await?;
    Ok((own.into_iter().map(|code| code.value).collect(), None))
}

/// The accounts of those who hold the codes, in one round trip.
async fn holders(cx: &Context, codes: &[AccessCode]) -> Result<HashMap<AccountId, Account>, Error> {
    let mut keys: Vec<_> = codes.iter().map(|code| store::account::key(&code.holder)).collect();
    // A person whose code was ended and who got another is there twice.
    keys.sort_by(|a, b| a.pk.cmp(&b.pk));
    keys.dedup();
    let mut holders = HashMap::with_capacity(keys.len());
    if keys.is_empty() {
        return Ok(holders);
    }
    for item in cx.store().batch(keys).await?.into_values() {
        let account = item.read::<Account>(cx.keys()).await?.value;
        holders.insert(account.id.clone(), account);
    }
    Ok(holders)
}
