//! `resume-means`: wakes a means that was put to sleep.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::means::Means;
use domain::means_view::MeansView;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};

use crate::means::{self, MeansPath, SeenMeans};
use crate::problems::Refused;

/// Wakes a means.
pub struct ResumeMeans;

impl Endpoint for ResumeMeans {
    const ROUTE: Route = Route::post("resume-means", "/v1/means/{meansId}/resumption")
        .summary("Wake a means that was put to sleep")
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
        let changed = means::change(cx, &call.caller, id, seen, Self::ROUTE.operation, Means::resume);
        Ok(changed.await?.into())
    }
}
