//! `ask-parcel`: asks for a zip of documents, or for a template with the data of the business. It is made in the background.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::audit::Actor;
use domain::folder::TopicId;
use domain::folder::parcel::{MOST_AT_ONCE, Parcel, ParcelView, Wish};
use domain::folder::template::Content;
use domain::ids::{ParcelId, TemplateId};
use domain::language::Language;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::list_templates::offered;
use crate::problems::Refused;
use crate::rooms::{self, BusinessPath};

/// Asks for a parcel.
pub struct AskParcel;

/// How many of the latest are looked at to count those under way.
const LATEST: u16 = 20;

/// What is wanted.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "AskParcel")]
pub struct AskParcelInput {
    /// The folder to put into a zip; every folder when absent.
    pub topic: Option<TopicId>,
    /// A template to fill in with the data of the business, instead of a zip.
    pub template_id: Option<TemplateId>,
    /// The language of names in the zip, of the template, and of the mail.
    pub language: Language,
}

/// The template, if there is one of that name to fill in.
async fn letter(cx: &Context, id: TemplateId) -> Result<Wish, Refused> {
    let template = offered(cx, &id).await?;
    match template.content {
        Content::Letter { .. } => Ok(Wish::Template { template: id }),
        Content::File { .. } => Err(Refused::field("/templateId", "not-filled-in")),
    }
}

impl Endpoint for AskParcel {
    const ROUTE: Route = Route::post("ask-parcel", "/v1/businesses/{business}/parcels")
        .summary("Ask for a zip of your documents, or for a template with your data; a mail tells when a zip is ready")
        .created()
        .idempotent()
        .touches(&[
            Touch::read(Part::Business),
            Touch::write(Part::Folder).and(Touch::list(Part::Folder)),
            Touch::put(Part::Outbox),
            Touch::put(Part::Audit),
        ])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = BusinessPath;
    type Query = NoQuery;
    type Input = AskParcelInput;
    type Output = ParcelView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<ParcelView>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let (business, account) = (call.path.business, call.caller.account_id().clone());
        let AskParcelInput { topic, template_id, language } = call.input;
        let wish = match (template_id, topic) {
            (Some(_), Some(_)) => return Err(Refused::field("/topic", "too-many")),
            (Some(template), None) => letter(cx, template).await?,
            (None, topic) => Wish::Zip { topic },
        };
        let latest = cx.store().list::<Parcel>(store::folder::parcels(&business).limit(LATEST)).await?;
        if latest.items.iter().filter(|parcel| parcel.is_open() && parcel.until() > cx.now()).count() >= MOST_AT_ONCE {
            return Err(Refused::TooMany);
        }
        let id = ParcelId::new(cx.now(), cx.chance());
        let actor = Actor::Person { account: account.clone() };
        let fact = rooms::fact(&business, actor, Self::ROUTE.operation, id.as_str(), "asked");
        let (parcel, print) = Parcel::ask(id, (business, account), wish, language, cx.now());
        let mut change = Change::new();
        change.create(&parcel).effect(print).audit(fact);
        let view = parcel.view();
        cx.keep(change, &view).await?;
        Ok(view.into())
    }
}
