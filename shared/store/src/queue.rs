//! The figures of the desk's queues: how many cases stand in each now, and how long those that left of late had waited. Counted by the worker
//! as cases come and go, each move once, and read in one round trip: nobody counts a queue by reading it.

use std::collections::BTreeMap;

use api::Part;
use domain::days;
use domain::upgrade::queue::{Ages, Left, Queue, QueueMove, Waits};
use jiff::civil::Date;
use jiff::{Span, Timestamp};

use crate::Store;
use crate::change::{Change, Update};
use crate::error::Error;
use crate::item::Item;
use crate::key::Key;

/// How many weeks are looked back on, the present one included. By weeks and not by days, so that a promise costs a few reads.
pub const WEEKS: i64 = 3;

/// What is known of the queues.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many cases stand in each now.
    pub standing: BTreeMap<Queue, u32>,
    /// How long those waited that left within the last weeks.
    pub waits: BTreeMap<Queue, Waits>,
}

impl Figures {
    /// What promises are held against.
    pub fn ages(&self) -> Ages {
        Ages(self.waits.iter().filter_map(|(queue, waits)| Some((*queue, waits.nine_of_ten()?))).collect())
    }
}

fn partition() -> String {
    format!("{}FIGURES", Part::Queue.prefix())
}

fn now_key() -> Key {
    Key::new(partition(), "NOW")
}

/// Where the waits of a week are counted, by its Monday.
fn week_key(day: Date) -> Key {
    let since_monday = i64::from(day.weekday().to_monday_zero_offset());
    let monday = day.checked_sub(Span::new().days(since_monday)).unwrap_or(day);
    Key::new(partition(), format!("WEEK#{monday}"))
}

impl Change {
    /// Counts a move between queues. To be written together with the note that it was counted, so that it is counted once.
    pub fn count_move(&mut self, moved: &QueueMove) -> &mut Self {
        let mut step = |queue: Queue, by: i64| {
            let expression = "ADD #queue :by";
            let update = Update::new(Part::Queue, now_key(), expression).name("#queue", queue.name()).number(":by", by);
            self.update(update);
        };
        match (moved.left, moved.into) {
            (None, Some(into)) => step(into, 1),
            (Some(left), None) => step(left.queue, -1),
            // One item is written once in a transaction.
            (Some(left), Some(into)) => {
                let update = Update::new(Part::Queue, now_key(), "ADD #left :less, #into :more")
                    .name("#left", left.queue.name())
                    .name("#into", into.name());
                self.update(update.number(":less", -1).number(":more", 1));
            }
            (None, None) => {}
        }
        if let Some(left) = moved.left {
            self.update(wait(&left, moved.at));
        }
        self
    }
}

/// One more case that waited so long, in the week it left.
fn wait(left: &Left, at: Timestamp) -> Update {
    let day = days::amsterdam(at);
    let keep = day.checked_add(Span::new().weeks(WEEKS * 3)).unwrap_or(day);
    let expires = keep.to_zoned(jiff::tz::TimeZone::UTC).map(|end| end.timestamp().as_second()).unwrap_or_default();
    Update::new(Part::Queue, week_key(day), "ADD #bucket :one, #minutes :minutes SET expires = :expires")
        .name("#bucket", &bucket(left.queue, left.working_days.min(Waits::LONGEST)))
        .name("#minutes", &format!("{}/minutes", left.queue.name()))
        .number(":one", 1)
        .number(":minutes", i64::from(left.minutes))
        .number(":expires", expires)
}

fn bucket(queue: Queue, working_days: u16) -> String {
    format!("{}/{working_days}", queue.name())
}

impl Store {
    /// The figures as they are on a day, in one round trip.
    pub async fn queue_figures(&self, today: Date) -> Result<Figures, Error> {
        let weeks = (0..WEEKS).filter_map(|back| today.checked_sub(Span::new().weeks(back)).ok());
        let keys = std::iter::once(now_key()).chain(weeks.map(week_key)).collect();
        let mut figures = Figures::default();
        for (key, item) in self.batch(keys).await? {
            if key == now_key() {
                for queue in Queue::ALL {
                    figures.standing.insert(queue, number(&item, queue.name()).unwrap_or_default());
                }
                continue;
            }
            for queue in Queue::ALL {
                let waits = figures.waits.entry(queue).or_default();
                for working_days in 0..=Waits::LONGEST {
                    if let Some(cases) = number(&item, &bucket(queue, working_days)) {
                        waits.add(working_days, cases);
                    }
                }
            }
        }
        Ok(figures)
    }
}

/// A count; one that fell below nought for a moment, because moves are counted in any order, is nought.
fn number(item: &Item, name: &str) -> Option<u32> {
    item.0.get(name)?.as_n().ok()?.parse::<i64>().ok().map(|count| u32::try_from(count).unwrap_or_default())
}
