//! `remind-signers`: reminds those who were invited to sign and did not, after as many working days as the rules say. Whom a person
//! reminded, who signed, or whose case is over is left alone.

use api::{KeySet, Part, Touch};
use domain::upgrade::signing::SigningLink;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::{Deserialize, Serialize};
use store::signing::{Room, to_remind};
use store::{Change, Error};

use crate::stopped::Stopped;

/// Reminds signers whose day has come.
pub struct RemindSigners;

/// How many are looked at in one run; the rest is for the next.
const MOST: u16 = 200;

/// A schedule's tick; what it says does not matter.
#[derive(Debug, Deserialize)]
pub struct Tick {}

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reminded {
    /// How many were reminded.
    reminded: u32,
    /// How many need no reminder any more.
    put_aside: u32,
}

impl Worker for RemindSigners {
    const JOB: Job = Job {
        name: "remind-signers",
        summary: "Reminds those who were invited to sign and did not",
        trigger: Trigger::Every("rate(1 hour)"),
        touches: &[
            Touch::list(Part::Queue),
            Touch::write(Part::Link),
            Touch::write(Part::Organisation),
            Touch::put(Part::Timeline),
        ],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[],
        sends_mail: false,
        memory_mb: 512,
        timeout_seconds: 55,
    };
    type Event = Tick;
    type Outcome = Reminded;

    async fn run(cx: &Context, _: Tick) -> Result<Reminded, Failure> {
        let (mut came_to, mut stopped) = (Reminded::default(), Stopped::default());
        let due = cx.store().list::<SigningLink>(to_remind().limit(MOST)).await?;
        for link in due.items {
            // The day that comes first stands first.
            if link.remind_on.is_none_or(|day| day > cx.today()) {
                break;
            }
            match remind(cx, &link).await {
                Ok(true) => came_to.reminded += 1,
                Ok(false) => came_to.put_aside += 1,
                // Somebody signs at this moment, or another run was here, or it cannot be read.
                Err(error) => stopped.note(&link.upgrade, error),
            }
        }
        stopped.or(came_to)
    }
}

/// Reminds the signer of a link, if it is still his and he is still waited for; else the link is taken off the list.
async fn remind(cx: &Context, listed: &SigningLink) -> Result<bool, Error> {
    // The index is read a moment late; what counts is the link itself.
    let Some(room) = Room::load(cx.store(), &listed.hash).await? else { return Ok(false) };
    if room.link.remind_on.is_none() {
        return Ok(false);
    }
    let latest = room.upgrade.signing.signer(&room.link.signer).and_then(|signer| signer.link.as_ref());
    let decided = if latest == Some(&room.link.hash) {
        room.upgrade.value.clone().signer_due(&room.link.signer, cx.now()).unwrap_or_default()
    } else {
        None
    };
    let done = room.link.reminded();
    match &decided {
        Some(decided) => cx.commit(room.change(decided, &done)).await?,
        None => {
            let mut change = Change::new();
            change.replace(&room.link, &done);
            cx.commit(change).await?;
        }
    }
    Ok(decided.is_some())
}
