//! Loading a code with what stands around it, and the account of somebody who gets one.

use domain::access_code::AccessCode;
use domain::account::eherkenning::LinkedIdentity;
use domain::account::registration::{Awaited, invited};
use domain::account::{Account, Login, LoginKey};
use domain::audit::{Actor, AuditFact, Trail};
use domain::effect::{CodeEffect, Effect};
use domain::email::Email;
use domain::ids::{AccessCodeId, AccountId};
use domain::organisation::{MainUser, Membership, Role};
use runtime::{Context, Member};
use store::{Change, Error, Versioned};

use crate::problems::Refused;

/// A code with its holder.
pub(crate) struct Holding {
    pub(crate) code: Versioned<AccessCode>,
    pub(crate) member: Option<Versioned<Membership>>,
    pub(crate) account: Option<Versioned<Account>>,
}

impl Holding {
    /// The code, for whoever may see it: its holder, and the main user. To everybody else there is none (S44).
    pub(crate) async fn load(cx: &Context, caller: &Member, id: &AccessCodeId) -> Result<Self, Refused> {
        let key = store::access_code::key(caller.organisation(), id);
        let code = cx.store().get::<AccessCode>(key).await?.ok_or(Refused::NotFound)?;
        let sees_all = caller.membership.role == Role::MainUser;
        if !(sees_all || code.holder == *caller.account_id()) {
            return Err(Refused::NotFound);
        }
        let member_key = store::organisation::member_key(&code.organisation, &code.holder);
        let account_key = store::account::key(&code.holder);
        let mut found = cx.store().batch(vec![member_key.clone(), account_key.clone()]).await?;
        let member = match found.remove(&member_key) {
            Some(item) => Some(item.read::<Membership>(cx.keys()).await?),
            None => None,
        };
        let account = match found.remove(&account_key) {
            Some(item) => Some(item.read::<Account>(cx.keys()).await?),
            None => None,
        };
        Ok(Self { code, member, account })
    }

    /// Takes the characters it has now away from the account, whose sessions end: who opened one with a lost code is out at once. Answers the
    /// account as it will be.
    pub(crate) async fn close_login(&self, cx: &Context, change: &mut Change) -> Result<Option<Account>, Error> {
        let (Some(read), Some(key)) = (&self.account, &self.code.login) else { return Ok(None) };
        let logins = cx.store().logins_of(read).await?;
        let account = read.without_logins(std::slice::from_ref(key));
        change.replace_account(read, &account, &logins);
        Ok(Some(account))
    }

    /// Takes away what opens the organisation because of this code: its characters, and the eHerkenning that was linked by it, of which its holder
    /// is told by mail. Sessions end.
    pub(crate) async fn close_logins(&self, cx: &Context, change: &mut Change) -> Result<(), Error> {
        let Some(read) = &self.account else { return Ok(()) };
        let linked = cx.store().get::<LinkedIdentity>(store::broker::linked_key(&read.id)).await?;
        let linked = linked.filter(|linked| linked.organisation.as_ref() == Some(&self.code.organisation));
        let of_link = linked.iter().map(|linked| linked.login.clone());
        let gone: Vec<LoginKey> = self.code.login.iter().cloned().chain(of_link).collect();
        if gone.is_empty() {
            return Ok(());
        }
        let logins = cx.store().logins_of(read).await?;
        change.replace_account(read, &read.without_logins(&gone), &logins);
        if let Some(linked) = &linked {
            change.delete(linked);
            change.effect(Effect::TellEherkenningChanged { account: read.id.clone(), linked: false });
        }
        Ok(())
    }

    /// Who is told of what happens to it besides its holder: the main user, when that is somebody else.
    pub(crate) async fn main_user(&self, cx: &Context) -> Result<Option<AccountId>, Error> {
        let key = store::organisation::main_user_key(&self.code.organisation);
        Ok(cx.store().get::<MainUser>(key).await?.map(|main_user| main_user.value.account))
    }
}

/// The account of somebody who gets a code: the one he has, or one that is opened for him and waits for his password.
pub(crate) struct Holder {
    /// The account as it will be.
    pub(crate) account: Account,
    way: Way,
}

enum Way {
    Known(Versioned<Account>),
    Opened { login: Login, awaited: Option<Versioned<Awaited>> },
}

impl Holder {
    /// Whoever has this address.
    pub(crate) async fn of_address(cx: &Context, caller: &Member, email: &Email) -> Result<Self, Refused> {
        let identifier = cx.login_key(&email.normalised()).await?;
        let (login_key, awaited_key) = (store::login::key(&identifier), store::login::awaited_key(&identifier));
        let mut found = cx.store().batch(vec![login_key.clone(), awaited_key.clone()]).await?;
        if let Some(login) = found.remove(&login_key) {
            let login = login.read::<Login>(cx.keys()).await?;
            return Self::known(cx, &login.account).await?.ok_or(Refused::NotFound);
        }
        let awaited = match found.remove(&awaited_key) {
            Some(item) => Some(item.read::<Awaited>(cx.keys()).await?),
            None => None,
        };
        let expected = awaited.as_ref().map(|awaited| &awaited.value);
        let language = caller.account.language;
        let (account, login) = {
            let organisation = caller.organisation();
            invited(email.clone(), language, identifier, expected, organisation, cx.now(), cx.chance())
        };
        Ok(Self { account, way: Way::Opened { login, awaited } })
    }

    /// The account there is.
    pub(crate) async fn known(cx: &Context, account: &AccountId) -> Result<Option<Self>, Error> {
        let read = cx.store().get::<Account>(store::account::key(account)).await?;
        Ok(read.map(|read| Self { account: read.value.clone(), way: Way::Known(read) }))
    }

    /// Adds to `change` what becomes of the account: it is opened, or, if a log-in opened no organisation yet, it opens this one.
    pub(crate) async fn settle(&self, cx: &Context, caller: &Member, change: &mut Change) -> Result<(), Error> {
        match &self.way {
            Way::Opened { login, awaited } => {
                change.create(&self.account).create(login);
                if let Some(awaited) = awaited {
                    change.delete(awaited);
                }
            }
            Way::Known(read) if read.organisation.is_none() && read.staff.is_none() => {
                let logins = cx.store().logins_of(read).await?;
                let organisation = Some(caller.organisation().clone());
                change.replace_account(read, &Account { organisation, ..read.value.clone() }, &logins);
            }
            Way::Known(_) => {}
        }
        Ok(())
    }
}

/// The mail with the characters of a code, drawn when it is made.
pub(crate) fn mailed(code: &AccessCode) -> Effect {
    let (organisation, issue) = (code.organisation.clone(), code.issue);
    Effect::Code(CodeEffect::MailCode { organisation, code: code.id.clone(), issue })
}

/// A fact of the organisation's trail.
pub(crate) fn fact(caller: &Member, action: &str, object: &str, result: &str) -> AuditFact {
    AuditFact {
        trail: Trail::Organisation { organisation: caller.organisation().clone() },
        actor: Actor::Person { account: caller.account_id().clone() },
        action: action.to_owned(),
        object: object.to_owned(),
        result: result.to_owned(),
    }
}
