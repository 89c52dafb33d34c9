//! `tell-lapses`: once an hour, whoever is due is told what will lapse in 90, 60 or 30 days. What is due stands in the index under its day, so
//! nothing is searched; each telling moves its watch on to the next day in the same transaction, so none is told twice.

use api::{KeySet, Part, Touch};
use domain::days;
use domain::effect::{Effect, MeansEffect};
use domain::lapse::{Subject, Watched};
use domain::means::Means;
use domain::organisation::Membership;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::Serialize;
use store::{Change, Error, Versioned};

use crate::stopped::Stopped;
use crate::sweep_outbox::Tick;

/// Tells what will lapse.
pub struct TellLapses;

/// How many days late something is still told; what is older was overtaken by what came after it.
const LATEST: i64 = 7;
/// How many are read at once.
const PAGE: u16 = 100;
/// How often the front of the row is looked at anew: what was late may be due again today.
const PASSES: usize = 3;

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    /// How many were told of.
    told: u32,
}

impl Worker for TellLapses {
    const JOB: Job = Job {
        name: "tell-lapses",
        summary: "Tells what will lapse in 90, 60 or 30 days",
        trigger: Trigger::Every("rate(1 hour)"),
        touches: &[Touch::list(Part::Queue), Touch::write(Part::Organisation).and(Touch::delete(Part::Organisation))],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 300,
    };
    type Event = Tick;
    type Outcome = Told;

    async fn run(cx: &Context, _: Tick) -> Result<Told, Failure> {
        let (mut told, mut stopped) = (Told::default(), Stopped::default());
        for _ in 0..PASSES {
            let mut cursor = None;
            loop {
                let page = cx.store().list::<Watched>(store::lapse::due().limit(PAGE).after(cursor)).await?;
                let due: Vec<_> = page.items.into_iter().take_while(|watched| watched.due <= cx.today()).collect();
                let whole = due.len() == usize::from(PAGE);
                for watched in due {
                    match tell(cx, &watched).await {
                        Ok(()) => told.told += 1,
                        // Told by another run, or renewed this very moment, or it cannot be told.
                        Err(error) => stopped.note(&watched.organisation, error),
                    }
                }
                cursor = page.next_cursor.filter(|_| whole);
                if cursor.is_none() {
                    break;
                }
            }
        }
        stopped.or(told)
    }
}

/// Puts the telling into the outbox and moves the watch on.
async fn tell(cx: &Context, watched: &Versioned<Watched>) -> Result<(), Error> {
    let (organisation, subject, on) = (&watched.organisation, &watched.subject, watched.due);
    let late = days::between(on, cx.today()) > LATEST;
    let after = if late { cx.today().yesterday().unwrap_or(on) } else { on };
    let next = match subject {
        Subject::Means { means } => {
            let means = cx.store().get::<Means>(store::means::key(organisation, means)).await?;
            means.and_then(|means| Watched::over_means(&means, after))
        }
        Subject::Role { account } => {
            let key = store::organisation::member_key(organisation, account);
            let member = cx.store().get::<Membership>(key).await?;
            member.and_then(|member| Watched::over_role(&member, after))
        }
    };
    let effect = MeansEffect::TellLapses { organisation: organisation.clone(), subject: subject.clone(), on };
    let mut change = Change::new();
    match next {
        Some(next) => change.replace(watched, &next),
        None => change.delete(watched),
    };
    if !late {
        change.effect(Effect::Means(effect));
    }
    cx.commit(change).await
}
