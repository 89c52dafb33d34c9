//! `create-batch`: reads a table and looks at every row. Nothing is sent yet.

use api::{KeySet, Page, Part, Route, Touch};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::batch::{self, Batch, Company, Known};
use domain::catalogue::{Catalogue, Text};
use domain::ids::BatchId;
use domain::means::Means;
use domain::name::Name;
use domain::organisation::{Membership, Organisation};
use runtime::{Answer, Call, Context, Endpoint, Manager, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error, Versioned};

use crate::problems::Refused;
use crate::view::BatchView;

/// Reads a table.
pub struct CreateBatch;

/// How many parts are written in one transaction: well below what one may hold, in number and in bytes.
const PARTS_AT_ONCE: usize = 15;

/// The file.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateBatchInput {
    /// What it is called.
    pub file_name: Name,
    /// Its bytes in base 64: a CSV file or an XLSX workbook of at most 3 MiB.
    pub content: String,
}

impl Endpoint for CreateBatch {
    const ROUTE: Route = Route::post("create-batch", "/v1/batches")
        .summary("Read a table of upgrades and look at every row; nothing is sent yet")
        .created()
        .idempotent()
        .largest_body(sheet::LARGEST_FILE / 3 * 4 + 4096)
        .memory(1024)
        .touches(&[Touch::write(Part::Organisation).and(Touch::list(Part::Organisation))])
        .keys(&[KeySet::Data]);
    type Caller = Manager;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = CreateBatchInput;
    type Output = BatchView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<BatchView>, Refused> {
        let file = STANDARD.decode(&call.input.content).map_err(|_| Refused::NotAFile)?;
        let lines = sheet::read(&file).map_err(Refused::NotReadable)?;
        let companies = companies(cx, &call.caller).await?;
        let catalogue = Catalogue::on(cx.today());
        let service = |name: &str| catalogue.and_then(|catalogue| find(catalogue, name));
        let known = Known { companies: &companies, service: &service };
        let checked = batch::check(&lines, &known, cx.now()).map_err(Refused::NotATable)?;

        let (id, organisation) = (BatchId::new(cx.now(), cx.chance()), call.caller.organisation());
        let good = u32::try_from(checked.good.len()).unwrap_or(u32::MAX);
        let parts = batch::Part::of(&id, organisation, checked.good, cx.now());
        let batch = Batch {
            id,
            organisation: organisation.clone(),
            by: call.caller.account_id().clone(),
            at: cx.now(),
            file_name: call.input.file_name,
            sent_at: None,
            good,
            faulty: checked.faulty,
            faults: checked.faults,
            parts: u32::try_from(parts.len()).unwrap_or(u32::MAX),
            started: 0,
            failed: 0,
        };
        // The rows first: without its batch nobody can name them, and they are cleared away in time.
        for some in parts.chunks(PARTS_AT_ONCE) {
            let mut change = Change::new();
            for part in some {
                change.create(part);
            }
            cx.commit(change).await?;
        }
        let view = BatchView::from(&batch);
        let mut change = Change::new();
        change.create(&batch);
        cx.keep(change, &view).await?;
        Ok(view.into())
    }
}

/// Every company the caller manages, with its means.
async fn companies(cx: &Context, caller: &Manager) -> Result<Vec<Company>, Error> {
    let mine = cx.store().list::<Membership>(store::organisation::of_member(caller.account_id())).await?;
    let mut managed: Vec<_> = mine
        .items
        .into_iter()
        .map(|member| member.value.in_force(cx.today()).0)
        .filter(|member| member.role.manages())
        .map(|member| member.organisation)
        .collect();
    // The index may lag behind what the caller was let in by.
    if !managed.contains(caller.organisation()) {
        managed.push(caller.organisation().clone());
    }
    let mut companies = Vec::with_capacity(managed.len());
    for id in managed {
        let (organisation, means): (Option<Versioned<Organisation>>, Page<Versioned<Means>>) = tokio::try_join!(
            cx.store().get(store::organisation::key(&id)),
            cx.store().list(store::means::of_organisation(&id)),
        )?;
        let organisation =
            organisation.ok_or_else(|| Error::Corrupt("an organisation of a member is gone".to_owned()))?;
        let means = means.items.into_iter().map(|means| means.value).collect();
        companies.push(Company { organisation: organisation.value, means });
    }
    Ok(companies)
}

/// The id of the service a cell names by its id or its name.
fn find(catalogue: &Catalogue, text: &str) -> Option<String> {
    let mut services = catalogue.services().map(|(_, service)| service);
    let named = |name: &Text| {
        let names = [Some(&name.nl), name.de.as_ref(), name.en.as_ref()];
        names.into_iter().flatten().any(|name| name.eq_ignore_ascii_case(text))
    };
    let found = services.find(|service| service.id.as_str() == text || named(&service.name));
    found.map(|service| service.id.as_str().to_owned())
}
