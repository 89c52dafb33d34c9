//! An overview as it is shown.

use domain::ids::{AccessCodeId, OverviewId};
use domain::language::Language;
use domain::organisation::Role;
use domain::overview::{Codes, Format, Overview, Pace, State};
use domain::spend::Month;
use jiff::Timestamp;
use runtime::Member;
use schemars::JsonSchema;
use serde::Serialize;

/// An overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Overview")]
pub struct OverviewView {
    /// Its name.
    pub id: OverviewId,
    /// The first month it is about.
    pub from: Month,
    /// The last month it is about.
    pub to: Month,
    /// The access codes it is about; none for all of them.
    pub codes: Option<Vec<AccessCodeId>>,
    /// The kind of file.
    pub format: Format,
    /// The language it is in.
    pub language: Language,
    /// How often it comes by itself; none for one that was asked for.
    pub pace: Option<Pace>,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// How far it is.
    pub state: OverviewState,
    /// How much of it is done, 0 to 100.
    pub progress: u8,
    /// What is in it, once it is ready.
    pub contents: Option<Contents>,
}

/// How far an overview is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OverviewState {
    /// Nobody has begun.
    Waiting,
    /// It is being made.
    Making,
    /// It can be downloaded.
    Ready,
    /// It could not be made.
    Failed,
    /// Its thirty days are over.
    Gone,
}

/// What is in an overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "OverviewContents")]
pub struct Contents {
    /// How many lines.
    pub lines: i64,
    /// What they cost together in cents, with VAT.
    pub gross_cents: i64,
    /// How large the file is, in bytes.
    pub bytes: u64,
    /// Since when it is ready.
    pub ready_at: Timestamp,
    /// Until when it can be downloaded.
    pub until: Timestamp,
}

impl OverviewView {
    /// As it stands now.
    pub fn of(overview: &Overview, now: Timestamp) -> Self {
        let (state, progress, contents) = match &overview.state {
            State::Waiting => (OverviewState::Waiting, 0, None),
            State::Making { progress } => (OverviewState::Making, *progress, None),
            State::Failed { .. } => (OverviewState::Failed, 0, None),
            State::Ready { until, .. } if *until <= now => (OverviewState::Gone, 100, None),
            State::Ready { at, sum, bytes, until } => {
                let contents = Contents {
                    lines: sum.lines,
                    gross_cents: sum.gross_cents,
                    bytes: *bytes,
                    ready_at: *at,
                    until: *until,
                };
                (OverviewState::Ready, 100, Some(contents))
            }
        };
        Self {
            id: overview.id.clone(),
            from: overview.wish.period.from,
            to: overview.wish.period.to,
            codes: match &overview.wish.codes {
                Codes::All => None,
                Codes::These { these } => Some(these.clone()),
            },
            format: overview.wish.format,
            language: overview.wish.language,
            pace: overview.pace,
            asked_at: overview.asked_at,
            state,
            progress,
            contents,
        }
    }
}

/// Whether the caller is the main user, who alone sees what is spent with the codes of others.
pub(crate) fn is_main(caller: &Member) -> bool {
    caller.membership.role == Role::MainUser
}

/// Whether the caller may still see what is in it: whoever was the main user when it was made may not be it any more.
pub(crate) fn may_see(caller: &Member, overview: &Overview) -> bool {
    is_main(caller) || overview.wish.codes.are_within(caller.membership.code.as_ref().map(|code| &code.id))
}
