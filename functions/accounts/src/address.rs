//! What the operations on the address of an account share: how a change is shown, begun, and carried out.

use domain::account::address::{AddressRefusal, AskedBy, ChangeState, Side};
use domain::account::eherkenning::LinkedIdentity;
use domain::account::registration::Awaited;
use domain::account::{Account, AddressChange, Factors, Login, LoginKey};
use domain::effect::{AccountEffect, Effect};
use domain::email::Email;
use domain::ids::AccountId;
use jiff::Timestamp;
use runtime::Context;
use schemars::JsonSchema;
use serde::Serialize;
use store::{Change, Error, Versioned};

use crate::problems::Refused;

/// How often something is decided anew when the other mailbox, or a mail that was being made, came between.
pub(crate) const TRIES: usize = 6;

/// Where a change of address stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "AddressChangeState")]
pub enum StateName {
    /// It waits for one or both mailboxes.
    Asked,
    /// It happened, and can be undone from the old mailbox.
    Done,
}

/// A change of address, as the account's owner sees it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddressChangeView {
    /// Where it stands.
    pub state: StateName,
    /// The address before.
    pub old_email: Email,
    /// The address after.
    pub new_email: Email,
    /// Whether the desk carries it out.
    pub by_desk: bool,
    /// Whether the old mailbox has confirmed.
    pub old_confirmed: bool,
    /// Whether the new mailbox has confirmed.
    pub new_confirmed: bool,
    /// Until when it can be confirmed; or, once it happened, undone.
    pub until: Timestamp,
}

/// A change as its owner sees it; none that is over.
pub(crate) fn view(change: &AddressChange, now: Timestamp) -> Option<AddressChangeView> {
    let (state, old_confirmed, new_confirmed, until) = match &change.state {
        ChangeState::Asked { old, new, until } if now < *until => {
            (StateName::Asked, old.is_some(), new.is_some(), *until)
        }
        ChangeState::Done { undone_until, .. } => (StateName::Done, true, true, *undone_until),
        ChangeState::Asked { .. } | ChangeState::Stopped { .. } => return None,
    };
    let (old_email, new_email) = (change.old.clone(), change.new.clone());
    let by_desk = change.is_by_desk();
    Some(AddressChangeView { state, old_email, new_email, by_desk, old_confirmed, new_confirmed, until })
}

impl From<AddressRefusal> for Refused {
    fn from(refusal: AddressRefusal) -> Self {
        match refusal {
            AddressRefusal::SameAsBefore => Self::Field("/newEmail", "same-as-before"),
            AddressRefusal::JustChanged | AddressRefusal::NotInUse => Self::WrongState,
        }
    }
}

/// The latest change of an account's address.
pub(crate) async fn latest(cx: &Context, account: &AccountId) -> Result<Option<Versioned<AddressChange>>, Error> {
    cx.store().get::<AddressChange>(store::account::address_key(account)).await
}

/// Decides on an account, and anew on what it is by then when something came between: the mails of an earlier wish write their links there.
///
/// # Errors
/// As the decision; that it was overtaken only when it was so every time.
pub(crate) async fn on_account<A, F>(
    cx: &Context,
    read: &Versioned<Account>,
    decide: impl Fn(Versioned<Account>) -> F + Send,
) -> Result<A, Refused>
where
    F: Future<Output = Result<A, Refused>> + Send,
{
    let mut account = read.clone();
    for _ in 1..TRIES {
        match decide(account.clone()).await {
            Err(Refused::Store(Error::Conflict(_) | Error::Exists(_))) => {}
            outcome => return outcome,
        }
        account = cx.store().get::<Account>(store::account::key(&read.id)).await?.ok_or(Refused::ChangedMeanwhile)?;
    }
    decide(account).await
}

