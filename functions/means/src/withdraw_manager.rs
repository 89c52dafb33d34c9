//! `withdraw-manager`: takes a managing role away; the person stays a user. The main user keeps his until he hands
//! over (S46).

use api::{KeySet, Part, ProblemType, Role, Route, Touch};
use runtime::{Answer, Call, Context, Empty, Endpoint, Manager, NoInput, NoQuery};

use crate::appoint_manager::change_role;
use crate::people::PersonPath;
use crate::problems::Refused;

/// Withdraws an appointment.
pub struct WithdrawManager;

impl Endpoint for WithdrawManager {
    const ROUTE: Route = Route::delete("withdraw-manager", "/v1/people/{accountId}/role")
        .summary("Take a managing role away; the person stays a user")
        .fresh(15)
        .touches(&[Touch::write(Part::Organisation).and(Touch::delete(Part::Organisation))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::LastMainUser]);
    type Caller = Manager;
    type Path = PersonPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        change_role(cx, &call.caller, &call.path, Role::User, Self::ROUTE.operation).await?;
        Ok(Empty {}.into())
    }
}
