//! `add-debit`: somebody of the desk puts one debit into a draft, by the reference of its mandate.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::collection::{Cents, StatementText};
use domain::mandate::{Frequency, Mandate, MandateReference};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff, decide};
use schemars::JsonSchema;
use serde::Deserialize;
use store::mandate::Referenced;

use crate::collections::{Wanted, Whole};
use crate::problems::Refused;
use crate::view::{CollectionPath, CollectionRow};

/// Puts a debit in.
pub struct AddDebit;

/// What is collected.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddDebitInput {
    /// Under which mandate.
    pub reference: MandateReference,
    /// How much, in cents.
    pub cents: Cents,
    /// What for, as it stands on the debtor's statement.
    pub text: StatementText,
    /// Whether nothing is collected under the mandate afterwards.
    #[serde(default)]
    pub last: bool,
}

impl Endpoint for AddDebit {
    const ROUTE: Route = Route::post("add-debit", "/v1/desk/collections/{collectionId}/debits")
        .summary("Put a debit into a collection that is being drafted")
        .created()
        .touches(&[Touch::write(Part::Collection).and(Touch::list(Part::Collection)), Touch::read(Part::Mandate)])
        .keys(&[KeySet::Data])
        .editions()
        .idempotent()
        .problems(&[ProblemType::WrongStage]);
    type Caller = Staff;
    type Path = CollectionPath;
    type Query = NoQuery;
    type Input = AddDebitInput;
    type Output = CollectionRow;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<CollectionRow>, Refused> {
        let (id, input) = (&call.path.collection_id, &call.input);
        let load = || async move { Ok::<_, Refused>((Whole::load(cx, id).await?, find(cx, &input.reference).await?)) };
        let decided = decide(cx, load, |(whole, mandate): &(Whole, Mandate)| {
            whole.head.takes(mandate, &whole.creditor()?.creditor_id)?;
            if !whole.takes_again(mandate) {
                return Err(Refused::Twice);
            }
            whole.put(vec![Wanted {
                mandate: mandate.clone(),
                cents: input.cents,
                text: input.text.clone(),
                last: input.last && mandate.frequency == Frequency::Recurring,
                invoice: None,
            }])
        });
        Ok(decided.await?.into())
    }
}

/// The mandate of a reference.
async fn find(cx: &Context, reference: &MandateReference) -> Result<Mandate, Refused> {
    let named = cx.store().get::<Referenced>(store::mandate::reference_key(reference)).await?;
    let named = named.ok_or(Refused::UnknownMandate)?;
    let mandate = cx.store().get::<Mandate>(store::mandate::key(&named.business, &named.mandate)).await?;
    let there = mandate.map(|read| read.value).filter(|mandate| mandate.is_there(cx.now()));
    there.ok_or(Refused::UnknownMandate)
}
