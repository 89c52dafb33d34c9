//! `renew-main-user`: the main user takes his role for another term, near its end or after it. Nobody stands above him who could give it to
//! him, and an organisation is not locked out because a day went by (S46; domain.md 1.4, 2.1).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::effect::{Effect, MeansEffect};
use domain::lapse::{Subject, Watched};
use domain::organisation::Membership;
use runtime::{Answer, Call, Context, Empty, Endpoint, Member, NoInput, NoPath, NoQuery};
use store::Change;

use crate::means::fact;
use crate::problems::Refused;

/// Renews the main user's own role.
pub struct RenewMainUser;

impl Endpoint for RenewMainUser {
    const ROUTE: Route = Route::post("renew-main-user", "/v1/main-user/term")
        .summary("As the main user, take your role for another five years")
        .fresh(15)
        .touches(&[Touch::write(Part::Organisation).and(Touch::delete(Part::Organisation))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage]);
    // A main user whose term is over arrives as a user: what he is stands in what is kept.
    type Caller = Member;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let (organisation, account) = (call.caller.organisation(), call.caller.account_id());
        let key = store::organisation::member_key(organisation, account);
        let read = cx.store().get::<Membership>(key).await?.ok_or(Refused::NotFound)?;
        let next = read.renewed(cx.now())?;
        let (organisation, account) = (organisation.clone(), account.clone());
        let subject = Subject::Role { account: account.clone() };
        let mut change = Change::new();
        change
            .replace(&read, &next)
            .watch(&organisation, &subject, Watched::over_role(&next, cx.today()).as_ref())
            .audit(fact(&call.caller, Self::ROUTE.operation, account.as_str(), "renewed"))
            .effect(Effect::Means(MeansEffect::TellRoleChanged { organisation, account }));
        cx.commit(change).await?;
        Ok(Empty {}.into())
    }
}
