//! `create-template`: staff add a template: one whose file is then uploaded, or a letter that is filled in.

use api::{KeySet, Part, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::folder::template::{Content, LetterText, Template, TemplateView};
use domain::folder::{TopicId, Worded};
use domain::ids::{AccountId, TemplateId};
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::problems::Refused;

/// Adds a template.
pub struct CreateTemplate;

/// A template as staff write it.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemplateInput {
    /// What it is called.
    pub title: Worded,
    /// Under which folder it is found.
    pub topic: TopicId,
    /// The letter, for one that is filled in; a file when absent.
    pub letter: Option<LetterText>,
}

/// Who changed a template is kept in his own trail: a template is nobody's.
pub(crate) fn changed(account: &AccountId, template: &Template, action: &str, result: &str) -> AuditFact {
    AuditFact {
        trail: Trail::Account { account: account.clone() },
        actor: Actor::Staff { account: account.clone() },
        action: action.to_owned(),
        object: template.id.to_string(),
        result: result.to_owned(),
    }
}

impl Endpoint for CreateTemplate {
    const ROUTE: Route = Route::post("create-template", "/v1/desk/templates")
        .summary("Add a template: a file, uploaded next, or a letter to fill in")
        .created()
        .idempotent()
        .touches(&[Touch::put(Part::Folder), Touch::put(Part::Audit)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = TemplateInput;
    type Output = TemplateView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<TemplateView>, Refused> {
        let TemplateInput { title, topic, letter } = call.input;
        let id = TemplateId::new(cx.now(), cx.chance());
        let content = match letter {
            Some(letter) => Content::Letter { letter },
            None => Content::File { file: None },
        };
        let template = Template { id, title, topic, content, withdrawn: false, changed_at: Some(cx.now()) };
        let faults = template.faults();
        if !faults.is_empty() {
            return Err(Refused::Faults(faults));
        }
        let mut change = Change::new();
        change.create(&template).audit(changed(call.caller.account_id(), &template, Self::ROUTE.operation, "added"));
        let view = template.view(1);
        cx.keep(change, &view).await?;
        Ok(view.into())
    }
}
