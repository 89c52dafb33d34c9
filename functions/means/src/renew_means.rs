//! `renew-means`: buys a further term. What it costs is written down and booked with it, in one transaction, at the price that was shown.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::effect::{CatalogueEffect, Effect};
use domain::means::Renewal;
use domain::means_view::MeansView;
use domain::price::booked::Booking;
use domain::spend::Line;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::spend::{BOOKING, book};
use store::{Change, Error};

use crate::means::{self, MeansPath};
use crate::problems::Refused;
use crate::quote_renewal::quote;

/// Renews a means.
pub struct RenewMeans;

/// What is bought.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenewMeansInput {
    /// The `version` of the means as it was last read.
    pub version: u64,
    /// For how many years: one of the terms that are sold.
    pub term_years: u8,
    /// The amount that was shown, in cents including VAT: another price is never charged.
    pub gross_cents: i64,
}

impl Endpoint for RenewMeans {
    const ROUTE: Route = Route::post("renew-means", "/v1/means/{meansId}/renewal")
        .summary("Buy a further term for a means")
        .idempotent()
        .touches(&[Touch::write(Part::Organisation).and(Touch::delete(Part::Organisation)), BOOKING])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage])
        .heeds_branch();
    type Caller = Member;
    type Path = MeansPath;
    type Query = NoQuery;
    type Input = RenewMeansInput;
    type Output = MeansView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MeansView>, Refused> {
        let input = call.input;
        let loaded = means::load_seen(cx, &call.caller, &call.path.means_id, input.version).await?;
        let next = loaded.means.value.clone().renew(input.term_years, cx.today())?;
        let quote = quote(&loaded.means, input.term_years, cx.today())?;
        if quote.gross_cents != input.gross_cents {
            return Err(Refused::ChangedMeanwhile);
        }
        let renewal = Renewal {
            organisation: next.organisation.clone(),
            means: next.id.clone(),
            means_number: next.number.clone(),
            by: call.caller.account_id().clone(),
            at: cx.now(),
            valid_until: next.valid_until,
            quote,
        };
        let view = means::view(cx, &loaded, &next);
        let mut line = renewal.line(Booking::by(&call.caller.membership, &call.caller.account, cx.now(), cx.chance()));
        loop {
            let mut change = Change::new();
            means::put(cx, &call.caller, &mut change, &loaded.means, &next, Self::ROUTE.operation);
            change.create(&renewal).effect(Effect::Catalogue(CatalogueEffect::NoteRights {
                organisation: next.organisation.clone(),
                means: next.id.clone(),
            }));
            book(&mut change, line.as_slice());
            match cx.keep(change, &view).await {
                Ok(()) => return Ok(view.into()),
                // The month was closed while this request was on its way: it is on the next invoice, and marked.
                Err(Error::Conflict(Part::Spend)) if line.as_ref().is_some_and(|line| !line.late) => {
                    line = line.map(Line::put_off);
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}
