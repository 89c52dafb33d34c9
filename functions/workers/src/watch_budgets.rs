//! `watch-budgets`: every quarter of an hour, whoever set a budget for an access code and whoever holds the code are told that 80 or 100
//! percent of it is spent this month. Budgets stand in a few partitions of the index, a hundred are held against their totals in one round
//! trip, and ordering costs nothing more for it. What was told is noted in the transaction that puts the mails into the outbox, so each is
//! told once, whoever else watches at the same time.

use std::collections::BTreeSet;

use api::{KeySet, Part, Touch};
use domain::access_code::AccessCode;
use domain::effect::{Effect, SpendEffect};
use domain::ids::AccountId;
use domain::organisation::MainUser;
use domain::spend::{Budget, Month};
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::Serialize;
use store::{Change, Error, Versioned};

use crate::stopped::Stopped;
use crate::sweep_outbox::Tick;

/// Watches budgets.
pub struct WatchBudgets;

/// How many are looked at in one round trip: as many as totals can be read at once.
const PAGE: u16 = 100;

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Watched {
    /// How many budgets were looked at.
    watched: u32,
    /// Of how many something was told.
    told: u32,
}

impl Worker for WatchBudgets {
    const JOB: Job = Job {
        name: "watch-budgets",
        summary: "Tells when 80 or 100 percent of a budget is spent",
        trigger: Trigger::Every("rate(15 minutes)"),
        touches: &[Touch::write(Part::Spend).and(Touch::list(Part::Spend)), Touch::read(Part::Organisation)],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 600,
    };
    type Event = Tick;
    type Outcome = Watched;

    async fn run(cx: &Context, _: Tick) -> Result<Watched, Failure> {
        let (mut outcome, mut stopped) = (Watched::default(), Stopped::default());
        let month = Month::with(cx.today());
        for shard in 0..store::spend::SHARDS {
            let mut cursor = None;
            loop {
                let page =
                    cx.store().list::<Budget>(store::spend::all_budgets(shard).limit(PAGE).after(cursor)).await?;
                let codes = page.items.iter().map(|budget| (&budget.value.organisation, &budget.value.code));
                let mut spent = store::spend::spent(cx.store(), month, codes).await?;
                for budget in &page.items {
                    outcome.watched += 1;
                    let whose = (budget.organisation.clone(), budget.code.clone());
                    let cents = spent.remove(&whose).unwrap_or_default().gross_cents;
                    if budget.tell(month, cents).is_none() {
                        continue;
                    }
                    match tell(cx, budget, month, cents).await {
                        Ok(told) => outcome.told += u32::from(told),
                        Err(failure) => stopped.note(&budget.code, failure),
                    }
                }
                cursor = page.next_cursor;
                if cursor.is_none() {
                    break;
                }
            }
        }
        stopped.or(outcome)
    }
}

/// Notes what is told and puts the mails into the outbox; `false` when it was told, changed or removed by somebody else this moment: the next
/// run sees to what is left. The index may be behind, so the budget is read where it stands.
async fn tell(cx: &Context, seen: &Budget, month: Month, cents: i64) -> Result<bool, Failure> {
    let key = store::spend::budget_key(&seen.organisation, &seen.code);
    let Some(budget) = cx.store().get::<Budget>(key).await? else { return Ok(false) };
    let Some(next) = budget.tell(month, cents) else { return Ok(false) };
    let Some(told) = next.told else { return Ok(false) };
    let mut change = Change::new();
    change.replace(&budget, &next);
    for account in readers(cx, &budget).await? {
        change.effect(Effect::Spend(SpendEffect::TellBudget {
            organisation: budget.organisation.clone(),
            code: budget.code.clone(),
            month,
            percent: told.percent,
            account,
        }));
    }
    match cx.commit(change).await {
        Ok(()) => Ok(true),
        Err(Error::Conflict(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The main user, who set it, and the holder of the code; one mail if that is the same person.
async fn readers(cx: &Context, budget: &Versioned<Budget>) -> Result<BTreeSet<AccountId>, Error> {
    let (main_user, code) = tokio::try_join!(
        cx.store().get::<MainUser>(store::organisation::main_user_key(&budget.organisation)),
        cx.store().get::<AccessCode>(store::access_code::key(&budget.organisation, &budget.code)),
    )?;
    let main_user = main_user.map(|main_user| main_user.value.account);
    let holder = code.filter(|code| code.ended_at.is_none()).map(|code| code.value.holder);
    Ok(main_user.into_iter().chain(holder).collect())
}
