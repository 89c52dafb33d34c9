//! What is registered with the means of somebody whose account has another address follows it (seed 003): what an upgrade must match, where its
//! mails go, what `/people` and a table of many users know him by.

use domain::account::Account;
use domain::audit::{Actor, AuditFact, Trail};
use domain::ids::{AccountId, MeansId, OrganisationId};
use domain::means::Means;
use domain::organisation::Membership;
use domain::upgrade::Upgrade;
use runtime::{Context, Failure};
use store::{Change, Error};

/// How often one means is written anew when somebody changed it, or the account, in between.
const TRIES: usize = 6;

/// Gives every means of an account the address the account has now. Each in a transaction of its own that holds the account to what was read, so
/// that of a change and its undoing the later one stands, whichever is performed last. Done twice, it is done once.
pub(super) async fn move_all(cx: &Context, holder: &AccountId) -> Result<(), Failure> {
    let memberships = cx.store().list::<Membership>(store::organisation::of_member(holder)).await?;
    for membership in &memberships.items {
        let organisation = &membership.organisation;
        let held = cx.store().list::<Means>(store::means::of_holder(organisation, holder)).await?;
        for means in &held.items {
            move_one(cx, holder, organisation, &means.id).await?;
        }
    }
    Ok(())
}

async fn move_one(
    cx: &Context,
    holder: &AccountId,
    organisation: &OrganisationId,
    means: &MeansId,
) -> Result<(), Failure> {
    for _ in 0..TRIES {
        let Some(account) = cx.store().get::<Account>(store::account::key(holder)).await? else { return Ok(()) };
        let Some(read) = cx.store().get::<Means>(store::means::key(organisation, means)).await? else { return Ok(()) };
        let Some(moved) = read.readdressed(&account.email) else { return Ok(()) };
        let mut change = Change::new();
        let mut moved = moved;
        if let Some(open) = &read.open_upgrade
            && let Some(upgrade) =
                cx.store().get::<Upgrade>(store::upgrade::key(organisation, &open.upgrade_id)).await?
        {
            let followed = upgrade.registered_anew(&moved, &read.registration, Actor::Balie, cx.now());
            if let Some(decided) = followed.map_err(|refusal| Failure::Other(refusal.to_string()))? {
                change.replace(&upgrade, &decided.upgrade).follows(&decided);
                moved = decided.means.unwrap_or(moved);
            }
        }
        change.replace(&read, &moved).check(&account).audit(AuditFact {
            trail: Trail::Organisation { organisation: organisation.clone() },
            actor: Actor::Balie,
            action: "move-registration".to_owned(),
            object: means.to_string(),
            result: "email".to_owned(),
        });
        match cx.commit(change).await {
            Ok(()) => return Ok(()),
            Err(Error::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("a means kept changing while its holder's address was moved".to_owned()))
}
