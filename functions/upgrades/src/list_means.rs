//! `list-means`: the means the caller may see, his own or, as a manager, those of the whole organisation.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::means::Means;
use domain::means_view::MeansView;
use domain::organisation::Organisation;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoPath};
use store::Error;

use crate::problems::Refused;

/// Lists means.
pub struct ListMeans;

impl Endpoint for ListMeans {
    const ROUTE: Route = Route::get("list-means", "/v1/means")
        .summary("The means you may see: your own or, as a manager, those of your organisation")
        .touches(&[Touch::read(Part::Organisation).and(Touch::list(Part::Organisation))])
        .keys(&[KeySet::Data])
        .heeds_branch();
    type Caller = Member;
    type Path = NoPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<MeansView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<MeansView>>, Refused> {
        let (organisation, account) = (call.caller.organisation(), call.caller.account_id());
        let range = if call.caller.membership.role.manages() {
            store::means::of_organisation(organisation)
        } else {
            store::means::of_holder(organisation, account)
        };
        let limit = call.query.limit();
        let (mut page, organisation) = tokio::try_join!(
            cx.store().list::<Means>(range.limit(limit).after(call.query.cursor)),
            cx.store().get::<Organisation>(store::organisation::key(organisation)),
        )?;
        let organisation =
            organisation.ok_or_else(|| Error::Corrupt("the caller's organisation is gone".to_owned()))?;
        let reach = call.caller.session.reach();
        page.items.retain(|means| reach.covers(means.registration.establishment_number.as_ref()));
        Ok(page.map(|means| means.view(&organisation, means.version, cx.today())).into())
    }
}
