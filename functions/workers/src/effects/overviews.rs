//! Overviews of what was spent: telling that one is ready, and sending them out to whoever subscribed.

use domain::account::Account;
use domain::effect::OverviewEffect;
use domain::ids::{AccountId, OrganisationId, OverviewId};
use domain::organisation::MainUser;
use domain::overview::{Overview, Pace, Run, State, Subscription};
use domain::spend::{Head, Month};
use futures::{StreamExt, TryStreamExt, stream};
use mail::{Letter, OverviewNews, OverviewOutcome};
use runtime::{Context, Failure};
use store::outbox::Waiting;
use store::{Change, Error};

use super::send;

/// How many organisations are seen to in one turn: well within the time an effect is held, also on a slow machine.
const AT_ONCE: u16 = 50;
/// How many of them side by side.
const SIDE_BY_SIDE: usize = 8;
/// From which day of the month on it is not waited for any more that a month is shut: its invoice is late, and the overview need not be.
const LATEST_DAY: i8 = 5;

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(
    cx: &Context,
    waiting: &Waiting,
    effect: &OverviewEffect,
) -> Result<Option<String>, Failure> {
    match effect {
        OverviewEffect::TellMade { organisation, owner, overview } => {
            tell(cx, waiting, organisation, owner.as_ref(), overview).await
        }
        OverviewEffect::SendShard { pace, until, shard } => {
            send_part(cx, *pace, *until, *shard).await?;
            Ok(None)
        }
    }
}

/// Tells whoever asked; of one that came by schedule, whoever is the main user now.
async fn tell(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    owner: Option<&AccountId>,
    id: &OverviewId,
) -> Result<Option<String>, Failure> {
    let Some(overview) = cx.store().get::<Overview>(store::overview::key(organisation, owner, id)).await? else {
        return Ok(None);
    };
    let reader = match owner {
        Some(owner) => owner.clone(),
        None => match cx.store().get::<MainUser>(store::organisation::main_user_key(organisation)).await? {
            Some(main) => main.value.account,
            None => return Ok(None),
        },
    };
    let Some(account) = cx.store().get::<Account>(store::account::key(&reader)).await? else { return Ok(None) };
    let outcome = match &overview.state {
        State::Ready { until, .. } => OverviewOutcome::Ready { until: *until },
        State::Failed { .. } => OverviewOutcome::Failed,
        State::Waiting | State::Making { .. } => return Ok(None),
    };
    let period = overview.wish.period;
    let news = OverviewNews { from: period.from, to: period.to, scheduled: owner.is_none(), outcome };
    send(cx, waiting, &account.email, account.language, &Letter::Overview(news)).await
}

/// Sees to the next organisations of a shard. Each gets its overview in a transaction of its own with what holds that it gets one; with the last of
/// this turn goes the place where the next one begins, held to the place this one began at. So what dies in between is taken up where it was
/// left, and nobody gets two.
async fn send_part(cx: &Context, pace: Pace, until: Month, shard: u8) -> Result<(), Failure> {
    let Some(run) = cx.store().get::<Run>(store::overview::run_key(pace, until, shard)).await? else { return Ok(()) };
    if run.done_at.is_some() {
        return Ok(());
    }
    let range = store::overview::subscribed(shard).limit(AT_ONCE).after(run.after.clone());
    let page = cx.store().list::<Subscription>(range).await?;
    let mut due: Vec<Subscription> = page.items.into_iter().map(|subscription| subscription.value).collect();
    due.retain(|subscription| subscription.paces.contains(&pace));
    let sending = stream::iter(due).map(|due| send_one(cx, due, pace, until)).buffered(SIDE_BY_SIDE);
    let went: Vec<Went> = sending.try_collect().await?;
    let count = |what: Went| u32::try_from(went.iter().filter(|went| **went == what).count()).unwrap_or(u32::MAX);
    let counts = (count(Went::Sent), count(Went::Left));
    let (next, effect) = run.value.clone().went(counts, page.next_cursor, cx.now());
    let mut change = Change::new();
    change.replace(&run, &next).effects(effect);
    match cx.commit(change).await {
        // Another worker saw to the same part, and goes on.
        Ok(()) | Err(Error::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// What became of one organisation in a turn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Went {
    Sent,
    /// It has it already.
    Had,
    /// Its month is not shut yet: lines may still come into it.
    Left,
}

async fn send_one(cx: &Context, subscription: Subscription, pace: Pace, until: Month) -> Result<Went, Failure> {
    if cx.today().day() < LATEST_DAY {
        let head = store::spend::head_key(&subscription.organisation, until);
        let head = cx.store().get::<Head>(head).await?;
        if head.is_some_and(|head| head.shut_at.is_none()) {
            return Ok(Went::Left);
        }
    }
    let id = OverviewId::new(cx.now(), cx.chance());
    let (overview, sent, effect) = subscription.due(pace, until, id, cx.now());
    let mut change = Change::new();
    change.create(&sent).create(&overview).effect(effect);
    match cx.commit(change).await {
        Ok(()) => Ok(Went::Sent),
        Err(Error::Exists(_)) => Ok(Went::Had),
        Err(error) => Err(error.into()),
    }
}
