//! `import-businesses`: many businesses from a table. Nothing is taken from one with a fault in it; what is known by its number stays as it is, so
//! that a table can be sent again.

use std::collections::HashSet;

use api::{KeySet, Part, Route, Touch};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::business::import::{Fault, read_table};
use domain::business::{Business, BusinessData, Happened, HappenedKind, Wish, WishedBy};
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Change, Error};

use crate::desk::{actor, by};
use crate::people::fact;
use crate::problems::Refused;

/// Takes in many businesses.
pub struct ImportBusinesses;

/// How many are written in one transaction: each is up to six items.
const AT_ONCE: usize = 15;
/// How often a part is written anew when one of its numbers was taken in between.
const TRIES: usize = 4;

/// The file.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportBusinessesInput {
    /// Its bytes in base 64: a CSV file or an XLSX workbook of at most 3 MiB and 2,000 rows.
    pub content: String,
    /// Whether each business that is new gets a letter with a PIN in the next batch.
    #[serde(default)]
    pub letters: bool,
}

/// What came of it.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ImportedBusinesses {
    /// How many were taken in.
    pub imported: usize,
    /// How many were known by their number, and stay as they are.
    pub known: usize,
    /// What is wrong with the table; nothing was taken in then.
    pub faults: Vec<Fault>,
}

impl Endpoint for ImportBusinesses {
    const ROUTE: Route = Route::post("import-businesses", "/v1/desk/business-imports")
        .summary("Take in many member businesses from a table")
        .largest_body(sheet::LARGEST_FILE / 3 * 4 + 4096)
        .memory(1024)
        .touches(&[Touch::write(Part::Business)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = ImportBusinessesInput;
    type Output = ImportedBusinesses;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<ImportedBusinesses>, Refused> {
        let file = STANDARD.decode(&call.input.content).map_err(|_| Refused::Field("/content", "not-a-table"))?;
        let lines = sheet::read(&file).map_err(Refused::NotReadable)?;
        let rows = match read_table(&lines).map_err(Refused::NotAnImport)? {
            Ok(rows) => rows,
            Err(faults) => return Ok(ImportedBusinesses { faults, ..ImportedBusinesses::default() }.into()),
        };
        let mut outcome = ImportedBusinesses::default();
        for some in rows.chunks(AT_ONCE) {
            let taken = |refused: &Refused| matches!(refused, Refused::Store(Error::Exists(_)));
            let imported = runtime::anew(TRIES, taken, || take_in(cx, &call.caller, some, call.input.letters)).await?;
            outcome.imported += imported;
            outcome.known += some.len() - imported;
        }
        Ok(outcome.into())
    }
}

/// Takes in those whose numbers are not known; answers how many those are.
async fn take_in(cx: &Context, caller: &Staff, rows: &[BusinessData], letters: bool) -> Result<usize, Refused> {
    let keys = rows.iter().map(|row| store::business::number_key(&row.number)).collect();
    let known: HashSet<_> = cx.store().batch(keys).await?.into_keys().collect();
    let new = rows.iter().filter(|row| !known.contains(&store::business::number_key(&row.number)));
    let (mut change, mut count) = (Change::new(), 0);
    for row in new {
        let business = Business::register(row.clone(), cx.now(), cx.chance());
        change
            .register_business(&business)
            .happened(&Happened::now(&business.id, HappenedKind::Imported, by(caller), cx.now()))
            .audit(fact(&business.id, actor(caller), "import-businesses", business.id.as_str(), "imported"));
        if letters {
            let by = WishedBy::Import { account: caller.account_id().clone() };
            change.create(&Wish { business: business.id.clone(), by, at: cx.now() });
        }
        count += 1;
    }
    if count > 0 {
        cx.commit(change).await?;
    }
    Ok(count)
}
