//! `end-means`: ends a means for good, with every right it has.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::means_view::MeansView;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};

use crate::means::{self, MeansPath, SeenMeans};
use crate::problems::Refused;

/// Ends a means.
pub struct EndMeans;

impl Endpoint for EndMeans {
    const ROUTE: Route = Route::post("end-means", "/v1/means/{meansId}/end")
        .summary("End a means for good, with every right it has")
        .touches(&[Touch::write(Part::Organisation).and(Touch::delete(Part::Organisation))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::AlreadyOpen])
        .heeds_branch();
    type Caller = Member;
    type Path = MeansPath;
    type Query = NoQuery;
    type Input = SeenMeans;
    type Output = MeansView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MeansView>, Refused> {
        let (id, seen) = (&call.path.means_id, call.input.version);
        let changed = means::change(cx, &call.caller, id, seen, Self::ROUTE.operation, |means| means.end(cx.today()));
        Ok(changed.await?.into())
    }
}
