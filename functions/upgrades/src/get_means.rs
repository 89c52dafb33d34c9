//! `get-means`: one means.

use api::{KeySet, Part, Route, Touch};
use domain::means_view::MeansView;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoQuery};

use crate::means::{self, MeansPath};
use crate::problems::Refused;

/// Shows a means.
pub struct GetMeans;

impl Endpoint for GetMeans {
    const ROUTE: Route = Route::get("get-means", "/v1/means/{meansId}")
        .summary("One means: its level, what it may be used for, and the levels it may be raised to")
        .touches(&[Touch::read(Part::Organisation)])
        .keys(&[KeySet::Data])
        .heeds_branch();
    type Caller = Member;
    type Path = MeansPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = MeansView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MeansView>, Refused> {
        let (means, organisation) = means::load(cx, &call.caller, &call.path.means_id).await?;
        Ok(means.view(&organisation, means.version, cx.today()).into())
    }
}
