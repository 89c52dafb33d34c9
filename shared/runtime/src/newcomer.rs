//! Somebody a means is applied for by another: with an account or without one yet. Used by whoever applies for one person, and by the batches
//! that apply for many.

use domain::account::registration::Awaited;
use domain::account::{Account, Login};
use domain::email::Email;
use domain::ids::{AccountId, OrganisationId};
use store::{Change, Error, Versioned};

use crate::context::Context;

/// The person.
#[derive(Debug)]
pub struct Newcomer {
    /// His account; for somebody without one, the one that is set aside for him.
    pub account: AccountId,
    way: Way,
}

/// What there is of the person's account.
#[derive(Debug)]
enum Way {
    /// He has an account.
    Known(Box<Versioned<Account>>),
    /// One was set aside for him before.
    Awaited,
    /// One is set aside now.
    New(Awaited),
}

impl Newcomer {
    /// The person behind an address, who is to act for `organisation`.
    ///
    /// # Errors
    /// When the table fails.
    pub async fn find(cx: &Context, email: &Email, organisation: &OrganisationId) -> Result<Self, Error> {
        let identifier = cx.login_key(&email.normalised()).await?;
        let (login_key, awaited_key) = (store::login::key(&identifier), store::login::awaited_key(&identifier));
        let mut found = cx.store().batch(vec![login_key.clone(), awaited_key.clone()]).await?;
        if let Some(login) = found.remove(&login_key) {
            let login = login.read::<Login>(cx.keys()).await?;
            let account = cx.store().get::<Account>(store::account::key(&login.account)).await?;
            let account = account.ok_or_else(|| Error::Corrupt("a login leads to no account".to_owned()))?;
            return Ok(Self { account: account.id.clone(), way: Way::Known(Box::new(account)) });
        }
        if let Some(awaited) = found.remove(&awaited_key) {
            let awaited = awaited.read::<Awaited>(cx.keys()).await?;
            return Ok(Self { account: awaited.value.account, way: Way::Awaited });
        }
        let account = AccountId::new(cx.now(), cx.chance());
        let awaited = Awaited { identifier, account: account.clone(), organisation: organisation.clone() };
        Ok(Self { account, way: Way::New(awaited) })
    }

    /// Adds to `change` that he is awaited, or that his log-ins act for the organisation from now on when they acted for none.
    ///
    /// # Errors
    /// When the table fails.
    pub async fn joins(self, cx: &Context, organisation: &OrganisationId, change: &mut Change) -> Result<(), Error> {
        match self.way {
            Way::Known(account) => {
                if account.organisation.is_none() && account.staff.is_none() {
                    opens(cx, &account, organisation, change).await?;
                }
            }
            Way::Awaited => {}
            Way::New(awaited) => {
                change.create(&awaited);
            }
        }
        Ok(())
    }
}

/// Adds to `change` that from now on a log-in of this account acts for `organisation`.
///
/// # Errors
/// When the table fails.
pub async fn opens(
    cx: &Context,
    read: &Versioned<Account>,
    organisation: &OrganisationId,
    change: &mut Change,
) -> Result<(), Error> {
    let account = Account { organisation: Some(organisation.clone()), ..read.value.clone() };
    let keys: Vec<_> = account.logins.iter().map(store::login::key).collect();
    let mut logins = Vec::with_capacity(keys.len());
    if !keys.is_empty() {
        for item in cx.store().batch(keys).await?.into_values() {
            logins.push(item.read::<Login>(cx.keys()).await?);
        }
    }
    change.replace_account(read, &account, &logins);
    Ok(())
}
