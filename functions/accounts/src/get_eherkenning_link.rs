//! `get-eherkenning-link`: whom the caller's account is linked to.

use api::{KeySet, Part, Route, Touch};
use domain::account::eherkenning::{LegalKind, LinkedIdentity};
use domain::level::AssuranceLevel;
use jiff::Timestamp;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, NoQuery, Person};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Tells whom the account is linked to.
pub struct GetEherkenningLink;

/// What the account's owner sees of it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "EherkenningLinks")]
pub struct Links {
    /// Whether one can log in with eHerkenning here.
    pub offered: bool,
    /// At most one.
    pub items: Vec<LinkView>,
}

/// One eHerkenning person the account is linked to.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "EherkenningLinkView")]
pub struct LinkView {
    /// What kind of number names the organisation.
    pub kind: LegalKind,
    /// The number.
    pub organisation: String,
    /// The level it was linked with.
    pub level: AssuranceLevel,
    /// Since when.
    pub linked_at: Timestamp,
}

impl Endpoint for GetEherkenningLink {
    const ROUTE: Route = Route::get("get-eherkenning-link", "/v1/me/eherkenning")
        .summary("Whom the caller's account is linked to with eHerkenning")
        .touches(&[Touch::read(Part::Broker)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Links;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Links>, Refused> {
        let key = store::broker::linked_key(call.caller.account_id());
        let linked = cx.store().get::<LinkedIdentity>(key).await?;
        let items = linked.into_iter().map(|linked| LinkView {
            kind: linked.identity.legal_kind,
            organisation: linked.identity.legal_subject.clone(),
            level: linked.level,
            linked_at: linked.linked_at,
        });
        Ok(Links { offered: cx.config().broker.is_some(), items: items.collect() }.into())
    }
}
