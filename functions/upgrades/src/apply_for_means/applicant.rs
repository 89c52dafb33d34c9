//! The person a means is applied for: the caller himself, or somebody of a manager's organisation, with an account or without one yet.

use domain::account::Session;
use domain::email::Email;
use domain::ids::{AccountId, OrganisationId};
use domain::organisation::{Membership, Organisation};
use runtime::newcomer::{Newcomer, opens};
use runtime::{Call, Context};
use store::Change;

use super::{ApplyForMeans, user_of};
use crate::problems::Refused;

/// The person, and how he comes to the organisation.
pub(super) struct Applicant {
    /// His account; for somebody without one, the one that is set aside for him.
    pub account: AccountId,
    /// His address.
    pub email: Email,
    joins: Option<Membership>,
    /// Somebody else than the caller.
    other: Option<Newcomer>,
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
        let other = call.input.holder_email.as_ref();
        let other = other.filter(|email| email.normalised() != call.caller.account.email.normalised());
        let mut applicant = match other {
            Some(email) => {
                let manages = call.caller.membership.as_ref().is_some_and(|member| member.role.manages());
                if !manages {
                    return Err(Refused::Forbidden);
                }
                if call.caller.membership.as_ref().map(|member| &member.organisation) != Some(&organisation.id) {
                    return Err(Refused::NotYourOrganisation);
                }
                let other = Newcomer::find(cx, email, &organisation.id).await?;
                Self { account: other.account.clone(), email: email.clone(), joins: None, other: Some(other) }
            }
            None => Self {
                account: call.caller.account_id().clone(),
                email: call.caller.account.email.clone(),
                joins: None,
                other: None,
            },
        };
        let member_key = store::organisation::member_key(&organisation.id, &applicant.account);
        let is_member = known && cx.store().get::<Membership>(member_key).await?.is_some();
        applicant.joins = (!is_member).then(|| user_of(organisation, &applicant, cx));
        Ok(applicant)
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
        if let Some(other) = self.other {
            return Ok(other.joins(cx, organisation, change).await?);
        }
        if call.caller.account.organisation.is_none() {
            opens(cx, &call.caller.account, organisation, change).await?;
        }
        if call.caller.session.organisation.as_ref() != Some(organisation) {
            let session = Session { organisation: Some(organisation.clone()), ..call.caller.session.value.clone() };
            change.replace(&call.caller.session, &session);
        }
        Ok(())
    }
}
