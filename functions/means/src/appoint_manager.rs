//! `appoint-manager`: gives a person of the organisation another role. Nobody gives more than he has, and nobody is appointed
//! main user: whoever is it hands over (S46).

use api::{KeySet, Part, ProblemType, Role, Route, Touch};
use domain::effect::{Effect, MeansEffect};
use domain::lapse::{Subject, Watched};
use domain::organisation::Membership;
use runtime::{Answer, Call, Context, Empty, Endpoint, Manager, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::means::fact;
use crate::people::{PersonPath, member};
use crate::problems::Refused;

/// Appoints somebody.
pub struct AppointManager;

/// To what.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AppointManagerInput {
    /// The role; for five years.
    pub role: Role,
}

impl Endpoint for AppointManager {
    const ROUTE: Route = Route::put("appoint-manager", "/v1/people/{accountId}/role")
        .summary("Give a person of your organisation another role")
        .fresh(15)
        .touches(&[Touch::write(Part::Organisation).and(Touch::delete(Part::Organisation))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::LastMainUser]);
    type Caller = Manager;
    type Path = PersonPath;
    type Query = NoQuery;
    type Input = AppointManagerInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        change_role(cx, &call.caller, &call.path, call.input.role, Self::ROUTE.operation).await?;
        Ok(Empty {}.into())
    }
}

/// Puts a person into another role, with everything that goes with it.
pub(crate) async fn change_role(
    cx: &Context,
    caller: &Manager,
    path: &PersonPath,
    role: Role,
    verb: &str,
) -> Result<(), Refused> {
    let read = member(cx, caller, &path.account_id).await?;
    let next: Membership = read.in_role(role, &caller.membership, cx.now())?;
    let (organisation, account) = (next.organisation.clone(), next.account.clone());
    let subject = Subject::Role { account: account.clone() };
    let mut change = Change::new();
    change
        .replace(&read, &next)
        .watch(&organisation, &subject, Watched::over_role(&next, cx.today()).as_ref())
        .audit(fact(caller, verb, account.as_str(), "changed"))
        .effect(Effect::Means(MeansEffect::TellRoleChanged { organisation, account }));
    Ok(cx.commit(change).await?)
}
