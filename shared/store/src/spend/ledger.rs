//! Reading what was spent: totals, and pages of lines under a filter.

use std::fmt;

use api::Part;
use domain::ids::{AccessCodeId, LineId, OrganisationId};
use domain::spend::{CodeMonth, Group, Line, Month};
use serde::{Deserialize, Serialize};

use super::places::{
    before, bounds, group_partition, lines_partition, partition, place, reference_partition, total_key,
};
use super::total::read_total;
use crate::Store;
use crate::error::Error;
use crate::item::{Item, Stored};
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// How many partitions of the index are read side by side at most.
const AT_ONCE: usize = 16;

/// Which lines of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those of these groups. Taken from totals, which tell which there are.
    Groups(Vec<Group>),
}

/// Which page of lines.
#[derive(Debug, Clone)]
pub struct LinePage {
    /// How many lines at most.
    pub limit: u16,
    /// Where the page before ended.
    pub before: Option<LinePlace>,
}

/// The place of a line among others: its month and its id. Says nothing about whose it is, so it leads nowhere else. On the wire as it is
/// displayed: nothing in it means anything in an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinePlace {
    month: Month,
    line: LineId,
}

impl LinePlace {
    /// Reads a cursor.
    ///
    /// # Errors
    /// [`Error::NotACursor`] for what is none.
    pub fn parse(cursor: &str) -> Result<Self, Error> {
        let (month, line) = cursor.split_once('.').ok_or(Error::NotACursor)?;
        let month = month.parse().map_err(|_| Error::NotACursor)?;
        Ok(Self { month, line: line.parse().map_err(|_| Error::NotACursor)? })
    }

    /// The month it is in.
    pub const fn month(&self) -> Month {
        self.month
    }

    fn of(line: &Line) -> Self {
        Self { month: line.month, line: line.id.clone() }
    }

    fn sort_key(&self) -> String {
        format!("{}#{}", self.month, self.line)
    }
}

impl fmt::Display for LinePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.month, self.line)
    }
}

/// What of an organisation's spend is looked at: everything, or what has one own reference. The same questions are put to both.
#[derive(Debug, Clone)]
pub struct Ledger {
    organisation: OrganisationId,
    reference: Option<String>,
}

impl Ledger {
    /// Everything an organisation spends.
    pub const fn of(organisation: OrganisationId) -> Self {
        Self { organisation, reference: None }
    }

    /// What an organisation spends under an own reference. Needs [`KeySet::Index`].
    pub async fn of_reference(store: &Store, organisation: OrganisationId, reference: &str) -> Result<Self, Error> {
        let partition = reference_partition(store.keys(), &organisation, reference).await?;
        Ok(Self { organisation, reference: Some(partition) })
    }

    fn partition(&self) -> String {
        self.reference.clone().unwrap_or_else(|| partition(&self.organisation))
    }

    /// The totals from one month to another, both among them, by month and then code. One round trip for each megabyte of totals, of
    /// which each is some 300 bytes: what it costs depends on months and codes, never on lines.
    pub async fn totals(&self, store: &Store, from: Month, to: Month) -> Result<Vec<CodeMonth>, Error> {
        let range = Range::of(self.partition()).between(format!("TOTAL#{from}#"), format!("TOTAL#{to}#~"));
        let page = store.list_items(range).await?;
        read_totals(&page.items)
    }

    /// The totals of one code in these months, in one round trip.
    pub async fn totals_of(
        &self,
        store: &Store,
        code: &AccessCodeId,
        months: &[Month],
    ) -> Result<Vec<CodeMonth>, Error> {
        let partition = self.partition();
        let keys = months.iter().map(|month| total_key(&partition, *month, Some(code))).collect();
        let items: Vec<Item> = store.batch(keys).await?.into_values().collect();
        let mut totals = read_totals(&items)?;
        totals.sort_by_key(|total| total.month);
        Ok(totals)
    }

    /// A page of lines, the latest first: of everything, or of some groups. One round trip for the first; one for each group, side by side,
    /// for the second.
    pub async fn lines(
        &self,
        store: &Store,
        which: &Which,
        (from, to): (Month, Month),
        page: &LinePage,
    ) -> Result<(Vec<Line>, Option<LinePlace>), Error> {
        let (first, mut last) = bounds(from, to);
        if let Some(place) = page.before.as_ref().map(LinePlace::sort_key) {
            if !(first.as_str()..=last.as_str()).contains(&place.as_str()) {
                return Err(Error::NotACursor);
            }
            last = before(&place).ok_or(Error::NotACursor)?;
        }
        if last < first {
            return Ok((Vec::new(), None));
        }
        let limit = page.limit.saturating_add(1);
        let range = |range: Range| range.between(first.clone(), last.clone()).descending().limit(limit);
        let mut lines = match which {
            Which::All => {
                let pk = self.reference.clone().unwrap_or_else(|| lines_partition(&self.organisation));
                self.read(store, range(Range::of(pk))).await?
            }
            Which::Groups(groups) => {
                let under = self.partition();
                let mut lines = Vec::new();
                for some in groups.chunks(AT_ONCE) {
                    let reading = some.iter().map(|group| {
                        let pk = group_partition(&under, group);
                        self.read(store, range(Range::of_index(pk)))
                    });
                    for read in futures::future::try_join_all(reading).await? {
                        lines.extend(read);
                    }
                }
                lines.sort_by_key(|line| std::cmp::Reverse(place(line)));
                lines
            }
        };
        let more = lines.len() > usize::from(page.limit);
        lines.truncate(usize::from(page.limit));
        let next = lines.last().filter(|_| more).map(LinePlace::of);
        Ok((lines, next))
    }

    async fn read(&self, store: &Store, range: Range) -> Result<Vec<Line>, Error> {
        Ok(match self.reference {
            None => store.list::<Line>(range).await?.items.into_iter().map(|line| line.value).collect(),
            Some(_) => store.list::<Referred>(range).await?.items.into_iter().map(|line| line.value.line).collect(),
        })
    }
}

/// A line where it is found by its own reference: all of it once more, so that a page of them is one read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Referred {
    #[serde(flatten)]
    pub(super) line: Line,
    /// Where; only known when it is written.
    #[serde(skip)]
    pub(super) partition: String,
}

impl Stored for Referred {
    const PART: Part = Part::Spend;
    const KIND: &'static str = "spend-referred-line";
    const SEALED: &'static [&'static str] = Line::SEALED;

    fn key(&self) -> Key {
        Key::new(self.partition.clone(), place(&self.line))
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(group_partition(&self.partition, &Group::of(&self.line)), place(&self.line)))
    }
}

fn read_totals(items: &[Item]) -> Result<Vec<CodeMonth>, Error> {
    let mut totals = Vec::with_capacity(items.len());
    for item in items {
        totals.extend(read_total(item)?);
    }
    Ok(totals)
}
