//! `submit-upgrade`: hands it in, for the first time or after mending it. Whatever is missing is named field by field.

use std::sync::{Mutex, PoisonError};

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::price::discount::Lookup;
use domain::upgrade::authorisations::Authorisations;
use domain::upgrade::view::{UpgradeView, Viewer};
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};
use store::upgrade::Case;

use crate::cases::{self, SeenVersion, UpgradePath};
use crate::problems::Refused;

/// Hands in an upgrade.
pub struct SubmitUpgrade;

impl Endpoint for SubmitUpgrade {
    const ROUTE: Route = Route::post("submit-upgrade", "/v1/upgrades/{upgradeId}/submission")
        .summary("Hand in an upgrade to be judged")
        .touches(&[
            Touch::write(Part::Organisation),
            Touch::list(Part::Timeline).and(Touch::put(Part::Timeline)),
            Touch::read(Part::Queue),
            Touch::write(Part::Discount).and(Touch::delete(Part::Discount)),
        ])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage])
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = SeenVersion;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        // What is promised rests on how long cases really wait.
        let ages = cx.store().queue_figures(cx.today()).await?.ages();
        let (caller, id) = (&call.caller, &call.path.upgrade_id);
        // Powers that changed since they were looked up are found before anybody is asked to sign.
        let discount = Mutex::new(Lookup::default());
        let load = || async {
            let case = cases::load_told(cx, caller, id, |upgrade| upgrade.to_ask_at_submission(cx.now())).await?;
            *discount.lock().unwrap_or_else(PoisonError::into_inner) = look_up(cx, &case).await?;
            Ok::<_, Refused>(case)
        };
        let view = runtime::decide_upgrade(cx, Viewer::Customer, load, |case| {
            let upgrade = case.upgrade.value.clone().seeing(ages.clone());
            let discount = discount.lock().unwrap_or_else(PoisonError::into_inner);
            upgrade.submit_at(&case.means, &discount, call.input.version, caller.account_id(), cx.now())
        });
        view.await.map(Answer::from)
    }
}

/// What is known of the discount code that was typed, if one was.
async fn look_up(cx: &Context, case: &Case) -> Result<Lookup, store::Error> {
    match case.upgrade.data.authorisations.as_ref().and_then(Authorisations::code) {
        Some(code) => store::discount::lookup(cx.store(), &code, &case.means.id).await,
        None => Ok(Lookup::default()),
    }
}
