//! `quote-renewal`: what renewing a means costs, for each term that is sold.

use api::{KeySet, Part, Route, Touch};
use domain::means::{Means, TERMS};
use domain::price::{Bought, PriceList, Quote};
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;

use crate::means::{self, MeansPath};
use crate::problems::Refused;

/// Tells what a renewal costs.
pub struct QuoteRenewal;

/// What can be bought.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RenewalOffer {
    /// The terms; none when the means cannot be renewed now.
    pub terms: Vec<RenewalTerm>,
    /// The `version` of the means to send back.
    pub version: u64,
}

/// One term.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RenewalTerm {
    /// For how many years.
    pub years: u8,
    /// The last day of the contract then.
    pub valid_until: Date,
    /// What it costs.
    pub quote: Quote,
}

impl Endpoint for QuoteRenewal {
    const ROUTE: Route = Route::get("quote-renewal", "/v1/means/{meansId}/renewal")
        .summary("What renewing a means costs, for each term")
        .touches(&[Touch::read(Part::Organisation)])
        .keys(&[KeySet::Data])
        .heeds_branch();
    type Caller = Member;
    type Path = MeansPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = RenewalOffer;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<RenewalOffer>, Refused> {
        let loaded = means::load(cx, &call.caller, &call.path.means_id).await?;
        let terms = TERMS.into_iter().filter_map(|years| {
            let renewed = loaded.means.value.clone().renew(years, cx.today()).ok()?;
            let quote = quote(&loaded.means, years, cx.today()).ok()?;
            Some(RenewalTerm { years, valid_until: renewed.valid_until, quote })
        });
        Ok(RenewalOffer { terms: terms.collect(), version: loaded.means.version }.into())
    }
}

/// The price of a term for a means at the level it has, by the list of the day.
pub(crate) fn quote(means: &Means, years: u8, today: Date) -> Result<Quote, Refused> {
    let prices = PriceList::on(today).ok_or(Refused::NotPriced)?;
    let level = means.level.ok_or(Refused::NotPriced)?;
    let bought = Bought {
        from: Some(level),
        to: level,
        term_years: Some(years),
        years_left: years,
        rights: u32::try_from(means.rights.len()).unwrap_or(u32::MAX),
        new_rights: 0,
        identification: false,
    };
    prices.quote(&bought, None).map_err(|_| Refused::NotPriced)
}
