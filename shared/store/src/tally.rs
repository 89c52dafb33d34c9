//! What a request consumed at the table: each operation's figures are known (docs/access-patterns.md) and a test counts them.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use aws_sdk_dynamodb::types::ConsumedCapacity;

/// A running count; shared by the clones of one request's store.
#[derive(Debug, Default)]
pub struct Tally {
    round_trips: AtomicU32,
    turned_down: AtomicU32,
    read_tenths: AtomicU64,
    write_tenths: AtomicU64,
}

/// What was consumed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spent {
    /// Calls to the table.
    pub round_trips: u32,
    /// Those of them that changed nothing, because somebody had written in between: what follows was done anew.
    pub turned_down: u32,
    /// Read capacity units.
    pub read_units: f64,
    /// Write capacity units.
    pub write_units: f64,
}

impl Tally {
    /// What was consumed until now.
    #[expect(clippy::cast_precision_loss, reason = "a request consumes a few units, not 2^52")]
    pub fn spent(&self) -> Spent {
        Spent {
            round_trips: self.round_trips.load(Ordering::Relaxed),
            turned_down: self.turned_down.load(Ordering::Relaxed),
            read_units: self.read_tenths.load(Ordering::Relaxed) as f64 / 10.0,
            write_units: self.write_tenths.load(Ordering::Relaxed) as f64 / 10.0,
        }
    }

    pub(crate) fn read<'a>(&self, consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
        self.count(&self.read_tenths, consumed);
    }

    pub(crate) fn write<'a>(&self, consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
        self.count(&self.write_tenths, consumed);
    }

    /// A call that was answered without figures, for example one whose condition failed.
    pub(crate) fn unanswered(&self) {
        self.round_trips.fetch_add(1, Ordering::Relaxed);
        self.turned_down.fetch_add(1, Ordering::Relaxed);
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "units are small and positive")]
    fn count<'a>(&self, side: &AtomicU64, consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
        self.round_trips.fetch_add(1, Ordering::Relaxed);
        let units: f64 = consumed.into_iter().filter_map(ConsumedCapacity::capacity_units).sum();
        side.fetch_add((units * 10.0).round() as u64, Ordering::Relaxed);
    }
}
