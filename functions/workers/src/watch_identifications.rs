//! `watch-identifications`: reminds whoever was invited to be identified and has not booked, and ends invitations whose time is over
//! (domain.md 1.4: 30 days).

use api::{KeySet, Part, Touch};
use domain::upgrade::Upgrade;
use domain::upgrade::identification::Due;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::{Deserialize, Serialize};
use store::courier::{DueInvitation, due};
use store::{Change, Error, Versioned};

use crate::stopped::Stopped;

/// Looks after invitations.
pub struct WatchIdentifications;

/// How many are looked at in one round, and how many rounds one run has.
const MOST: u16 = 100;
const ROUNDS: usize = 20;

/// A schedule's tick; what it says does not matter.
#[derive(Debug, Deserialize)]
pub struct Tick {}

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Watched {
    /// Invitations of which something was due: a reminder, or the end.
    acted: u32,
    /// Invitations that changed while they were looked at; the next run looks again.
    left: u32,
}

impl Worker for WatchIdentifications {
    const JOB: Job = Job {
        name: "watch-identifications",
        summary: "Reminds people to be identified, and ends invitations whose time is over",
        trigger: Trigger::Every("rate(15 minutes)"),
        touches: &[
            Touch::list(Part::Courier).and(Touch::put(Part::Courier)).and(Touch::delete(Part::Courier)),
            Touch::write(Part::Organisation),
            Touch::put(Part::Timeline),
        ],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 120,
    };
    type Event = Tick;
    type Outcome = Watched;

    async fn run(cx: &Context, _: Tick) -> Result<Watched, Failure> {
        let (mut watched, mut stopped) = (Watched::default(), Stopped::default());
        for _ in 0..ROUNDS {
            // The earliest first: behind the first that is not due there is nothing to do.
            let items = cx.store().list::<DueInvitation>(due().limit(MOST)).await?.items;
            let before = watched.left;
            let now_due: Vec<_> = items.into_iter().filter(|item| item.at <= cx.now()).collect();
            let full = now_due.len() >= usize::from(MOST);
            for item in now_due {
                match look(cx, &item).await {
                    Ok(acted) => watched.acted += u32::from(acted),
                    Err(error) => {
                        watched.left += 1;
                        stopped.note(&item.reference.upgrade, error);
                    }
                }
            }
            if !full || watched.left > before {
                break;
            }
        }
        stopped.or(watched)
    }
}

/// Does what is due of one invitation and notes when something is due again, in one transaction.
async fn look(cx: &Context, item: &Versioned<DueInvitation>) -> Result<bool, Error> {
    let reference = &item.reference;
    let mut change = Change::new();
    change.delete(item);
    let key = store::upgrade::key(&reference.organisation, &reference.upgrade);
    let found = cx.store().get::<Upgrade>(key).await?;
    let due = match &found {
        None => Due::Over,
        Some(upgrade) => {
            let due = upgrade.value.clone().identification_due(reference.number, cx.now());
            due.map_err(|refusal| Error::Corrupt(refusal.to_string()))?
        }
    };
    let again = |at| DueInvitation { at, reference: reference.clone() };
    let mut acted = false;
    match due {
        Due::Over => {}
        Due::Later(at) => {
            change.set(&again(at));
        }
        Due::Done { decided, next } => {
            acted = true;
            if let Some(upgrade) = &found {
                change.replace(upgrade, &decided.upgrade).follows(&decided);
            }
            if let Some(at) = next {
                change.set(&again(at));
            }
        }
    }
    cx.commit(change).await?;
    Ok(acted)
}
