//! The people of the caller's organisation: loading them.

use domain::ids::AccountId;
use domain::organisation::Membership;
use runtime::{Context, Manager};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Versioned;

use crate::problems::Refused;

/// Which person.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonPath {
    /// The account.
    pub account_id: AccountId,
}

/// The member of the caller's organisation behind this account; nobody else is there (S44).
pub(crate) async fn member(
    cx: &Context,
    caller: &Manager,
    account: &AccountId,
) -> Result<Versioned<Membership>, Refused> {
    let key = store::organisation::member_key(caller.organisation(), account);
    cx.store().get::<Membership>(key).await?.ok_or(Refused::NotFound)
}
