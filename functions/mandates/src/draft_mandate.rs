//! `draft-mandate`: fills in a mandate. Nothing can be collected under it until it is signed.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::ids::MandateId;
use domain::mandate::{Mandate, MandateReference, MandateView};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Person};
use store::{Change, Error};

use crate::mandates::{BusinessPath, MandateInput, TRIES, creditor, fact, opened};
use crate::problems::Refused;

/// Fills in a mandate.
pub struct DraftMandate;

impl Endpoint for DraftMandate {
    const ROUTE: Route = Route::post("draft-mandate", "/v1/businesses/{business}/mandates")
        .summary("Fill in a direct-debit mandate; nothing can be collected under it until it is signed")
        .created()
        .idempotent()
        .editions()
        .touches(&[Touch::read(Part::Business), Touch::put(Part::Mandate)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::NotFound]);
    type Caller = Person;
    type Path = BusinessPath;
    type Query = NoQuery;
    type Input = MandateInput;
    type Output = MandateView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MandateView>, Refused> {
        opened(cx, &call.caller, &call.path.business).await?;
        let (given, creditor, by) = (call.input.given()?, creditor(cx)?, call.caller.account_id());
        // A reference that was given before is drawn anew.
        let taken = |refused: &Refused| matches!(refused, Refused::Store(Error::Exists(Part::Mandate)));
        let attempt = || async {
            let reference = MandateReference::draw(&creditor.reference_prefix, cx.today(), cx.chance());
            let reference = reference.map_err(|_| Refused::NoCreditor)?;
            let ids = (MandateId::new(cx.now(), cx.chance()), call.path.business.clone(), reference);
            let decided = Mandate::draft(ids, creditor.of_mandate(), given.clone(), by, cx.now());
            let view = decided.mandate.view();
            let mut change = Change::new();
            store::mandate::create(&mut change, &decided);
            change.audit(fact(&decided.mandate, by, "draft-mandate", "drafted"));
            cx.keep(change, &view).await?;
            Ok(view)
        };
        Ok(runtime::anew(TRIES, taken, attempt).await?.into())
    }
}
