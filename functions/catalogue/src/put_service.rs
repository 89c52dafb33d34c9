//! `put-service`: staff add a service or change one, its levels among it. What comes of it is a new edition of the catalogue, in force from
//! today; open cases keep theirs.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::catalogue::{Oin, Provider, ProviderId, Service};
use domain::edition::{Head, Proposal, TableName, publish};
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::get_catalogue::newest;
use crate::problems::Refused;
use crate::publish_edition::keep;

/// Adds or changes a service.
pub struct PutService;

/// The service.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PutServiceInput {
    /// The version of the catalogue it was changed from.
    pub based_on: String,
    /// Its provider.
    pub provider: ProviderInput,
    /// The service, whole.
    pub service: Service,
    /// What changed, for colleagues.
    #[schemars(length(max = 500))]
    pub note: String,
}

/// A provider without its services.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProviderInput {
    /// Its id.
    pub id: ProviderId,
    /// Its name.
    pub name: String,
    /// Its official number, where it is known.
    pub oin: Option<Oin>,
}

impl Endpoint for PutService {
    const ROUTE: Route = Route::put("put-service", "/v1/desk/services")
        .summary("Add a service to the catalogue or change one: a new edition, in force from today")
        .touches(&[Touch::read(Part::Edition).and(Touch::list(Part::Edition)).and(Touch::put(Part::Edition))])
        .keys(&[KeySet::Data])
        .editions()
        .problems(&[ProblemType::ChangedMeanwhile]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = PutServiceInput;
    type Output = Head;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Head>, Refused> {
        let PutServiceInput { based_on, provider, service, note } = call.input;
        let (catalogue, heads) = newest(cx).await?;
        let ProviderInput { id, name, oin } = provider;
        let changed = catalogue.with_service(Provider { id, name, oin, services: Vec::new() }, service);
        let proposal = Proposal {
            table: TableName::Catalogue,
            based_on,
            // Levels are dated within the catalogue; the catalogue itself follows the latest one.
            valid_from: cx.today().max(catalogue.valid_from),
            note,
            content: changed.content(),
        };
        let edition = publish(proposal, &heads, call.caller.account_id(), cx.today(), cx.now());
        let edition = edition.map_err(|not| Refused::NotPublished(not, "/catalogue"))?;
        keep(cx, &edition).await?;
        Ok(edition.head.into())
    }
}
