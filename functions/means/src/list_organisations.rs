//! `list-organisations`: the organisations the caller acts for.

use api::{KeySet, Part, Role, Route, Touch};
use domain::means_view::OrganisationView;
use domain::organisation::{Membership, Organisation};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, NoQuery, Person};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Lists organisations.
pub struct ListOrganisations;

/// The organisations.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyOrganisations {
    /// Each with the caller's role.
    pub items: Vec<MyRole>,
}

/// An organisation the caller acts for.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyRole {
    /// Which.
    pub organisation: OrganisationView,
    /// What he may do in it.
    pub role: Role,
    /// Whether this session acts for it.
    pub is_current: bool,
}

impl Endpoint for ListOrganisations {
    const ROUTE: Route = Route::get("list-organisations", "/v1/organisations")
        .summary("The organisations you act for")
        .touches(&[Touch::read(Part::Organisation).and(Touch::list(Part::Organisation))])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = MyOrganisations;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MyOrganisations>, Refused> {
        let mine = cx.store().list::<Membership>(store::organisation::of_member(call.caller.account_id())).await?;
        let mut items = Vec::with_capacity(mine.items.len());
        for member in mine.items {
            let key = store::organisation::key(&member.organisation);
            let Some(organisation) = cx.store().get::<Organisation>(key).await? else { continue };
            items.push(MyRole {
                organisation: OrganisationView::from(&organisation.value),
                role: member.value.clone().in_force(cx.today()).0.role,
                is_current: call.caller.session.organisation.as_ref() == Some(&member.organisation),
            });
        }
        Ok(MyOrganisations { items }.into())
    }
}
