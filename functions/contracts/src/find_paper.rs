//! `find-paper`: somebody of the desk types or scans the code on a paper and sees its case, and whether the paper still stands.

use api::{Part, Route, Touch};
use domain::upgrade::Upgrade;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};
use store::Error;

use crate::cases;
use crate::papers::{self, PaperPath, PaperView};
use crate::problems::Refused;

/// Finds a paper.
pub struct FindPaper;

impl Endpoint for FindPaper {
    const ROUTE: Route = Route::get("find-paper", "/v1/desk/papers/{code}")
        .summary("The case of a paper, by the code on it, and whether the paper still stands")
        .touches(&[Touch::read(Part::Paper), Touch::read(Part::Organisation)])
        .keys(cases::KEYS);
    type Caller = Staff;
    type Path = PaperPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = PaperView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<PaperView>, Refused> {
        let paper = papers::find(cx, &call.path.code).await?;
        let (upgrade, name) = tokio::try_join!(
            async {
                let key = store::upgrade::key(&paper.organisation, &paper.upgrade);
                Ok(cx.store().get::<Upgrade>(key).await?)
            },
            papers::organisation_name(cx, &paper.organisation),
        )?;
        let upgrade = upgrade.ok_or_else(|| Error::Corrupt("the upgrade of a paper is gone".to_owned()))?;
        Ok(PaperView::of(&paper, &upgrade, &name).into())
    }
}
