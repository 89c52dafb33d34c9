//! `update-me`: how the caller wants to be addressed.

use api::{KeySet, Part, Route, Touch};
use domain::account::{Account, PersonName};
use domain::language::Language;
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::get_me::{Me, me};
use crate::problems::Refused;

/// Changes the caller's own account.
pub struct UpdateMe;

/// What may be changed; what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MeChange {
    /// The language of mails.
    #[serde(default)]
    pub language: Option<Language>,
    /// How the person wants to be called.
    #[serde(default)]
    pub name: Option<PersonName>,
    /// The version that was read.
    pub version: u64,
}

impl Endpoint for UpdateMe {
    const ROUTE: Route = Route::patch("update-me", "/v1/me")
        .summary("Change the caller's language or name")
        .touches(&[Touch::write(Part::Account)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = MeChange;
    type Output = Me;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Me>, Refused> {
        let MeChange { language, name, version } = call.input;
        let read = &call.caller.account;
        if version != read.version {
            return Err(Refused::ChangedMeanwhile);
        }
        let account = Account {
            language: language.unwrap_or(read.language),
            name: name.or_else(|| read.name.clone()),
            ..read.value.clone()
        };
        let mut change = Change::new();
        change.replace(read, &account);
        cx.commit(change).await?;
        Ok(me(cx, &call.caller, &account, version + 1).await?.into())
    }
}
