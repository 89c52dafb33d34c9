//! `put-discount-code`: staff make a discount code or change one. What was agreed with it stays as it was: the price of an upgrade is fixed
//! when it is handed in.

use api::{KeySet, Part, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::price::DiscountCode;
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff};
use store::Change;

use crate::problems::Refused;

/// Puts a code.
pub struct PutDiscountCode;

impl Endpoint for PutDiscountCode {
    const ROUTE: Route = Route::put("put-discount-code", "/v1/desk/discount-codes")
        .summary("Make a discount code or change one")
        .touches(&[Touch::put(Part::Discount)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = DiscountCode;
    type Output = DiscountCode;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DiscountCode>, Refused> {
        let code = call.input;
        let complaints = code.complaints();
        if !complaints.is_empty() {
            return Err(Refused::Wrong(complaints, ""));
        }
        let by = call.caller.account_id();
        let mut change = Change::new();
        change.set(&code).audit(AuditFact {
            trail: Trail::Account { account: by.clone() },
            actor: Actor::Staff { account: by.clone() },
            action: "put-discount-code".to_owned(),
            object: code.code.as_str().to_owned(),
            result: "put".to_owned(),
        });
        cx.commit(change).await?;
        Ok(code.into())
    }
}
