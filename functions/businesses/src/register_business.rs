//! `register-business`: the desk writes a business down. Its number is taken once, also when two write it down at the same time.

use api::{KeySet, Part, Route, Touch};
use domain::business::{Business, BusinessData, BusinessView, Happened, HappenedKind};
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff};
use store::Change;

use crate::desk::{actor, by};
use crate::people::fact;
use crate::problems::Refused;

/// Writes a business down.
pub struct RegisterBusiness;

impl Endpoint for RegisterBusiness {
    const ROUTE: Route = Route::post("register-business", "/v1/desk/businesses")
        .summary("Write down a member business")
        .created()
        .idempotent()
        .touches(&[Touch::put(Part::Business)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = BusinessData;
    type Output = BusinessView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<BusinessView>, Refused> {
        fitting(&call.input)?;
        let business = Business::register(call.input, cx.now(), cx.chance());
        let mut change = Change::new();
        change
            .register_business(&business)
            .happened(&Happened::now(&business.id, HappenedKind::Registered, by(&call.caller), cx.now()))
            .audit(fact(&business.id, actor(&call.caller), "register-business", business.id.as_str(), "registered"));
        let view = business.view();
        cx.keep(change, &view).await?;
        Ok(view.into())
    }
}

/// The postcode is one of the country.
pub(crate) fn fitting(data: &BusinessData) -> Result<(), Refused> {
    match data.address.has_fitting_postcode() {
        true => Ok(()),
        false => Err(Refused::Field("/address/postcode", "invalid")),
    }
}
