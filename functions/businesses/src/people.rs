//! The people of a business, and what concerns whoever is one of them.

use std::collections::HashMap;

use domain::account::Account;
use domain::audit::{Actor, AuditFact, Trail};
use domain::business::{Opened, PersonView};
use domain::ids::{AccountId, BusinessId};
use runtime::{Context, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Error, Versioned};

use crate::problems::Refused;

/// Which business.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BusinessPath {
    /// The business.
    pub business: BusinessId,
}

/// That the caller opened the business. What he did not open is not there (S44).
pub(crate) async fn opened(cx: &Context, caller: &Person, business: &BusinessId) -> Result<Opened, Refused> {
    caller.opened(cx, business).await?.ok_or(Refused::NotFound)
}

/// Everybody who opened a business.
pub(crate) async fn of(cx: &Context, business: &BusinessId) -> Result<Vec<Versioned<Opened>>, Error> {
    Ok(cx.store().list::<Opened>(store::business::people(business)).await?.items)
}

/// How they are called; whose account is gone is left out. `you` is whoever asks, when he is one of them.
pub(crate) async fn views(
    cx: &Context,
    people: &[Versioned<Opened>],
    you: Option<&AccountId>,
) -> Result<Vec<PersonView>, Error> {
    let keys: Vec<_> = people.iter().take(MOST).map(|opened| store::account::key(&opened.account)).collect();
    let mut accounts = HashMap::with_capacity(keys.len());
    for item in cx.store().batch(keys).await?.into_values() {
        let account = item.read::<Account>(cx.keys()).await?.value;
        accounts.insert(account.id.clone(), account);
    }
    let view = |opened: &Versioned<Opened>| {
        let account = accounts.get(&opened.account)?;
        Some(PersonView {
            account: account.id.clone(),
            name: account.called(),
            email: account.email.clone(),
            opened_at: opened.at,
            you: you == Some(&account.id),
        })
    };
    Ok(people.iter().filter_map(view).collect())
}

/// How many people of one business are shown.
const MOST: usize = 100;

/// What somebody did to a business, for the audit trail.
pub(crate) fn fact(business: &BusinessId, actor: Actor, action: &str, object: &str, result: &str) -> AuditFact {
    AuditFact {
        trail: Trail::Business { business: business.clone() },
        actor,
        action: action.to_owned(),
        object: object.to_owned(),
        result: result.to_owned(),
    }
}
