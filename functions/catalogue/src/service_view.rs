//! A service as it stands on the wire.

use domain::catalogue::advice::ServiceName;
use domain::catalogue::{DatedLevel, Mark, Oin, Provider, Rise, Service, Text};
use domain::level::AssuranceLevel;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// A service of the catalogue on a day.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceView {
    /// Its id and names.
    #[serde(flatten)]
    pub named: ServiceName,
    /// Whether the id is the scheme's own; otherwise it is ours.
    pub official_id: bool,
    /// The ServiceUUID, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uuid: Option<String>,
    /// The provider's official number, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oin: Option<Oin>,
    /// What one does there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// Whether one logs in to it with a means at all.
    pub needs_means: bool,
    /// The lowest level that is enough on that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<AssuranceLevel>,
    /// Every level it takes or will take, with its days.
    pub levels: Vec<DatedLevel>,
    /// Whether the level is the provider's own statement.
    pub level_mark: Mark,
    /// The next day on which it asks more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rises: Option<Rise>,
    /// The highest level some of its parts ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub up_to: Option<AssuranceLevel>,
    /// A level it said it will ask, without a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announced: Option<AssuranceLevel>,
    /// Whether a means that is bound to a branch may be used.
    pub accepts_branch: bool,
    /// Whether that is the provider's own statement.
    pub branch_mark: Mark,
    /// Whether a sole trader needs his citizen service number registered.
    pub asks_bsn: bool,
    /// Where this was found.
    pub sources: Vec<String>,
}

impl ServiceView {
    /// A service on a day.
    pub fn on(day: Date, provider: &Provider, service: &Service) -> Self {
        Self {
            named: ServiceName::of(provider, service),
            official_id: service.id.is_official(),
            uuid: service.uuid.clone(),
            oin: provider.oin.clone(),
            description: service.description.clone(),
            needs_means: service.needs_means(),
            level: service.required_on(day),
            levels: service.levels.clone(),
            level_mark: service.level_mark,
            rises: service.next_rise(day),
            up_to: service.up_to,
            announced: service.announced,
            accepts_branch: service.accepts_branch,
            branch_mark: service.branch_mark,
            asks_bsn: service.asks_bsn,
            sources: service.sources.clone(),
        }
    }
}
