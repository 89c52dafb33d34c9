//! `preview-level-rise`: whom a higher level of a service will hurt: the means that open it today and would not any more.

use std::collections::BTreeSet;

use api::{KeySet, Part, Route, Touch};
use domain::catalogue::ServiceId;
use domain::ids::{MeansId, OrganisationId};
use domain::level::AssuranceLevel;
use domain::means::Means;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, Staff};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::right::Pointer;

use crate::get_catalogue::newest;
use crate::problems::Refused;

/// How many rights are looked at in each of the three places they can stand; beyond that the count is "at least".
const MOST: u16 = 1_000;
/// How many means one batch reads.
const AT_ONCE: usize = 100;

/// Previews a rise.
pub struct PreviewLevelRise;

/// Which rise.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PreviewLevelRiseQuery {
    /// The service.
    pub service: ServiceId,
    /// The level it would ask.
    pub level: AssuranceLevel,
}

/// Whom it hurts.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LevelRisePreview {
    /// How many means open the service today and would not any more.
    pub count: usize,
    /// Whether there are so many that not all were looked at.
    pub at_least: bool,
    /// The means.
    pub means: Vec<Hurt>,
}

/// A means that falls short.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Hurt {
    /// Whose.
    pub organisation_id: OrganisationId,
    /// Which.
    pub means_id: MeansId,
    /// Its number on paper.
    pub number: String,
    /// Its level.
    pub level: AssuranceLevel,
    /// The last day of its contract.
    pub valid_until: Date,
}

impl Endpoint for PreviewLevelRise {
    const ROUTE: Route = Route::get("preview-level-rise", "/v1/desk/level-rise")
        .summary("Whom a higher level of a service will hurt")
        .touches(&[
            Touch::list(Part::Right),
            Touch::read(Part::Organisation),
            Touch::read(Part::Edition).and(Touch::list(Part::Edition)),
        ])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = PreviewLevelRiseQuery;
    type Input = NoInput;
    type Output = LevelRisePreview;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<LevelRisePreview>, Refused> {
        let (catalogue, _) = newest(cx).await?;
        let (provider, service) = catalogue.service(call.query.service.as_str()).ok_or(Refused::NotFound)?;
        let [one, two, three] = store::right::to(provider, service).map(|range| range.limit(MOST));
        let (one, two, three) = tokio::try_join!(
            cx.store().list::<Pointer>(one),
            cx.store().list::<Pointer>(two),
            cx.store().list::<Pointer>(three),
        )?;
        let at_least = [&one, &two, &three].iter().any(|page| page.next_cursor.is_some());
        let pointers = [one, two, three].into_iter().flat_map(|page| page.items);
        let keys: BTreeSet<(OrganisationId, MeansId)> =
            pointers.map(|pointer| (pointer.value.organisation, pointer.value.means)).collect();

        let mut hurt = Vec::new();
        for some in keys.into_iter().collect::<Vec<_>>().chunks(AT_ONCE) {
            let keys = some.iter().map(|(organisation, means)| store::means::key(organisation, means)).collect();
            for item in cx.store().batch(keys).await?.into_values() {
                // What a means may do stands in the means; a pointer only says where to look.
                let means = item.read::<Means>(cx.keys()).await?.value;
                let level = means.level.filter(|level| *level < call.query.level);
                let opens = means.opens(provider, service, cx.today());
                hurt.extend(level.filter(|_| opens).map(|level| Hurt {
                    organisation_id: means.organisation,
                    means_id: means.id,
                    number: means.number,
                    level,
                    valid_until: means.valid_until,
                }));
            }
        }
        hurt.sort_by(|one, other| one.number.cmp(&other.number));
        Ok(LevelRisePreview { count: hurt.len(), at_least, means: hurt }.into())
    }
}
