//! The sending of batches: each good row becomes one upgrade or one first application, exactly once, whatever dies on the way.

use domain::batch::{About, Batch, Outcome, Part as Rows, Row, code_of};
use domain::ids::{BatchId, MeansId, OrganisationId};
use domain::means::{Means, MeansStatus, Registration};
use domain::organisation::{Membership, Role};
use domain::upgrade::{Application, Decided, Refusal, apply_with, start_with};
use runtime::newcomer::Newcomer;
use runtime::{Context, Failure};
use store::{Change, Error, Versioned};

/// How often something is decided anew when somebody else changed it in between.
const TRIES: usize = 6;
/// How many rows of a batch are sent in one turn: well within the time an effect is held, also on a slow machine.
const ROWS_AT_ONCE: usize = 10;

/// Starts the upgrades of the next rows that have no outcome yet, each in a transaction with its outcome: what dies in between is taken up where
/// it was left, and no row is started twice. With the last row of a turn go the sums, and what follows.
pub(super) async fn send_part(
    cx: &Context,
    organisation: &OrganisationId,
    batch: &BatchId,
    number: u32,
) -> Result<(), Failure> {
    let Some(batch) = cx.store().get::<Batch>(store::batch::key(organisation, batch)).await? else { return Ok(()) };
    let key = store::batch::part_key(organisation, &batch.id, number);
    let mut conflicts = 0;
    let mut left = ROWS_AT_ONCE;
    let mut read = cx.store().get::<Rows>(key.clone()).await?;
    while let Some(part) = read.take().filter(|part| part.next().is_some()) {
        match send_row(cx, &batch, &part, left == 1).await {
            Ok(next) => {
                left -= 1;
                read = Some(next).filter(|_| left > 0);
            }
            // The means was changed by somebody, or another worker has this part in hand as well: look again.
            Err(Error::Conflict(_) | Error::Exists(_)) if conflicts < TRIES => {
                conflicts += 1;
                read = cx.store().get::<Rows>(key.clone()).await?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Starts the next row. With the last one of this turn go the sums, and what follows.
async fn send_row(cx: &Context, batch: &Batch, read: &Versioned<Rows>, last: bool) -> Result<Versioned<Rows>, Error> {
    let mut change = Change::new();
    let Some(row) = read.next() else { return Ok(read.clone()) };
    let outcome = match &row.about {
        About::Means { means, .. } => raise(cx, batch, row, means, &mut change).await?,
        About::Newcomer { newcomer } => apply_for(cx, batch, row, newcomer, &mut change).await?,
    };
    let mut part = read.with_outcome(outcome);
    if last || part.next().is_none() {
        let (started, failed) = part.count();
        change.update(store::batch::count(&batch.organisation, &batch.id, started, failed));
        change.effects(part.followed_by(batch));
    }
    change.replace(read, &part);
    cx.commit(change).await?;
    Ok(Versioned { value: part, version: read.version + 1 })
}

/// Sets out to raise a means.
async fn raise(cx: &Context, batch: &Batch, row: &Row, means: &MeansId, change: &mut Change) -> Result<Outcome, Error> {
    let Some(means) = cx.store().get::<Means>(store::means::key(&row.organisation, means)).await? else {
        return Ok(Outcome::NotStarted { code: "unknown-means".to_owned() });
    };
    let started = start_with(&means, row.target, row.authorisations.clone(), &batch.by, cx.now(), cx.chance());
    Ok(begin(started, &means, change))
}

/// Puts into `change` that a means which is there is on its way.
fn begin(started: Result<Decided, Refusal>, means: &Versioned<Means>, change: &mut Change) -> Outcome {
    match started {
        Ok(decided) => {
            change.create(&decided.upgrade).follows(&decided);
            if let Some(raised) = &decided.means {
                change.replace(means, raised);
            }
            Outcome::Started { upgrade_id: decided.upgrade.id }
        }
        Err(refusal) => Outcome::NotStarted { code: code_of(&refusal) },
    }
}

/// Applies for the first means of somebody, as `apply-for-means` does for one person: he becomes a member who sees his own case, and is told
/// what is asked of him. Whoever got a means since the table was looked at is left alone.
async fn apply_for(
    cx: &Context,
    batch: &Batch,
    row: &Row,
    newcomer: &Registration,
    change: &mut Change,
) -> Result<Outcome, Error> {
    let person = Newcomer::find(cx, &newcomer.email, &row.organisation).await?;
    for held in cx.store().list::<Means>(store::means::of_holder(&row.organisation, &person.account)).await?.items {
        let held = cx.store().get::<Means>(store::means::key(&row.organisation, &held.id)).await?;
        match held {
            Some(means) if means.status == MeansStatus::Requested => {
                let chosen = row.authorisations.clone();
                let started = start_with(&means, row.target, chosen, &batch.by, cx.now(), cx.chance());
                return Ok(begin(started, &means, change));
            }
            Some(means) if means.status != MeansStatus::Ended => {
                return Ok(Outcome::NotStarted { code: "has-a-means".to_owned() });
            }
            Some(_) | None => {}
        }
    }
    let application = Application {
        organisation: row.organisation.clone(),
        holder: person.account.clone(),
        registration: newcomer.clone(),
        target: row.target,
    };
    let applied = apply_with(application, row.authorisations.clone(), &batch.by, cx.now(), cx.chance());
    let (means, decided) = match applied {
        Ok(applied) => applied,
        Err(refusal) => return Ok(Outcome::NotStarted { code: code_of(&refusal) }),
    };
    let key = store::organisation::member_key(&row.organisation, &person.account);
    if cx.store().get::<Membership>(key).await?.is_none() {
        change.create(&Membership::new(row.organisation.clone(), person.account.clone(), Role::User, cx.now()));
    }
    person.joins(cx, &row.organisation, change).await?;
    change.create(&means).create(&decided.upgrade).follows(&decided);
    Ok(Outcome::Started { upgrade_id: decided.upgrade.id })
}
