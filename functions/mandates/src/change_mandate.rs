//! `change-mandate`: fills in a draft anew, or proposes another account, holder or address for a mandate that is good. The reference stays; a
//! change counts once it is signed, as the mandate itself (domain.md 2.4).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::mandate::MandateView;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Person};

use crate::mandates::{MandateInput, MandatePath, change, creditor, find};
use crate::problems::Refused;

/// Changes a mandate.
pub struct ChangeMandate;

impl Endpoint for ChangeMandate {
    const ROUTE: Route = Route::put("change-mandate", "/v1/businesses/{business}/mandates/{mandate}")
        .summary("Fill in a draft anew, or propose another account, holder or address; the reference stays")
        .editions()
        .touches(&[Touch::read(Part::Business), Touch::write(Part::Mandate)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::ChangedMeanwhile]);
    type Caller = Person;
    type Path = MandatePath;
    type Query = NoQuery;
    type Input = MandateInput;
    type Output = MandateView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MandateView>, Refused> {
        let (caller, path, by) = (&call.caller, &call.path, call.caller.account_id());
        let creditor = creditor(cx)?.of_mandate();
        let given = call.input.given()?;
        let load = || async { find(cx, caller, path).await };
        let view = runtime::decide(cx, load, |mandate| {
            let decided = mandate.value.clone().fill_in(given.clone(), &creditor, by, cx.now())?;
            let view = decided.mandate.view();
            Ok((change(mandate, &decided, (by, &[]), ("change-mandate", "filled-in")), view))
        });
        Ok(view.await?.into())
    }
}
