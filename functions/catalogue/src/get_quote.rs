//! `get-quote`: what an upgrade costs with a choice of services, a term and a discount code, before anything is sent.

use api::{KeySet, Part, Route, Touch};
use domain::ids::UpgradeId;
use domain::means::Means;
use domain::price::Quote;
use domain::price::discount::Lookup;
use domain::upgrade::authorisations::Authorisations;
use domain::upgrade::{Fault, Upgrade};
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Error;

use crate::problems::Refused;

/// Quotes.
pub struct GetQuote;

/// Which upgrade.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct QuotePath {
    /// Its id.
    pub upgrade_id: UpgradeId,
}

impl Endpoint for GetQuote {
    const ROUTE: Route = Route::post("get-quote", "/v1/upgrades/{upgradeId}/quote")
        .summary("What an upgrade costs with these services, this term and this discount code")
        .touches(&[Touch::read(Part::Organisation), Touch::read(Part::Discount)])
        .keys(&[KeySet::Data])
        .heeds_branch();
    type Caller = Member;
    type Path = QuotePath;
    type Query = NoQuery;
    type Input = Authorisations;
    type Output = Quote;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Quote>, Refused> {
        let (organisation, input, today) = (call.caller.organisation(), call.input, cx.today());
        let key = store::upgrade::key(organisation, &call.path.upgrade_id);
        let upgrade = cx.store().get::<Upgrade>(key).await?.ok_or(Refused::NotFound)?;
        if !call.caller.may_see(&upgrade.holder, upgrade.branch.as_ref()) {
            return Err(Refused::NotFound);
        }
        let gone = || Error::Corrupt("the means of an upgrade is gone".to_owned());
        let means = cx.store().get::<Means>(store::means::key(organisation, &upgrade.means)).await?.ok_or_else(gone)?;
        let mut faults = input.faults(upgrade.catalogue()?, upgrade.target_level, today);
        let lookup = match input.code() {
            Some(code) => store::discount::lookup(cx.store(), &code, &means.id).await?,
            None => Lookup::default(),
        };
        if input.code().is_some()
            && let Err(code) =
                lookup.usable(upgrade.from_level, upgrade.target_level, input.term_years, &upgrade.id, today)
        {
            faults.push(Fault::at("/authorisations/discountCode", code));
        }
        if faults.is_empty() {
            match upgrade.priced(&means, &input, &lookup, today)? {
                Ok(quote) => return Ok(quote.into()),
                Err(not) => faults.push(Fault::from(not)),
            }
        }
        // The body is the choice itself.
        for fault in &mut faults {
            fault.pointer = fault.pointer.replacen("/authorisations", "", 1);
        }
        Err(Refused::Faults(faults))
    }
}
