//! `get-collection-file`: the file for the bank, pain.008.001.08; the same bytes whenever it is fetched. That it was is kept.

use api::{KeySet, Part, ProblemType, Route, Touch};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Staff};
use store::Change;

use crate::collections::{Whole, fact};
use crate::problems::Refused;
use crate::view::CollectionPath;

/// Hands out the file.
pub struct GetCollectionFile;

impl Endpoint for GetCollectionFile {
    const ROUTE: Route = Route::get("get-collection-file", "/v1/desk/collections/{collectionId}/file")
        .summary("The file of a collection for the bank: pain.008.001.08 of ISO 20022")
        .plain("application/xml; charset=utf-8")
        .memory(512)
        .touches(&[Touch::read(Part::Collection).and(Touch::list(Part::Collection)), Touch::put(Part::Audit)])
        .keys(&[KeySet::Data])
        .editions()
        .problems(&[ProblemType::WrongStage]);
    type Caller = Staff;
    type Path = CollectionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let whole = Whole::load(cx, &call.path.collection_id).await?;
        let at = whole.head.file_made_at().ok_or(Refused::WrongStage)?;
        // A file without a debit is none that a bank takes.
        if whole.head.debits == 0 {
            return Err(Refused::WrongStage);
        }
        let debits: Vec<_> = whole.debits().cloned().collect();
        let xml = sepa::pain008::xml(&whole.head, at, whole.creditor()?, &debits).map_err(|_| Refused::NotWritten)?;
        let mut change = Change::new();
        let object = call.path.collection_id.to_string();
        change.audit(fact(call.caller.account_id(), Self::ROUTE.operation, object, whole.head.message_id()));
        cx.commit(change).await?;
        Ok(Answer::file(xml))
    }
}
