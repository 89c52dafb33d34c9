//! `list-people`: everybody who acts for the organisation, with his role and what he holds.

use api::{KeySet, Page, PageQuery, Part, Role, Route, Touch};
use domain::account::Account;
use domain::email::Email;
use domain::ids::{AccountId, MeansId};
use domain::level::AssuranceLevel;
use domain::means::{Means, MeansStatus};
use domain::organisation::Membership;
use jiff::Timestamp;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, Manager, NoInput, NoPath};
use schemars::JsonSchema;
use serde::Serialize;
use store::Error;

use crate::problems::Refused;

/// Lists people.
pub struct ListPeople;

/// A person of the organisation.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonView {
    /// His account.
    pub account_id: AccountId,
    /// His name as it is registered with a means; absent when he holds none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// His address; absent when he holds no means and has no account yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// What he may do.
    pub role: Role,
    /// Since when he acts for the organisation.
    pub since: Timestamp,
    /// The last day of his role, when it is one that lapses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_until: Option<Date>,
    /// The means he holds that are not ended.
    pub means: Vec<PersonMeans>,
    /// Whether this is the caller.
    pub is_you: bool,
}

/// A means of a person.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonMeans {
    /// Its id.
    pub means_id: MeansId,
    /// Its number.
    pub number: String,
    /// Its level; absent as long as it was only applied for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<AssuranceLevel>,
    /// Whether it works.
    pub status: MeansStatus,
}

impl Endpoint for ListPeople {
    const ROUTE: Route = Route::get("list-people", "/v1/people")
        .summary("Everybody who acts for your organisation, with role and means")
        .touches(&[Touch::list(Part::Organisation), Touch::read(Part::Account)])
        .keys(&[KeySet::Data]);
    type Caller = Manager;
    type Path = NoPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<PersonView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<PersonView>>, Refused> {
        let range = store::organisation::members(call.caller.organisation());
        let page = cx.store().list::<Membership>(range.limit(call.query.limit()).after(call.query.cursor)).await?;
        let mut items = Vec::with_capacity(page.items.len());
        for member in page.items {
            items.push(person(cx, &member, call.caller.account_id()).await?);
        }
        Ok(Page { items, next_cursor: page.next_cursor }.into())
    }
}

async fn person(cx: &Context, member: &Membership, caller: &AccountId) -> Result<PersonView, Error> {
    let (held, account) = tokio::try_join!(
        cx.store().list::<Means>(store::means::of_holder(&member.organisation, &member.account)),
        cx.store().get::<Account>(store::account::key(&member.account)),
    )?;
    let held: Vec<Means> = held.items.into_iter().map(|means| means.value).collect();
    let registered = held.first().map(|means| &means.registration);
    let email = registered.map(|one| one.email.clone()).or_else(|| account.map(|account| account.value.email));
    let alive = held.iter().filter(|means| means.status != MeansStatus::Ended);
    Ok(PersonView {
        account_id: member.account.clone(),
        name: registered.map(domain::means::Registration::full_name),
        email,
        role: member.role,
        since: member.since,
        role_until: member.role_until(),
        means: alive
            .map(|means| PersonMeans {
                means_id: means.id.clone(),
                number: means.number.clone(),
                level: means.level,
                status: means.status,
            })
            .collect(),
        is_you: member.account == *caller,
    })
}
