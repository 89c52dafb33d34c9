//! `list-templates`: the templates a business is offered.

use api::{KeySet, Part, Route, Touch};
use domain::folder::template::{self, Template, TemplateView};
use domain::ids::TemplateId;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;
use crate::rooms::{self, BusinessPath};

/// Lists templates.
pub struct ListTemplates;

/// Templates. There are tens of them at most: a chamber keeps them by hand.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Templates")]
pub struct OfferedTemplates {
    /// The templates.
    pub templates: Vec<TemplateView>,
}

/// How many are kept at most.
pub(crate) const MOST: u16 = 500;

/// Every template, kept or built in, with its version.
pub(crate) async fn all(cx: &Context) -> Result<Vec<(Template, u64)>, Refused> {
    let kept = cx.store().list::<Template>(store::folder::templates().limit(MOST)).await?;
    Ok(template::all(kept.items.into_iter().map(|kept| (kept.value, kept.version)).collect()))
}

/// One that businesses are offered.
pub(crate) async fn offered(cx: &Context, id: &TemplateId) -> Result<Template, Refused> {
    let kept = cx.store().get::<Template>(store::folder::template_key(id)).await?.map(|kept| kept.value);
    let template = kept.or_else(|| template::built_in().iter().find(|template| template.id == *id).cloned());
    template.filter(Template::is_offered).ok_or(Refused::NotFound)
}

impl Endpoint for ListTemplates {
    const ROUTE: Route = Route::get("list-templates", "/v1/businesses/{business}/templates")
        .summary("The templates you are offered")
        .touches(&[Touch::read(Part::Business), Touch::list(Part::Folder)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = BusinessPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = OfferedTemplates;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<OfferedTemplates>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let offered = all(cx).await?.into_iter().filter(|(template, _)| template.is_offered());
        Ok(OfferedTemplates { templates: offered.map(|(template, version)| template.view(version)).collect() }.into())
    }
}
