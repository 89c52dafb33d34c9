//! `list-mandate-debits`: what was collected under a mandate of one's own business, or will be, the latest first.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::collection::{Debited, Notice};
use domain::ids::{BusinessId, MandateId};
use domain::mandate::Mandate;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoInput, Person};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problems::Refused;

/// Lists the debits of a mandate.
pub struct ListMandateDebits;

/// Which mandate.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "MandateDebitsPath")]
pub struct MandatePath {
    /// The business.
    pub business: BusinessId,
    /// Its mandate.
    pub mandate: MandateId,
}

/// A debit, as the debtor sees it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DebitedView {
    /// The day the money goes, or went.
    pub on: Date,
    /// How much, in cents.
    pub cents: i64,
    /// What for.
    pub text: String,
    /// Where it stands.
    pub notice: Notice,
}

impl Endpoint for ListMandateDebits {
    const ROUTE: Route = Route::get("list-mandate-debits", "/v1/businesses/{business}/mandates/{mandate}/collections")
        .summary("What was collected under a mandate, or will be, the latest first")
        .touches(&[Touch::read(Part::Business), Touch::read(Part::Mandate), Touch::list(Part::Collection)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = MandatePath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<DebitedView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<DebitedView>>, Refused> {
        let MandatePath { business, mandate } = &call.path;
        call.caller.opened(cx, business).await?.ok_or(Refused::NotFound)?;
        // The mandate is this business's, or it is not there.
        let read = cx.store().get::<Mandate>(store::mandate::key(business, mandate)).await?;
        read.filter(|mandate| mandate.is_there(cx.now())).ok_or(Refused::NotFound)?;
        let range = store::collection::of_mandate(mandate).limit(call.query.limit()).after(call.query.cursor);
        let page = cx.store().list::<Debited>(range).await?.map(|read| {
            let Debited { on, cents, text, notice, .. } = read.value;
            DebitedView { on, cents: cents.get(), text: text.as_str().to_owned(), notice }
        });
        Ok(page.into())
    }
}
