//! `add-open-invoices`: puts the open invoices of every organisation into a draft whose business gave a recurring mandate.

use std::collections::{BTreeMap, HashSet};

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::business::Business;
use domain::collection::{Billed, Cents, MOST_DEBITS};
use domain::ids::BusinessId;
use domain::invoice::Invoice;
use domain::language::Language;
use domain::mandate::{Frequency, Mandate};
use domain::organisation::Organisation;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Serialize;
use store::Error;

use crate::collections::{Wanted, Whole};
use crate::problems::Refused;
use crate::view::{CollectionPath, CollectionRow};

/// Puts open invoices in.
pub struct AddOpenInvoices;

/// How many mandates are looked at together.
const AT_ONCE: u16 = 100;
/// How many of the invoices of an organisation are looked at, the latest first: five years of them.
const INVOICES: u16 = 60;

/// What came of it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenInvoicesAdded {
    /// How many invoices were put in.
    pub added: u32,
    /// The collection as it is then.
    pub collection: CollectionRow,
}

impl Endpoint for AddOpenInvoices {
    const ROUTE: Route = Route::post("add-open-invoices", "/v1/desk/collections/{collectionId}/invoices")
        .summary(
            "Put the open invoices of organisations that pay by direct debit into a collection that is being drafted",
        )
        .memory(512)
        .touches(&[
            Touch::write(Part::Collection).and(Touch::list(Part::Collection)),
            Touch::list(Part::Mandate),
            Touch::read(Part::Business),
            Touch::list(Part::Organisation),
            Touch::list(Part::Invoice),
        ])
        .keys(&[KeySet::Data])
        .editions()
        .idempotent()
        .problems(&[ProblemType::WrongStage, ProblemType::ChangedMeanwhile]);
    type Caller = Staff;
    type Path = CollectionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = OpenInvoicesAdded;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<OpenInvoicesAdded>, Refused> {
        let whole = Whole::load(cx, &call.path.collection_id).await?;
        let there: HashSet<_> =
            whole.debits().filter_map(|debit| Some(debit.invoice.as_ref()?.invoice.clone())).collect();
        let room = MOST_DEBITS.saturating_sub(whole.head.last_number) as usize;
        let mut wanted = open(cx, &whole).await?;
        wanted.retain(|one| one.invoice.as_ref().is_some_and(|billed| !there.contains(&billed.invoice)));
        wanted.truncate(room);
        let added = u32::try_from(wanted.len()).unwrap_or(u32::MAX);
        let (change, collection) = whole.put(wanted)?;
        let view = OpenInvoicesAdded { added, collection };
        match cx.keep(change, &view).await {
            Ok(()) => Ok(view.into()),
            Err(Error::Conflict(_)) => Err(Refused::ChangedMeanwhile),
            Err(error) => Err(error.into()),
        }
    }
}

/// Every open invoice that can be collected on the day of the collection.
async fn open(cx: &Context, whole: &Whole) -> Result<Vec<Wanted>, Refused> {
    let creditor = &whole.creditor()?.creditor_id;
    let (mut wanted, mut served, mut cursor) = (Vec::new(), HashSet::<BusinessId>::new(), None);
    loop {
        let page = cx.store().list::<Mandate>(store::mandate::active().limit(AT_ONCE).after(cursor)).await?;
        let mut mandates = BTreeMap::new();
        for mandate in page.items.into_iter().map(|read| read.value) {
            let fits = mandate.frequency == Frequency::Recurring && whole.head.takes(&mandate, creditor).is_ok();
            // One mandate pays for a business, the one that was found first.
            if fits && served.insert(mandate.business.clone()) {
                mandates.insert(mandate.business.clone(), mandate);
            }
        }
        let keys = mandates.keys().map(store::business::key).collect();
        for item in cx.store().batch(keys).await?.into_values() {
            let business = item.read::<Business>(cx.keys()).await?.value;
            if let Some(mandate) = mandates.get(&business.id) {
                wanted.extend(of_business(cx, &business, mandate).await?);
            }
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(wanted);
        }
    }
}

/// The open invoices of the organisation a business is in the Dutch register.
async fn of_business(cx: &Context, business: &Business, mandate: &Mandate) -> Result<Vec<Wanted>, Refused> {
    let Some(number) = &business.kvk_number else { return Ok(Vec::new()) };
    let mut wanted = Vec::new();
    for organisation in cx.store().list::<Organisation>(store::organisation::of_kvk_number(number)).await?.items {
        let range = store::invoice::of_organisation(&organisation.id).limit(INVOICES);
        for invoice in cx.store().list::<Invoice>(range).await?.items.into_iter().map(|read| read.value) {
            if invoice.can_be_collected()
                && let Ok(cents) = Cents::try_from(invoice.to_pay_cents())
                && let Ok(text) = text(mandate.language, &invoice).parse()
            {
                let billed = Billed {
                    organisation: invoice.organisation.clone(),
                    invoice: invoice.id.clone(),
                    number: invoice.number.clone(),
                };
                wanted.push(Wanted { mandate: mandate.clone(), cents, text, last: false, invoice: Some(billed) });
            }
        }
    }
    Ok(wanted)
}

/// What stands on the statement of whoever pays.
fn text(language: Language, invoice: &Invoice) -> String {
    let word = match language {
        Language::Dutch => "Factuur",
        Language::German => "Rechnung",
        Language::English => "Invoice",
    };
    format!("{word} {}", invoice.number)
}
