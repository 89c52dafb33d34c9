//! `list-services`: the overview of providers and the level each service asks, for anybody.

use api::{ProblemType, Route};
use domain::catalogue::{Catalogue, Provider, ProviderId, Service};
use domain::level::AssuranceLevel;
use domain::upgrade::Refusal;
use jiff::civil::Date;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoInput, NoPath};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problems::Refused;
use crate::service_view::ServiceView;

/// Lists services.
pub struct ListServices;

/// Which services.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListServicesQuery {
    /// Words in the name of the service or its provider.
    pub search: Option<String>,
    /// Only those for which this level is enough.
    pub level: Option<AssuranceLevel>,
    /// Only those of this provider.
    pub provider: Option<ProviderId>,
    /// As they are on this day; today when absent.
    pub on: Option<Date>,
}

/// The services, by provider.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceList {
    /// The version of the catalogue.
    pub version: String,
    /// The day they are shown for.
    pub on: Date,
    /// The services.
    pub services: Vec<ServiceView>,
}

impl Endpoint for ListServices {
    const ROUTE: Route = Route::get("list-services", "/v1/services")
        .summary("The services one can log in to, with the level each asks and when that rises")
        .editions()
        .cached(60)
        .problems(&[ProblemType::InvalidInput]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = ListServicesQuery;
    type Input = NoInput;
    type Output = ServiceList;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<ServiceList>, Refused> {
        let day = call.query.on.unwrap_or_else(|| cx.today());
        let catalogue = Catalogue::on(day.max(cx.today())).ok_or(Refusal::RulesUnknown)?;
        let wanted = catalogue.services().filter(|(provider, service)| call.query.takes(provider, service, day));
        let services = wanted.map(|(provider, service)| ServiceView::on(day, provider, service)).collect();
        Ok(ServiceList { version: catalogue.version.clone(), on: day, services }.into())
    }
}

impl ListServicesQuery {
    fn takes(&self, provider: &Provider, service: &Service, day: Date) -> bool {
        let words = self.search.as_deref().unwrap_or_default().trim().to_lowercase();
        let found = provider.name.to_lowercase().contains(&words) || service.name.mentions(&words);
        let enough = self.level.is_none_or(|level| service.required_on(day).is_some_and(|asked| asked <= level));
        found && enough && self.provider.as_ref().is_none_or(|wanted| *wanted == provider.id)
    }
}
