//! Loading what a link or a challenge names: the account and its login, in one round trip.

use domain::account::{Account, Credential, Link, Login, LoginKey, Purpose, Token};
use domain::ids::AccountId;
use domain::organisation::Organisation;
use runtime::Context;
use store::{Change, Error, Versioned};

use crate::problems::Refused;

/// An account with the login it was named by, and those it has besides.
pub(crate) struct Known {
    pub(crate) account: Versioned<Account>,
    pub(crate) login: Versioned<Login>,
    pub(crate) others: Vec<Versioned<Login>>,
}

/// The account and the login, if both are there.
async fn known(cx: &Context, account: &AccountId, login: &LoginKey) -> Result<Option<Known>, Error> {
    let (account_key, login_key) = (store::account::key(account), store::login::key(login));
    let mut found = cx.store().batch(vec![account_key.clone(), login_key.clone()]).await?;
    let (Some(account), Some(login)) = (found.remove(&account_key), found.remove(&login_key)) else { return Ok(None) };
    let (account, login) = (account.read::<Account>(cx.keys()).await?, login.read::<Login>(cx.keys()).await?);
    let mut others = cx.store().logins_of(&account).await?;
    others.retain(|other| other.identifier != login.identifier);
    Ok(Some(Known { account, login, others }))
}

/// The link behind a token with what it names, if it can still be used and is for one of `purposes`. Looked at before any work is done for it; what counts
/// is the transaction that uses it up.
pub(crate) async fn link(cx: &Context, token: &str, purposes: &[Purpose]) -> Result<(Versioned<Link>, Known), Refused> {
    let hash = Token::presented(token).hash();
    let link = cx.store().get::<Link>(store::link::key(&hash)).await?.ok_or(Refused::LinkNotUsable)?;
    let known = known(cx, &link.account, &link.login).await?.ok_or(Refused::LinkNotUsable)?;
    if !purposes.contains(&link.purpose) {
        return Err(Refused::LinkNotUsable);
    }
    link.consume(link.purpose, &mut known.account.value.clone(), cx.now())?;
    Ok((link, known))
}

/// Words that a password of this account may not hold (S5): who the person is, and for which company he acts.
pub(crate) async fn context_words(cx: &Context, account: &Account) -> Result<Vec<String>, Error> {
    let mut words = vec![account.email.local_part().to_owned()];
    if let Some(name) = &account.name {
        words.push(name.as_str().to_owned());
        words.extend(name.as_str().split_whitespace().map(str::to_owned));
    }
    if let Some(id) = &account.organisation
        && let Some(organisation) = cx.store().get::<Organisation>(store::organisation::key(id)).await?
    {
        words.push(organisation.name.clone());
        words.push(organisation.kvk_number.to_string());
    }
    Ok(words)
}

/// Adds to a change that the account's other logins have this password from now on: one password opens every login of an account. To be
/// written together with `account`, whose gate they get.
pub(crate) fn share_password(
    change: &mut Change,
    account: &Account,
    password: &Credential,
    others: &[Versioned<Login>],
) {
    for login in others {
        change.replace(login, &login.regated(account).with_password(password));
    }
}
