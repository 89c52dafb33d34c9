//! `add-debits-from-table`: reads a table of references, amounts and texts, and looks at every row. Only when every row is good are they put
//! in: whoever mends a row and sends the table again collects nothing twice.

use std::collections::{HashMap, HashSet};

use api::{KeySet, Part, ProblemType, Route, Touch};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::collection::{FaultyRow, MOST_DEBITS, Row, RowFault, RowFaultCode, rows};
use domain::mandate::{Frequency, Mandate};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Error;
use store::mandate::Referenced;

use crate::collections::{Wanted, Whole};
use crate::problems::Refused;
use crate::view::{CollectionPath, CollectionRow};

/// Puts the rows of a table in.
pub struct AddDebitsFromTable;

/// How many faulty rows are told of.
const MOST_FAULTY: usize = 200;
/// How many things one round trip reads.
const AT_ONCE: usize = 100;

/// The file.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddDebitsFromTableInput {
    /// Its bytes in base 64: a CSV file or an XLSX workbook with the columns reference, amount and text, in any order when they are named.
    pub content: String,
}

/// What came of a table.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DebitsFromTable {
    /// How many debits were put in: every row, or none.
    pub added: u32,
    /// The rows something is wrong with, the first 200.
    pub faults: Vec<FaultyRow>,
    /// The collection as it is then.
    pub collection: CollectionRow,
}

impl Endpoint for AddDebitsFromTable {
    const ROUTE: Route = Route::post("add-debits-from-table", "/v1/desk/collections/{collectionId}/tables")
        .summary(
            "Put the rows of a table into a collection that is being drafted: every row, or none when one is wrong",
        )
        .largest_body(sheet::LARGEST_FILE / 3 * 4 + 4096)
        .memory(1024)
        .touches(&[Touch::write(Part::Collection).and(Touch::list(Part::Collection)), Touch::read(Part::Mandate)])
        .keys(&[KeySet::Data])
        .editions()
        .idempotent()
        .problems(&[ProblemType::WrongStage, ProblemType::ChangedMeanwhile]);
    type Caller = Staff;
    type Path = CollectionPath;
    type Query = NoQuery;
    type Input = AddDebitsFromTableInput;
    type Output = DebitsFromTable;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DebitsFromTable>, Refused> {
        let file = STANDARD.decode(&call.input.content).map_err(|_| Refused::NotAFile)?;
        let rows = rows(&sheet::read(&file).map_err(Refused::NotReadable)?);
        if rows.is_empty() {
            return Err(Refused::NoRows);
        }
        if rows.len() > MOST_DEBITS as usize {
            return Err(domain::collection::CollectionRefusal::Full.into());
        }
        let whole = Whole::load(cx, &call.path.collection_id).await?;
        let mandates = mandates(cx, rows.iter().flatten()).await?;
        let (wanted, mut faults) = check(&whole, rows, &mandates)?;
        if !faults.is_empty() {
            faults.truncate(MOST_FAULTY);
            let collection = CollectionRow::from(&whole.head);
            return Ok(DebitsFromTable { added: 0, faults, collection }.into());
        }
        let added = u32::try_from(wanted.len()).unwrap_or(u32::MAX);
        let (change, collection) = whole.put(wanted)?;
        let view = DebitsFromTable { added, faults, collection };
        match cx.keep(change, &view).await {
            Ok(()) => Ok(view.into()),
            Err(Error::Conflict(_)) => Err(Refused::ChangedMeanwhile),
            Err(error) => Err(error.into()),
        }
    }
}

/// The mandates the rows name, by the folded reference.
async fn mandates<'r>(cx: &Context, rows: impl Iterator<Item = &'r Row>) -> Result<HashMap<String, Mandate>, Refused> {
    let named: HashSet<_> = rows.map(|row| store::mandate::reference_key(&row.reference)).collect();
    let named: Vec<_> = named.into_iter().collect();
    let mut mandates = HashMap::new();
    for some in named.chunks(AT_ONCE) {
        let mut keys = Vec::new();
        for item in cx.store().batch(some.to_vec()).await?.into_values() {
            let named = item.read::<Referenced>(cx.keys()).await?.value;
            keys.push(store::mandate::key(&named.business, &named.mandate));
        }
        for item in cx.store().batch(keys).await?.into_values() {
            let mandate = item.read::<Mandate>(cx.keys()).await?.value;
            if mandate.is_there(cx.now()) {
                mandates.insert(mandate.reference.folded(), mandate);
            }
        }
    }
    Ok(mandates)
}

/// Every row against its mandate: what is to be put in, and what is wrong.
fn check(
    whole: &Whole,
    rows: Vec<Result<Row, FaultyRow>>,
    mandates: &HashMap<String, Mandate>,
) -> Result<(Vec<Wanted>, Vec<FaultyRow>), Refused> {
    let creditor = &whole.creditor()?.creditor_id;
    let (mut wanted, mut faults) = (Vec::<Wanted>::new(), Vec::new());
    for row in rows {
        let row = match row {
            Ok(row) => row,
            Err(faulty) => {
                faults.push(faulty);
                continue;
            }
        };
        let one = mandates.get(&row.reference.folded()).ok_or(RowFaultCode::UnknownMandate).and_then(|mandate| {
            whole.head.takes(mandate, creditor)?;
            let stands =
                mandate.frequency == Frequency::OneOff && wanted.iter().any(|one| one.mandate.id == mandate.id);
            if stands || !whole.takes_again(mandate) { Err(RowFaultCode::Twice) } else { Ok(mandate.clone()) }
        });
        match one {
            Ok(mandate) => {
                wanted.push(Wanted { mandate, cents: row.cents, text: row.text, last: false, invoice: None });
            }
            Err(code) => faults.push(FaultyRow { line: row.line, faults: vec![RowFault { code }] }),
        }
    }
    Ok((wanted, faults))
}
