//! `get-overview-subscription`: what the organisation gets by itself.

use api::{KeySet, Part, Route, Touch};
use domain::language::Language;
use domain::overview::{Format, Pace, Subscription};
use jiff::Timestamp;
use runtime::{Answer, Call, Context, Endpoint, MainUser, NoInput, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Shows the subscription.
pub struct GetOverviewSubscription;

/// What an organisation gets by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "OverviewSubscription")]
pub struct SubscriptionView {
    /// How often; empty for never.
    pub paces: Vec<Pace>,
    /// As which file.
    pub format: Option<Format>,
    /// In which language.
    pub language: Option<Language>,
    /// Since when.
    pub since: Option<Timestamp>,
}

impl SubscriptionView {
    pub(crate) fn of(subscription: Option<&Subscription>) -> Self {
        Self {
            paces: subscription.map(|subscription| subscription.paces.clone()).unwrap_or_default(),
            format: subscription.map(|subscription| subscription.format),
            language: subscription.map(|subscription| subscription.language),
            since: subscription.map(|subscription| subscription.since),
        }
    }
}

impl Endpoint for GetOverviewSubscription {
    const ROUTE: Route = Route::get("get-overview-subscription", "/v1/overview-subscription")
        .summary("Which overviews your organisation gets by itself")
        .touches(&[Touch::read(Part::Overview)])
        .keys(&[KeySet::Data]);
    type Caller = MainUser;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = SubscriptionView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<SubscriptionView>, Refused> {
        let key = store::overview::subscription_key(call.caller.organisation());
        let found = cx.store().get::<Subscription>(key).await?;
        Ok(SubscriptionView::of(found.map(|found| found.value).as_ref()).into())
    }
}
