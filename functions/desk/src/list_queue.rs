//! `list-queue`: the upgrades that wait in one of the desk's queues, longest waiting first.

use std::collections::{BTreeMap, BTreeSet};

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::ids::{OrganisationId, UpgradeId};
use domain::level::AssuranceLevel;
use domain::organisation::Organisation;
use domain::taking::TakenView;
use domain::upgrade::checklist::Check;
use domain::upgrade::queue::Queue;
use domain::upgrade::{Stage, StageName, Upgrade};
use jiff::Timestamp;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Staff};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problems::Refused;

/// Lists what waits.
pub struct ListQueue;

/// Which queue, and which page of it.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QueueQuery {
    /// For what the cases wait.
    pub reason: Queue,
    /// Where the page begins: the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

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
    /// Where it stands.
    pub stage: StageName,
    /// Since when it waits in this queue.
    pub waiting_since: Timestamp,
    /// By when a decision was promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_for: Option<Date>,
    /// The checks that are not yet right; none when only the decision is due.
    pub open_checks: Vec<Check>,
    /// Who has it in hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<TakenView>,
    /// How many messages of the customer nobody here has read.
    pub unread: u32,
}

impl Endpoint for ListQueue {
    const ROUTE: Route = Route::get("list-queue", "/v1/desk/queue")
        .summary("The upgrades that wait in one queue of the desk, longest waiting first")
        .touches(&[Touch::list(Part::Queue), Touch::read(Part::Organisation)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = QueueQuery;
    type Input = NoInput;
    type Output = Page<QueueEntry>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<QueueEntry>>, Refused> {
        let QueueQuery { reason, cursor } = call.query;
        let range = store::upgrade::queue(reason).limit(PageQuery::default().limit()).after(cursor);
        let page = cx.store().list::<Upgrade>(range).await?;
        let upgrades: Vec<_> = page.items.into_iter().map(|upgrade| upgrade.value).collect();
        let names = names_of(cx, &upgrades).await?;
        let entries = upgrades.iter().filter_map(|upgrade| {
            let name = names.get(&upgrade.organisation).cloned().unwrap_or_default();
            entry(upgrade, name, cx.now())
        });
        Ok(Page { items: entries.collect(), next_cursor: page.next_cursor }.into())
    }
}

/// The names of the organisations of these upgrades, in one round trip.
pub(crate) async fn names_of(
    cx: &Context,
    upgrades: &[Upgrade],
) -> Result<BTreeMap<OrganisationId, String>, store::Error> {
    let organisations: BTreeSet<_> = upgrades.iter().map(|upgrade| &upgrade.organisation).collect();
    let mut names = BTreeMap::new();
    if organisations.is_empty() {
        return Ok(names);
    }
    let keys = organisations.into_iter().map(store::organisation::key).collect();
    for item in cx.store().batch(keys).await?.into_values() {
        let organisation = item.read::<Organisation>(cx.keys()).await?.value;
        names.insert(organisation.id, organisation.name);
    }
    Ok(names)
}

/// The index may lag by a moment: what has left the queue is left out.
fn entry(upgrade: &Upgrade, organisation_name: String, now: Timestamp) -> Option<QueueEntry> {
    let promised_for = match &upgrade.stage {
        Stage::InReview(review) => review.promised_for,
        Stage::Draft | Stage::Refused(_) | Stage::Approved(_) | Stage::Active(_) | Stage::Cancelled(_) => None,
    };
    let taken = upgrade.at_desk.holder(now);
    Some(QueueEntry {
        organisation_id: upgrade.organisation.clone(),
        organisation_name,
        upgrade_id: upgrade.id.clone(),
        means_number: upgrade.means_number.clone(),
        from_level: upgrade.from_level,
        target_level: upgrade.target_level,
        stage: upgrade.stage.name(),
        waiting_since: upgrade.at_desk.standing?.since,
        promised_for,
        open_checks: if upgrade.stage.name() == StageName::InReview { upgrade.checklist.open() } else { Vec::new() },
        taken: taken.map(|taken| TakenView { by: taken.by.clone(), name: taken.name.clone(), until: taken.until }),
        unread: upgrade.at_desk.thread.unread_by_desk,
    })
}
