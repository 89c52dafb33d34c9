//! `edit-business`: the desk changes what is written of a business.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::business::{BusinessData, BusinessView, Happened, HappenedKind};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::desk::{actor, by, load};
use crate::people::{BusinessPath, fact};
use crate::problems::Refused;
use crate::register_business::fitting;

/// Changes what is written of a business.
pub struct EditBusiness;

/// What is written from now on.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditBusinessInput {
    /// The version that was read.
    pub version: u64,
    /// The data, all of it.
    pub data: BusinessData,
}

impl Endpoint for EditBusiness {
    const ROUTE: Route = Route::put("edit-business", "/v1/desk/businesses/{business}")
        .summary("Change what is written of a member business")
        .touches(&[Touch::write(Part::Business).and(Touch::delete(Part::Business))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::ChangedMeanwhile]);
    type Caller = Staff;
    type Path = BusinessPath;
    type Query = NoQuery;
    type Input = EditBusinessInput;
    type Output = BusinessView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<BusinessView>, Refused> {
        fitting(&call.input.data)?;
        let read = load(cx, &call.path.business).await?;
        if read.version != call.input.version {
            return Err(Refused::ChangedMeanwhile);
        }
        let edited = read.edited(call.input.data);
        let mut change = Change::new();
        change
            .edit_business(&read, &edited)
            .happened(&Happened::now(&edited.id, HappenedKind::Edited, by(&call.caller), cx.now()))
            .audit(fact(&edited.id, actor(&call.caller), "edit-business", edited.id.as_str(), "edited"));
        cx.commit(change).await?;
        Ok(edited.view().into())
    }
}
