//! Many organisations that get an overview every month, for tests and benchmarks of sending them out: they are in nobody's demo.

use domain::account::{Account, Consent, Standing};
use domain::ids::{AccountId, LineId, OrganisationId};
use domain::language::Language;
use domain::organisation::{MainUser, Organisation};
use domain::overview::{Format, Pace, Run, Subscription};
use domain::spend::{Head, Line, Month, Subject};
use futures::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use runtime::Context;
use store::Change;

use super::SeedError;
use super::plant::read;

/// How many are planted side by side.
const AT_ONCE: usize = 16;
/// How often a run that goes on meanwhile is looked at anew.
const TRIES: usize = 50;

/// Plants `count` organisations, each with so many lines in the month before this one, which is shut; every one subscribed to overviews as CSV.
/// Their main users are `main-1@subscribers.example` and on, and cannot log in.
///
/// # Errors
/// When the table cannot be written.
pub async fn subscribers(cx: &Context, count: usize, lines: usize) -> Result<(), SeedError> {
    stream::iter(1..=count).map(|number| one(cx, number, lines)).buffered(AT_ONCE).try_collect::<()>().await?;
    Ok(runtime::anew(TRIES, |error| matches!(error, store::Error::Conflict(_)), || unbegun(cx)).await?)
}

/// This month's run has not begun: one that set out while they were planted would have passed by some, who then wait for the next.
async fn unbegun(cx: &Context) -> Result<(), store::Error> {
    let until = Month::of(cx.now()).previous();
    let runs = cx.store().list::<Run>(store::overview::runs(Pace::Monthly, until)).await?.items;
    if runs.is_empty() {
        return Ok(());
    }
    let mut change = Change::new();
    for run in &runs {
        change.delete(run);
    }
    cx.commit(change).await
}

async fn one(cx: &Context, number: usize, lines: usize) -> Result<(), SeedError> {
    let month = Month::of(cx.now()).previous();
    let at: Timestamp = read(&format!("{}T12:00:00Z", month.first_day()))?;
    let (organisation, account) = (OrganisationId::new(cx.now(), cx.chance()), AccountId::new(cx.now(), cx.chance()));
    let mut change = Change::new();
    change
        .create(&Organisation {
            id: organisation.clone(),
            name: format!("Abonnee {number}"),
            kvk_number: read(&format!("{number:08}"))?,
            establishment_number: None,
            since: cx.now(),
        })
        .create(&Account {
            id: account.clone(),
            email: read(&format!("main-{number}@subscribers.example"))?,
            language: Language::Dutch,
            name: None,
            standing: Standing::Active,
            epoch: 0,
            staff: None,
            consent: Consent { terms: 1, at: cx.now() },
            registered_at: cx.now(),
            organisation: Some(organisation.clone()),
            second_factor: false,
            logins: Vec::new(),
            links: Default::default(),
        })
        .create(&MainUser { organisation: organisation.clone(), account: account.clone(), since: cx.now() })
        .create(&Subscription {
            organisation: organisation.clone(),
            paces: vec![Pace::Monthly],
            format: Format::Csv,
            language: Language::Dutch,
            by: account.clone(),
            since: cx.now(),
        });
    let line = |nth: usize| -> Result<Line, SeedError> {
        Ok(Line {
            id: LineId::new(at, cx.chance()),
            organisation: organisation.clone(),
            month,
            late: false,
            at,
            order: None,
            code: None,
            by: account.clone(),
            by_name: "Abonnee".to_owned(),
            product: read("extract")?,
            subject: Some(Subject { kvk_number: read("69599084")?, name: format!("Test {nth}") }),
            reference: None,
            net_cents: 235,
            vat_cents: 0,
            vat_percent: 0,
        })
    };
    let lines = (0..lines).map(line).collect::<Result<Vec<_>, _>>()?;
    store::spend::book(&mut change, &lines);
    cx.commit(change).await?;
    cx.store().update::<Head>(store::spend::shut(&organisation, month, cx.now())).await?;
    Ok(())
}
