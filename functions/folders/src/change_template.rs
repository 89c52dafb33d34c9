//! `change-template`: staff change the titles, the folder or the letter of a template, withdraw it or offer it again. A built-in one is kept from then on.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::folder::template::{self, Content, LetterText, Template, TemplateView};
use domain::folder::{TopicId, Worded};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::create_template::changed;
use crate::problems::Refused;
use crate::rooms::TemplatePath;

/// Changes a template.
pub struct ChangeTemplate;

/// A template as it is to be.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "ChangeTemplate")]
pub struct ChangeTemplateInput {
    /// The version that was read.
    pub version: u64,
    /// What it is called.
    pub title: Worded,
    /// Under which folder it is found.
    pub topic: TopicId,
    /// The letter, for one that is filled in.
    pub letter: Option<LetterText>,
    /// Whether it is offered no more.
    pub withdrawn: bool,
}

impl Endpoint for ChangeTemplate {
    const ROUTE: Route = Route::put("change-template", "/v1/desk/templates/{template}")
        .summary("Change, withdraw or offer again a template")
        .touches(&[Touch::write(Part::Folder), Touch::put(Part::Audit)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::ChangedMeanwhile]);
    type Caller = Staff;
    type Path = TemplatePath;
    type Query = NoQuery;
    type Input = ChangeTemplateInput;
    type Output = TemplateView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<TemplateView>, Refused> {
        let ChangeTemplateInput { version, title, topic, letter, withdrawn } = call.input;
        let id = &call.path.template;
        let read = cx.store().get::<Template>(store::folder::template_key(id)).await?;
        let built_in = || template::built_in().iter().find(|template| template.id == *id).cloned();
        let before = read.as_ref().map(|read| read.value.clone()).or_else(built_in).ok_or(Refused::NotFound)?;
        if read.as_ref().map_or(0, |read| read.version) != version {
            return Err(Refused::ChangedMeanwhile);
        }
        let content = match (before.content, letter) {
            (Content::Letter { .. }, Some(letter)) => Content::Letter { letter },
            (Content::File { file }, None) => Content::File { file },
            (Content::Letter { .. }, None) => return Err(Refused::field("/letter", "missing")),
            (Content::File { .. }, Some(_)) => return Err(Refused::field("/letter", "unknown")),
        };
        let template = Template { id: before.id, title, topic, content, withdrawn, changed_at: Some(cx.now()) };
        let faults = template.faults();
        if !faults.is_empty() {
            return Err(Refused::Faults(faults));
        }
        let mut change = Change::new();
        match &read {
            Some(read) => change.replace(read, &template),
            None => change.create(&template),
        };
        let result = if withdrawn { "withdrawn" } else { "changed" };
        change.audit(changed(call.caller.account_id(), &template, Self::ROUTE.operation, result));
        cx.commit(change).await?;
        Ok(template.view(version.saturating_add(1)).into())
    }
}
