//! The lines of an overview, the earliest first, read page by page: flat, however many there are.

use std::collections::{BTreeSet, VecDeque};

use domain::ids::OrganisationId;
use domain::overview::Codes;
use domain::spend::{CodeMonth, Group, Line, Period, Sum};
use runtime::{Context, Failure};
use store::Range;
use store::spend::{Ledger, lines_between, lines_of};

/// How many lines are read at once, of everything and divided by groups.
const PAGE: u16 = 1_000;
/// Above so many codes, labels and products, everything is read and what is not asked for is left out: that is fewer reads.
const MOST_STREAMS: usize = 48;

/// Lines to be read.
pub(crate) struct Lines {
    codes: Codes,
    streams: Vec<Stream>,
}

/// One range of them.
struct Stream {
    range: Range,
    after: Option<String>,
    ahead: VecDeque<Line>,
    ended: bool,
}

/// What the totals say the lines of some codes come to: what is read is held to it.
pub(crate) async fn expected(
    cx: &Context,
    organisation: &OrganisationId,
    period: Period,
    codes: &Codes,
) -> Result<Vec<CodeMonth>, Failure> {
    let ledger = Ledger::of(organisation.clone());
    if let Codes::These { these } = codes
        && let [one] = these.as_slice()
    {
        let months: Vec<_> = period.months().collect();
        return Ok(ledger.totals_of(cx.store(), one, &months).await?);
    }
    let mut totals = ledger.totals(cx.store(), period.from, period.to).await?;
    totals.retain(|total| match codes {
        Codes::All => true,
        Codes::These { these } => total.code.as_ref().is_some_and(|code| these.contains(code)),
    });
    Ok(totals)
}

/// What they come to together.
pub(crate) fn sum(totals: &[CodeMonth]) -> Sum {
    totals.iter().map(CodeMonth::sum).sum()
}

impl Lines {
    /// The lines of these codes in a period; the totals say which partitions of the index have any.
    pub(crate) fn of(organisation: &OrganisationId, period: Period, codes: &Codes, totals: &[CodeMonth]) -> Self {
        let groups: BTreeSet<Group> = totals
            .iter()
            .flat_map(|CodeMonth { code, label, products, .. }| {
                let group =
                    |product: &_| Group { code: code.clone(), label: label.clone(), product: Clone::clone(product) };
                products.keys().map(group)
            })
            .collect();
        let everything = matches!(codes, Codes::All) || groups.len() > MOST_STREAMS;
        let months = (period.from, period.to);
        let streams = if everything {
            vec![Stream::of(lines_between(organisation, period.from, period.to).limit(PAGE))]
        } else {
            let page = (PAGE / u16::try_from(groups.len()).unwrap_or(PAGE).max(1)).max(20);
            groups.iter().map(|group| Stream::of(lines_of(organisation, group, months).limit(page))).collect()
        };
        Self { codes: codes.clone(), streams }
    }

    /// The next line; none after the last.
    pub(crate) async fn next(&mut self, cx: &Context) -> Result<Option<Line>, Failure> {
        loop {
            for stream in &mut self.streams {
                stream.fill(cx).await?;
            }
            let first = self.streams.iter_mut().filter(|stream| !stream.ahead.is_empty());
            let first = first.min_by(|a, b| a.place().cmp(&b.place()));
            match first.and_then(|stream| stream.ahead.pop_front()) {
                None => return Ok(None),
                Some(line) if self.codes.hold(&line) => return Ok(Some(line)),
                Some(_) => {}
            }
        }
    }
}

impl Stream {
    const fn of(range: Range) -> Self {
        Self { range, after: None, ahead: VecDeque::new(), ended: false }
    }

    fn place(&self) -> Option<(domain::spend::Month, &str)> {
        self.ahead.front().map(|line| (line.month, line.id.as_str()))
    }

    async fn fill(&mut self, cx: &Context) -> Result<(), Failure> {
        while self.ahead.is_empty() && !self.ended {
            let page = cx.store().list::<Line>(self.range.clone().after(self.after.take())).await?;
            self.ahead.extend(page.items.into_iter().map(|line| line.value));
            self.ended = page.next_cursor.is_none();
            self.after = page.next_cursor;
        }
        Ok(())
    }
}
