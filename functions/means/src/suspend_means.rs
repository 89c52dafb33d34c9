//! `suspend-means`: puts a means to sleep; it opens nothing until it is woken.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::means::Means;
use domain::means_view::MeansView;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};

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
        let (id, seen) = (&call.path.means_id, call.input.version);
        let changed = means::change(cx, &call.caller, id, seen, Self::ROUTE.operation, Means::suspend);
        Ok(changed.await?.into())
    }
}
