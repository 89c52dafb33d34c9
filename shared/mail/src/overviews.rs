//! Letters about overviews of what was spent: that one stands ready, never the file itself.

use domain::spend::Month;
use jiff::Timestamp;

use crate::compose::{Content, Writer};

/// What came of an overview.
#[derive(Debug, Clone, Copy)]
pub struct OverviewNews {
    /// The first month it is about.
    pub from: Month,
    /// The last month it is about.
    pub to: Month,
    /// Whether it came by schedule.
    pub scheduled: bool,
    /// What came of it.
    pub outcome: OverviewOutcome,
}

/// What came of an overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverviewOutcome {
    /// It can be downloaded.
    Ready {
        /// Until when.
        until: Timestamp,
    },
    /// It could not be made.
    Failed,
}

impl OverviewNews {
    pub(crate) const fn kind(&self) -> &'static str {
        match self.outcome {
            OverviewOutcome::Ready { .. } if self.scheduled => "overview-scheduled",
            OverviewOutcome::Ready { .. } => "overview-ready",
            OverviewOutcome::Failed => "overview-failed",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn overviews(&self, news: &OverviewNews) -> Content {
        let letters = &self.words.letters;
        let (sheet, until) = match news.outcome {
            OverviewOutcome::Ready { until } if news.scheduled => (&letters.overview_scheduled, self.at(until)),
            OverviewOutcome::Ready { until } => (&letters.overview_ready, self.at(until)),
            OverviewOutcome::Failed => (&letters.overview_failed, String::new()),
        };
        let months = match news.from == news.to {
            true => news.from.to_string(),
            false => format!("{} \u{2013} {}", news.from, news.to),
        };
        self.sheet(sheet, &[("months", &months), ("until", &until)], "/account/overviews")
    }
}
