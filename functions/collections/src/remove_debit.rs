//! `remove-debit`: somebody of the desk takes a debit out of a draft.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::collection::Collection;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Staff, decide};
use store::Change;

use crate::collections::head;
use crate::problems::Refused;
use crate::view::DebitPath;

/// Takes a debit out.
pub struct RemoveDebit;

impl Endpoint for RemoveDebit {
    const ROUTE: Route = Route::delete("remove-debit", "/v1/desk/collections/{collectionId}/debits/{debit}")
        .summary("Take a debit out of a collection that is being drafted")
        .touches(&[Touch::write(Part::Collection)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage]);
    type Caller = Staff;
    type Path = DebitPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let DebitPath { collection_id: id, number } = &call.path;
        let load = || async move {
            let head = head(cx, id).await?;
            let key = store::collection::part_key(id, Collection::part_of(*number));
            let part = cx.store().get::<domain::collection::Part>(key).await?.ok_or(Refused::NotFound)?;
            Ok::<_, Refused>((head, part))
        };
        let decided = decide(cx, load, |(head, part)| {
            let mut without = part.value.clone();
            let at = without.debits.iter().position(|debit| debit.number == *number).ok_or(Refused::NotFound)?;
            let after = head.value.clone().without(without.debits.remove(at).cents)?;
            let mut change = Change::new();
            change.replace(head, &after).replace(part, &without);
            Ok((change, Empty {}))
        });
        Ok(decided.await?.into())
    }
}
