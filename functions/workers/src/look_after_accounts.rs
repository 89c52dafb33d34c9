//! `look-after-accounts`: lets go of old addresses whose week is over, and deletes the accounts whose owners did not think better of it.

use api::{KeySet, Part, Touch};
use domain::account::address::ChangeState;
use domain::account::{Account, AddressChange, Deletion};
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::Serialize;
use store::{Change, Error};

use crate::delete_account::delete_account;
use crate::stopped::Stopped;
use crate::sweep_outbox::Tick;

/// Looks after accounts.
pub struct LookAfterAccounts;

/// How many of each are looked at in one run; the rest have their turn in the next.
const PAGE: u16 = 100;

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LookedAfter {
    /// How many old addresses were let go.
    let_go: u32,
    /// How many accounts were deleted.
    deleted: u32,
}

impl Worker for LookAfterAccounts {
    const JOB: Job = Job {
        name: "look-after-accounts",
        summary: "Lets go of old e-mail addresses, and deletes the accounts that are to be deleted",
        trigger: Trigger::Every("rate(1 hour)"),
        touches: &[
            Touch::write(Part::Account).and(Touch::list(Part::Account)).and(Touch::delete(Part::Account)),
            Touch::write(Part::Login).and(Touch::delete(Part::Login)),
            Touch::delete(Part::Link),
            Touch::read(Part::Broker).and(Touch::delete(Part::Broker)),
            Touch::list(Part::Session).and(Touch::delete(Part::Session)),
            Touch::write(Part::Organisation)
                .and(Touch::list(Part::Organisation))
                .and(Touch::delete(Part::Organisation)),
            Touch::put(Part::Timeline),
            Touch::read(Part::Ticket).and(Touch::list(Part::Ticket)).and(Touch::delete(Part::Ticket)),
            Touch::list(Part::Business).and(Touch::read(Part::Business)).and(Touch::delete(Part::Business)),
            Touch::list(Part::Submission).and(Touch::read(Part::Submission)).and(Touch::delete(Part::Submission)),
            Touch::put(Part::Outbox),
            Touch::put(Part::Audit),
        ],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 300,
    };
    type Event = Tick;
    type Outcome = LookedAfter;

    async fn run(cx: &Context, _: Tick) -> Result<LookedAfter, Failure> {
        let (mut done, mut stopped) = (LookedAfter::default(), Stopped::default());
        let over = cx.store().list::<AddressChange>(store::account::addresses_due().limit(PAGE)).await?;
        for change in &over.items {
            let ChangeState::Done { undone_until, .. } = change.state else { continue };
            if undone_until > cx.now() {
                continue;
            }
            match let_go(cx, change).await {
                Ok(went) => done.let_go += u32::from(went),
                Err(failure) => stopped.note(&change.account, failure),
            }
        }
        let due = cx.store().list::<Deletion>(store::account::deletions_due().limit(PAGE)).await?;
        for wish in due.items.iter().filter(|wish| wish.is_due(cx.now())) {
            match delete_account(cx, &wish.account).await {
                Ok(true) => done.deleted += 1,
                // Another run is at it.
                Ok(false) => {}
                // Something of the account changed just now, or it stopped: the next run goes on from there.
                Err(failure) => stopped.note(&wish.account, failure),
            }
        }
        stopped.or(done)
    }
}

/// The old address opens nothing and is nobody's from now on; that there was a change is forgotten. Whether this run did it.
async fn let_go(cx: &Context, listed: &AddressChange) -> Result<bool, Failure> {
    let key = store::account::address_key(&listed.account);
    let Some(change) = cx.store().get::<AddressChange>(key).await? else { return Ok(false) };
    if !change.is_done() || change.turn != listed.turn {
        return Ok(false);
    }
    let mut write = Change::new();
    write.delete(&change);
    if let Some(read) = cx.store().get::<Account>(store::account::key(&change.account)).await? {
        let logins = cx.store().logins_of(&read).await?;
        write.replace_account(&read, &change.settled(&read), &logins);
    }
    match cx.commit(write).await {
        Ok(()) => Ok(true),
        // Somebody changed the account at the same moment: the next run does it.
        Err(Error::Conflict(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
