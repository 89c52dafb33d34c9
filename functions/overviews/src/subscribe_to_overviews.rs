//! `subscribe-to-overviews`: from now on the organisation gets an overview every month, every year, or both. Said again, it is as said last.

use api::{KeySet, Part, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::language::Language;
use domain::overview::{Format, Pace, Subscription};
use runtime::{Answer, Call, Context, Endpoint, MainUser, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::get_overview_subscription::SubscriptionView;
use crate::problems::Refused;

/// Subscribes.
pub struct SubscribeToOverviews;

/// What is wanted.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscribeInput {
    /// How often.
    pub paces: Vec<Pace>,
    /// As which file.
    pub format: Format,
    /// In which language.
    pub language: Language,
}

impl Endpoint for SubscribeToOverviews {
    const ROUTE: Route = Route::put("subscribe-to-overviews", "/v1/overview-subscription")
        .summary("Have your organisation get an overview every month, every year, or both")
        .touches(&[Touch::put(Part::Overview), Touch::put(Part::Audit)])
        .keys(&[KeySet::Data]);
    type Caller = MainUser;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = SubscribeInput;
    type Output = SubscriptionView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<SubscriptionView>, Refused> {
        let mut paces = call.input.paces;
        paces.sort_unstable();
        paces.dedup();
        if paces.is_empty() {
            return Err(Refused::NoPace);
        }
        let organisation = call.caller.organisation().clone();
        let subscription = Subscription {
            organisation: organisation.clone(),
            paces,
            format: call.input.format,
            language: call.input.language,
            by: call.caller.account_id().clone(),
            since: cx.now(),
        };
        let mut change = Change::new();
        change.set(&subscription).audit(AuditFact {
            trail: Trail::Organisation { organisation: organisation.clone() },
            actor: Actor::Person { account: subscription.by.clone() },
            action: "subscribe-to-overviews".to_owned(),
            object: organisation.to_string(),
            result: "subscribed".to_owned(),
        });
        cx.commit(change).await?;
        Ok(SubscriptionView::of(Some(&subscription)).into())
    }
}