/// Adds to `change` that a change of address begins, with the mail to each mailbox.
pub(crate) async fn begin(
    cx: &Context,
    read: &Versioned<Account>,
    by: AskedBy,
    wish: (Email, LoginKey),
    change: &mut Change,
) -> Result<AddressChange, Refused> {
    let earlier = latest(cx, &read.id).await?;
    let mut account = read.value.clone();
    let asked = AddressChange::ask(&mut account, earlier.as_ref().map(|earlier| &earlier.value), by, wish, cx.now())?;
    change.replace(read, &account);
    match &earlier {
        Some(earlier) => change.replace(earlier, &asked),
        None => change.create(&asked),
    };
    for side in [Side::Old, Side::New] {
        let effect = AccountEffect::AskAddress { account: asked.account.clone(), turn: asked.turn, side };
        change.effect(Effect::Account(effect));
    }
    Ok(asked)
}

/// Whether an address is somebody's, or set aside for somebody.
pub(crate) async fn is_taken(cx: &Context, key: &LoginKey) -> Result<bool, Error> {
    let (login, awaited) = (store::login::key(key), store::login::awaited_key(key));
    Ok(!cx.store().batch(vec![login, awaited]).await?.is_empty())
}

/// Adds to `change` that the account has its new address: its login is made, only if nobody else has it, and that of the old one is kept back.
/// What is registered with its means follows.
pub(crate) fn move_account(
    change: &mut Change,
    done: &AddressChange,
    read: &Versioned<Account>,
    logins: &[Versioned<Login>],
) -> Result<(), Refused> {
    let account = done.moved(read);
    let corrupt = || Error::Corrupt("an account without the login of its address".to_owned());
    let former = logins.iter().find(|login| login.identifier == done.former).ok_or_else(corrupt)?;
    let (new, old) = done.moved_logins(former, &account);
    change.replace(read, &account).create(&new).replace(former, &old);
    for login in logins.iter().filter(|login| login.identifier != done.former) {
        change.replace(login, &login.regated(&account));
    }
    change.effect(Effect::Account(AccountEffect::MoveRegistrations { account: done.account.clone() }));
    for side in [Side::Old, Side::New] {
        let effect = AccountEffect::TellAddressChanged { account: done.account.clone(), turn: done.turn, side };
        change.effect(Effect::Account(effect));
    }
    Ok(())
}

/// Adds to `change` that whoever asked for the change of address is out: the account has its old address, no password opens it, and what was set
/// up since then (second factor, eHerkenning) is gone. The old mailbox gets a link to a new password.
pub(crate) async fn lock_out(
    cx: &Context,
    change: &mut Change,
    of: &AddressChange,
    read: &Versioned<Account>,
    logins: &[Versioned<Login>],
) -> Result<(), Error> {
    let mut account = of.moved_back(read);
    if let Some(factors) = cx.store().get::<Factors>(store::account::factors_key(&read.id)).await?
        && factors.totp.as_ref().is_some_and(|totp| totp.since >= of.asked_at)
    {
        account.second_factor = false;
        change.delete(&factors);
    }
    if let Some(linked) = cx.store().get::<LinkedIdentity>(store::broker::linked_key(&read.id)).await?
        && linked.linked_at >= of.asked_at
    {
        account.logins.retain(|login| *login != linked.login);
        change.delete(&linked);
    }
    change.replace(read, &account);
    for login in logins {
        if account.logins.contains(&login.identifier) {
            change.replace(login, &of.locked(login, &account));
        } else {
            change.delete(login);
        }
    }
    if of.is_done() {
        change.effect(Effect::Account(AccountEffect::MoveRegistrations { account: of.account.clone() }));
    }
    change.effect(Effect::OfferPasswordReset { email: of.old.clone() });
    Ok(())
}

/// Whether somebody is awaited under an address: then confirming it would take from him what waits there.
pub(crate) async fn is_awaited(cx: &Context, key: &LoginKey) -> Result<bool, Error> {
    Ok(cx.store().get::<Awaited>(store::login::awaited_key(key)).await?.is_some())
}
