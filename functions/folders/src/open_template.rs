//! `open-template`: a link that downloads the file of a template for five minutes.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::document::DownloadLink;
use domain::folder::template::Content;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};

use crate::list_templates::offered;
use crate::problems::Refused;
use crate::rooms::{self, OfferedTemplatePath};

/// Opens a template.
pub struct OpenTemplate;

impl Endpoint for OpenTemplate {
    const ROUTE: Route = Route::post("open-template", "/v1/businesses/{business}/templates/{template}/downloads")
        .summary("A link to download a template that is a file")
        .touches(&[Touch::read(Part::Business), Touch::read(Part::Folder)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadReleased]);
    type Caller = Person;
    type Path = OfferedTemplatePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = DownloadLink;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DownloadLink>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let template = offered(cx, &call.path.template).await?;
        match &template.content {
            Content::File { file: Some(file) } => {
                Ok(rooms::link(cx, &template.released_key(file), file.name.as_str()).await?.into())
            }
            Content::File { file: None } | Content::Letter { .. } => Err(Refused::NotFound),
        }
    }
}
