//! The person a means is applied for: the caller himself, or somebody of a manager's organisation, with an account or without one yet.

use domain::account::registration::Awaited;
use domain::account::{Account, Login, Session};
use domain::email::Email;
use domain::ids::{AccountId, OrganisationId};
use domain::organisation::{Membership, Organisation};
use runtime::{Call, Context};
use store::{Change, Versioned};

use super::{ApplyForMeans, user_of};
use crate::problems::Refused;

/// The person, and how he comes to the organisation.
pub(super) struct Applicant {
    /// His account; for somebody without one, the one that is set aside for him.
    pub account: AccountId,
    /// His address.
    pub email: Email,
    joins: Option<Membership>,
    way: Way,
}

/// What there is of the person's account.
enum Way {
    /// It is the caller's own.
    Caller,
    /// He has an account.
    Known(Box<Versioned<Account>>),
    /// One was set aside for him before.
    Awaited,
    /// One is set aside now.
    New(Awaited),
}

impl Applicant {
    /// Who is applied for, by whoever calls. For somebody else only by a manager, and only in the organisation he manages.
    pub(super) async fn of(
        cx: &Context,
        call: &Call<ApplyForMeans>,
        organisation: &Organisation,
        known: bool,
    ) -> Result<Self, Refused> {
        if call.caller.session.staff.is_some() {
            return Err(Refused::Forbidden);
        }
        let mut applicant = match &call.input.holder_email {
            Some(email) if email.normalised() != call.caller.account.email.normalised() => {
                let manages = call.caller.membership.as_ref().is_some_and(|member| member.role.manages());
                if !manages {
                    return Err(Refused::Forbidden);
                }
                if call.caller.membership.as_ref().map(|member| &member.organisation) != Some(&organisation.id) {
                    return Err(Refused::NotYourOrganisation);
                }
                Self::find(cx, email, &organisation.id).await?
            }
            Some(_) | None => Self {
                account: call.caller.account_id().clone(),
                email: call.caller.account.email.clone(),
                joins: None,
                way: Way::Caller,
            },
        };
        let member_key = store::organisation::member_key(&organisation.id, &applicant.account);
        let is_member = known && cx.store().get::<Membership>(member_key).await?.is_some();
        applicant.joins = (!is_member).then(|| user_of(organisation, &applicant, cx));
        Ok(applicant)
    }

    async fn find(cx: &Context, email: &Email, organisation: &OrganisationId) -> Result<Self, Refused> {
        let identifier = cx.login_key(&email.normalised()).await?;
        let (login_key, awaited_key) = (store::login::key(&identifier), store::login::awaited_key(&identifier));
        let mut found = cx.store().batch(vec![login_key.clone(), awaited_key.clone()]).await?;
        let (email, joins) = (email.clone(), None);
        if let Some(login) = found.remove(&login_key) {
            let login = login.read::<Login>(cx.keys()).await?;
            let account = cx.store().get::<Account>(store::account::key(&login.account)).await?;
            let account = account.ok_or(Refused::NotFound)?;
            return Ok(Self { account: account.id.clone(), email, joins, way: Way::Known(Box::new(account)) });
        }
        if let Some(awaited) = found.remove(&awaited_key) {
            let awaited = awaited.read::<Awaited>(cx.keys()).await?;
            return Ok(Self { account: awaited.value.account, email, joins, way: Way::Awaited });
        }
        let account = AccountId::new(cx.now(), cx.chance());
        let awaited = Awaited { identifier, account: account.clone(), organisation: organisation.clone() };
        Ok(Self { account, email, joins, way: Way::New(awaited) })
    }

    /// Adds to `change` what makes him a member. His account opens this organisation from now on if it opened none; and the session he
    /// applies in acts for it, which its next refresh makes known to the client.
    pub(super) async fn joins(
        self,
        cx: &Context,
        call: &Call<ApplyForMeans>,
        organisation: &OrganisationId,
        change: &mut Change,
    ) -> Result<(), Refused> {
        if let Some(membership) = &self.joins {
            change.create(membership);
        }
        match self.way {
            Way::Caller => {
                if call.caller.account.organisation.is_none() {
                    opens(cx, &call.caller.account, organisation, change).await?;
                }
                if call.caller.session.organisation.as_ref() != Some(organisation) {
                    let session =
                        Session { organisation: Some(organisation.clone()), ..call.caller.session.value.clone() };
                    change.replace(&call.caller.session, &session);
                }
            }
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

/// From now on a log-in of this account acts for `organisation`.
async fn opens(
    cx: &Context,
    read: &Versioned<Account>,
    organisation: &OrganisationId,
    change: &mut Change,
) -> Result<(), Refused> {
    let account = Account { organisation: Some(organisation.clone()), ..read.value.clone() };
    change.replace(read, &account);
    let keys: Vec<_> = account.logins.iter().map(store::login::key).collect();
    if keys.is_empty() {
        return Ok(());
    }
    for item in cx.store().batch(keys).await?.into_values() {
        let login = item.read::<Login>(cx.keys()).await?;
        change.replace(&login, &login.regated(&account));
    }
    Ok(())
}
