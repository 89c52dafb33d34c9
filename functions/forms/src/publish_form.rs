//! `publish-form`: staff add a form, or publish the next edition of one. An edition is never changed afterwards: what was sent stays with the one
//! it was filled in under.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::form::{FormId, NewEdition, Shelf};
use domain::name::Note;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::get_form::FormPath;
use crate::list_form_editions::{FormShelf, told};
use crate::problems::Refused;

/// Publishes an edition of a form.
pub struct PublishForm;

/// A new edition.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublishFormInput {
    /// The number of the edition it was made from; 0 for a form that is new.
    pub based_on: u32,
    /// The first day it is filled in: today or later.
    pub from: Date,
    /// What changed, for colleagues.
    pub note: Note,
    /// The form as JSON.
    pub content: serde_json::Value,
}

impl Endpoint for PublishForm {
    const ROUTE: Route = Route::post("publish-form", "/v1/desk/forms/{form}/editions")
        .summary("Publish a form, or the next edition of one")
        .created()
        .touches(&[Touch::write(Part::Form)])
        .keys(&[KeySet::Data])
        .fresh(30)
        .problems(&[ProblemType::ChangedMeanwhile]);
    type Caller = Staff;
    type Path = FormPath;
    type Query = NoQuery;
    type Input = PublishFormInput;
    type Output = FormShelf;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FormShelf>, Refused> {
        let PublishFormInput { based_on, from, note, content } = call.input;
        let id: FormId = call.path.form;
        let kept = cx.store().kept_shelf(&id).await?;
        let shelf = kept.as_ref().map_or_else(|| Shelf::bare(id.clone()), |kept| kept.value.clone());
        let by = call.caller.account_id();
        let new = NewEdition { based_on, from, note: note.as_str().to_owned(), content };
        let (shelf, edition) = shelf.publish(new, by, cx.today(), cx.now())?;
        let mut change = Change::new();
        match &kept {
            Some(read) => change.replace(read, &shelf),
            None => change.create(&shelf),
        };
        change.create(&edition).audit(AuditFact {
            trail: Trail::Account { account: by.clone() },
            actor: Actor::Staff { account: by.clone() },
            action: Self::ROUTE.operation.to_owned(),
            object: format!("{id} {}", edition.number),
            result: format!("published, from {from}"),
        });
        cx.commit(change).await?;
        let version = kept.map_or(0, |kept| kept.version).saturating_add(1);
        Ok(told(shelf, version, cx.today()).into())
    }
}
