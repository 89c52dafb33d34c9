//! The people of the caller's organisation: loading them.

use domain::ids::AccountId;
use domain::organisation::{Membership, Role};
use runtime::{Context, Manager};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Versioned};

use crate::problems::Refused;

/// Which person.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonPath {
    /// The account.
    pub account_id: AccountId,
}

/// A member, and the main users the organisation has now.
pub(crate) struct People {
    pub(crate) member: Versioned<Membership>,
    main_users: Vec<Versioned<Membership>>,
}

impl People {
    /// The member of the caller's organisation behind this account; nobody else is there (S44).
    pub(crate) async fn load(cx: &Context, caller: &Manager, account: &AccountId) -> Result<Self, Refused> {
        let organisation = caller.organisation();
        let all = cx.store().list::<Membership>(store::organisation::members(organisation)).await?.items;
        let member = all.iter().find(|member| member.account == *account).cloned().ok_or(Refused::NotFound)?;
        let main_users = all.into_iter().filter(|member| member.role == Role::MainUser).collect();
        Ok(Self { member, main_users })
    }

    /// How many main users there are.
    pub(crate) fn main_users(&self) -> usize {
        self.main_users.len()
    }

    /// Holds a change to there still being another main user: of two who take each other's role at once, one succeeds (S46).
    pub(crate) fn hold_to_another_main_user(&self, change: &mut Change) {
        let another = self.main_users.iter().find(|other| other.account != self.member.account);
        if let (Role::MainUser, Some(another)) = (self.member.role, another) {
            change.check(another);
        }
    }
}
