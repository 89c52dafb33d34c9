//! `list-queue`: the upgrades that wait for the desk, longest waiting first.

use std::collections::BTreeSet;

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::ids::{OrganisationId, UpgradeId};
use domain::level::AssuranceLevel;
use domain::organisation::Organisation;
use domain::upgrade::checklist::Check;
use domain::upgrade::{Stage, Upgrade};
use jiff::Timestamp;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Staff};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Lists what waits.
pub struct ListQueue;

/// One upgrade that waits for the desk.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct QueueEntry {
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// Its name in the register.
    pub organisation_name: String,
    /// The upgrade.
    pub upgrade_id: UpgradeId,
    /// The number of the means.
    pub means_number: String,
    /// The level it starts from; absent for a first application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_level: Option<AssuranceLevel>,
    /// The level it leads to.
    pub target_level: AssuranceLevel,
    /// Since when it waits for the desk.
    pub waiting_since: Timestamp,
    /// By when a decision was promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_for: Option<Date>,
    /// The checks that are not yet right; none when only the decision is due.
    pub open_checks: Vec<Check>,
}

impl Endpoint for ListQueue {
    const ROUTE: Route = Route::get("list-queue", "/v1/desk/queue")
        .summary("The upgrades that wait for the desk, longest waiting first")
        .touches(&[Touch::list(Part::Queue), Touch::read(Part::Organisation)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<QueueEntry>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<QueueEntry>>, Refused> {
        let limit = call.query.limit();
        let page = cx.store().list::<Upgrade>(store::upgrade::queue().limit(limit).after(call.query.cursor)).await?;
        let organisations: BTreeSet<_> = page.items.iter().map(|upgrade| upgrade.organisation.clone()).collect();
        let keys = organisations.iter().map(store::organisation::key).collect();
        let mut names = std::collections::BTreeMap::new();
        if !organisations.is_empty() {
            for item in cx.store().batch(keys).await?.into_values() {
                let organisation = item.read::<Organisation>(cx.keys()).await?.value;
                names.insert(organisation.id, organisation.name);
            }
        }
        let entries = page.items.iter().filter_map(|upgrade| {
            let name = names.get(&upgrade.organisation).cloned().unwrap_or_default();
            entry(upgrade, name)
        });
        Ok(Page { items: entries.collect(), next_cursor: page.next_cursor }.into())
    }
}

/// The index may lag by a moment: what is no longer in review is left out.
fn entry(upgrade: &Upgrade, organisation_name: String) -> Option<QueueEntry> {
    let Stage::InReview(review) = &upgrade.stage else { return None };
    Some(QueueEntry {
        organisation_id: upgrade.organisation.clone(),
        organisation_name,
        upgrade_id: upgrade.id.clone(),
        means_number: upgrade.means_number.clone(),
        from_level: upgrade.from_level,
        target_level: upgrade.target_level,
        waiting_since: review.waiting_since?,
        promised_for: review.promised_for,
        open_checks: upgrade.checklist.open(),
    })
}
