//! `act-for-organisation`: this session acts for another organisation of the caller from its next refresh on. What he may do there is loaded
//! anew with every request, so nothing is carried over.

use api::{Part, Route, Touch};
use domain::account::Session;
use domain::ids::OrganisationId;
use domain::organisation::Membership;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::problems::Refused;

/// Switches the organisation.
pub struct ActForOrganisation;

/// Which organisation.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationPath {
    /// Its id.
    pub organisation_id: OrganisationId,
}

impl Endpoint for ActForOrganisation {
    const ROUTE: Route = Route::post("act-for-organisation", "/v1/organisations/{organisationId}/session")
        .summary("Act for another of your organisations; refresh the session afterwards")
        .touches(&[Touch::read(Part::Organisation), Touch::write(Part::Session)]);
    type Caller = Person;
    type Path = OrganisationPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let id = call.path.organisation_id;
        let key = store::organisation::member_key(&id, call.caller.account_id());
        cx.store().get::<Membership>(key).await?.ok_or(Refused::NotFound)?;
        let read = &call.caller.session;
        if read.organisation.as_ref() != Some(&id) {
            let mut change = Change::new();
            change.replace(read, &Session { organisation: Some(id), ..read.value.clone() });
            cx.commit(change).await?;
        }
        Ok(Empty {}.into())
    }
}
