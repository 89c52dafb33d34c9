//! `offer-form`: staff take a form back, or offer it again. What was sent goes on; drafts of it wait.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::form::Shelf;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::get_form::FormPath;
use crate::list_form_editions::{FormShelf, told};
use crate::problems::Refused;

/// Takes a form back, or offers it again.
pub struct OfferForm;

/// Whether it is offered.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferFormInput {
    /// The version of its shelf that was read.
    pub version: u64,
    /// True: it can be filled in again. False: nobody begins it or sends a draft of it any more.
    pub offered: bool,
}

impl Endpoint for OfferForm {
    const ROUTE: Route = Route::put("offer-form", "/v1/desk/forms/{form}/offer")
        .summary("Take a form back, or offer it again")
        .touches(&[Touch::write(Part::Form)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::ChangedMeanwhile]);
    type Caller = Staff;
    type Path = FormPath;
    type Query = NoQuery;
    type Input = OfferFormInput;
    type Output = FormShelf;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FormShelf>, Refused> {
        let kept = cx.store().kept_shelf(&call.path.form).await?;
        let before = kept.as_ref().map_or_else(|| Shelf::bare(call.path.form), |kept| kept.value.clone());
        if before.editions.is_empty() {
            return Err(Refused::NotFound);
        }
        if kept.as_ref().map_or(0, |kept| kept.version) != call.input.version {
            return Err(Refused::ChangedMeanwhile);
        }
        let offered = call.input.offered;
        let withdrawn = if offered { None } else { Some(before.withdrawn.unwrap_or(cx.now())) };
        let shelf = Shelf { withdrawn, ..before };
        let by = call.caller.account_id();
        let mut change = Change::new();
        match &kept {
            Some(read) => change.replace(read, &shelf),
            None => change.create(&shelf),
        };
        change.audit(AuditFact {
            trail: Trail::Account { account: by.clone() },
            actor: Actor::Staff { account: by.clone() },
            action: Self::ROUTE.operation.to_owned(),
            object: shelf.form.to_string(),
            result: if offered { "offered" } else { "withdrawn" }.to_owned(),
        });
        cx.commit(change).await?;
        let version = kept.map_or(0, |kept| kept.version).saturating_add(1);
        Ok(told(shelf, version, cx.today()).into())
    }
}
