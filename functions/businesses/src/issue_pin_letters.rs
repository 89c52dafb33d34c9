//! `issue-pin-letters`: the desk has letters made for many businesses at once. Each is issued by an effect of its own, so that fifty letters are not
//! one transaction that any try at one of them would undo.

use api::Route;
use domain::effect::{BusinessEffect, Effect};
use domain::ids::BusinessId;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::problems::Refused;

/// Has letters made for many.
pub struct IssuePinLetters;

/// For how many at once.
const MOST: usize = 50;

/// For whom.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IssuePinLettersInput {
    /// The businesses, one to fifty.
    #[schemars(length(min = 1, max = 50))]
    pub businesses: Vec<BusinessId>,
}

impl Endpoint for IssuePinLetters {
    const ROUTE: Route = Route::post("issue-pin-letters", "/v1/desk/pin-letters")
        .summary("Have letters with a PIN made for many businesses at once")
        .accepted()
        .idempotent();
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = IssuePinLettersInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let mut businesses = call.input.businesses;
        businesses.sort();
        businesses.dedup();
        if businesses.is_empty() || businesses.len() > MOST {
            return Err(Refused::Field("/businesses", "invalid"));
        }
        let by = call.caller.account_id();
        let issue = |business| Effect::Business(BusinessEffect::IssueLetter { business, by: by.clone() });
        let mut change = Change::new();
        change.effects(businesses.into_iter().map(issue));
        cx.keep(change, &Empty {}).await?;
        Ok(Empty {}.into())
    }
}
