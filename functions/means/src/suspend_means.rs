//! `suspend-means`: puts a means to sleep; it opens nothing until it is woken.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::means_view::MeansView;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};
use store::Change;

use crate::means::{self, MeansPath, SeenMeans};
use crate::problems::Refused;

/// Puts a means to sleep.
pub struct SuspendMeans;

impl Endpoint for SuspendMeans {
    const ROUTE: Route = Route::post("suspend-means", "/v1/means/{meansId}/suspension")
        .summary("Put a means to sleep: it opens nothing until it is woken")
        .touches(&[Touch::write(Part::Organisation).and(Touch::delete(Part::Organisation))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage])
        .heeds_branch();
    type Caller = Member;
    type Path = MeansPath;
    type Query = NoQuery;
    type Input = SeenMeans;
    type Output = MeansView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MeansView>, Refused> {
        let loaded = means::load_seen(cx, &call.caller, &call.path.means_id, call.input.version).await?;
        let next = loaded.means.value.clone().suspend()?;
        let mut change = Change::new();
        means::put(cx, &call.caller, &mut change, &loaded.means, &next, Self::ROUTE.operation);
        cx.commit(change).await?;
        Ok(means::view(cx, &loaded, &next).into())
    }
}
