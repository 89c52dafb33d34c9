//! Booking: lines, and what they add to totals.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AccessCodeId, OrganisationId};
use domain::spend::{Line, Month};

use super::head::touch_head;
use super::ledger::Referred;
use super::places::{normal, partition, reference_partition, total_key};
use super::total::Added;
use crate::change::{Change, Held, Write};

/// Books lines of one organisation: adds the lines, what they change in totals, and the heads of their months. Once for each change,
/// with all of its lines: an item is written once in a transaction.
///
/// Committing gives [`Error::Conflict`] of [`Part::Spend`] when a month is shut: then they are booked anew as [`Line::put_off`].
pub fn book(change: &mut Change, lines: &[Line]) {
    let months: BTreeSet<_> = lines.iter().map(|line| (line.organisation.clone(), line.month)).collect();
    for (organisation, month) in months {
        change.update(touch_head(&organisation, month));
    }
    let mut totals = BTreeMap::<_, Added>::new();
    for line in lines {
        change.create(line);
        totals.entry(Place::of(line)).or_default().add(line);
    }
    for (place, added) in totals {
        change.update(added.update(total_key(&partition(&place.organisation), place.month, place.code.as_ref())));
    }
    by_reference(change, lines);
}

/// Lines and totals once more under the customer's own references, where they have one.
fn by_reference(change: &mut Change, lines: &[Line]) {
    let mut totals = BTreeMap::<_, Added>::new();
    for line in lines {
        let Some(reference) = &line.reference else { continue };
        totals.entry((normal(reference), Place::of(line))).or_default().add(line);
        let line = line.clone();
        change.writes.push(Write::Blind(Box::new(move |keys| {
            Box::pin(async move {
                let reference = line.reference.clone().unwrap_or_default();
                let partition = reference_partition(keys, &line.organisation, &reference).await?;
                Ok(Write::put(&Referred { line, partition }, 1, Held::Absent))
            })
        })));
    }
    for ((reference, place), added) in totals {
        change.writes.push(Write::Blind(Box::new(move |keys| {
            Box::pin(async move {
                let partition = reference_partition(keys, &place.organisation, &reference).await?;
                Ok(Write::Update(added.update(total_key(&partition, place.month, place.code.as_ref()))))
            })
        })));
    }
}

/// Which total a line counts in.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    organisation: OrganisationId,
    month: Month,
    code: Option<AccessCodeId>,
}

impl Place {
    fn of(line: &Line) -> Self {
        let code = line.code.as_ref().map(|code| code.id.clone());
        Self { organisation: line.organisation.clone(), month: line.month, code }
    }
}
