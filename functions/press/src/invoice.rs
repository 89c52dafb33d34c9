//! The paper of an invoice: set once, in the language of the main user, with every line of its month when they fit on paper.

use std::collections::HashMap;

use domain::account::Account;
use domain::effect::{Effect, InvoiceEffect};
use domain::ids::{AccessCodeId, InvoiceId, OrganisationId};
use domain::invoice::{Invoice, InvoiceNumber, InvoicePaper, PaymentTerms, Step};
use domain::language::Language;
use domain::organisation::MainUser;
use domain::spend::{CodeMonth, Line};
use jiff::civil::Date;
use paper::{CodeOnInvoice, CreditSheet, InvoiceSheet, LineOnInvoice, Tie, Unpaid};
use runtime::{Context, Failure};
use store::spend::Ledger;
use store::{Change, Error};

use crate::buyer;

/// How many lines stand on paper at most; more are seen and downloaded online.
const ANNEX: i64 = 300;
/// How many lines are read at once.
const PAGE: u16 = 100;
/// How often it is noted anew when the invoice was paid or chased in between.
const TRIES: usize = 5;

/// Sets the paper of an invoice, lays it down, and notes that it is there, with the mail that tells of the invoice. Done twice, the file is
/// the same and the mail is one.
pub(crate) async fn print(cx: &Context, organisation: &OrganisationId, id: &InvoiceId) -> Result<(), Failure> {
    let Some(invoice) = cx.store().get::<Invoice>(store::invoice::key(organisation, id)).await? else {
        return Ok(());
    };
    if invoice.paper.is_some() {
        return Ok(());
    }
    let (sheet, language) = sheet(cx, &invoice).await?;
    let annexed = sheet.annex.is_some();
    let pdf = paper::invoice(&sheet, language).map_err(|error| Failure::Other(error.to_string()))?;
    cx.files().put(&invoice.file_key(), "application/pdf", pdf).await?;
    note(cx, organisation, id, InvoicePaper { language, made_at: cx.now(), annexed }).await
}

async fn note(cx: &Context, organisation: &OrganisationId, id: &InvoiceId, paper: InvoicePaper) -> Result<(), Failure> {
    for _ in 0..TRIES {
        let read = cx.store().get::<Invoice>(store::invoice::key(organisation, id)).await?;
        let Some(read) = read.filter(|invoice| invoice.paper.is_none()) else { return Ok(()) };
        let mut change = Change::new();
        change.replace(&read, &read.value.clone().with_paper(paper.clone())).effect(Effect::Invoice(
            InvoiceEffect::TellMade { organisation: organisation.clone(), invoice: id.clone() },
        ));
        match cx.commit(change).await {
            Ok(()) => return Ok(()),
            Err(Error::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("an invoice kept changing while its paper was noted".to_owned()))
}

/// Sets the paper of the note that takes an invoice back, lays it down, and notes that it is there, with the mail that tells of it.
pub(crate) async fn credit(cx: &Context, organisation: &OrganisationId, id: &InvoiceId) -> Result<(), Failure> {
    for _ in 0..TRIES {
        let Some(invoice) = cx.store().get::<Invoice>(store::invoice::key(organisation, id)).await? else {
            return Ok(());
        };
        let Some(note) = invoice.credit_note().filter(|note| note.paper.is_none()) else { return Ok(()) };
        let language = language(cx, organisation).await?;
        let sheet = CreditSheet {
            tie: tie(cx, &invoice, &note.number, domain::days::amsterdam(note.at)),
            seller: terms(&invoice)?.seller.clone(),
            invoice: invoice.number.to_string(),
            invoiced_on: invoice.made_on(),
            buyer: buyer::of(cx, organisation, note.at).await?,
            month: invoice.month,
            sum: invoice.sum,
            rates: invoice.rates.clone(),
            products: invoice.products.clone(),
        };
        let pdf = paper::credit_note(&sheet, language).map_err(|error| Failure::Other(error.to_string()))?;
        cx.files().put(&invoice.credit_file_key(), "application/pdf", pdf).await?;
        let told = InvoiceEffect::TellCredited { organisation: organisation.clone(), invoice: id.clone() };
        let mut change = Change::new();
        change.replace(&invoice, &invoice.value.clone().with_credit_paper(language)).effect(Effect::Invoice(told));
        match cx.commit(change).await {
            Ok(()) => return Ok(()),
            Err(Error::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("an invoice kept changing while its credit note was noted".to_owned()))
}

fn tie(cx: &Context, invoice: &Invoice, number: &InvoiceNumber, made_on: Date) -> Tie {
    let origin = cx.config().origin.trim_end_matches('/');
    Tie {
        case: number.to_string(),
        code: None,
        link: format!("{origin}/invoices/{}", invoice.id),
        fingerprint: invoice.fingerprint(),
        made_on,
    }
}

fn terms(invoice: &Invoice) -> Result<&'static PaymentTerms, Failure> {
    invoice.payment_terms().ok_or_else(|| Failure::Other("the terms of an invoice are not known".into()))
}

async fn sheet(cx: &Context, invoice: &Invoice) -> Result<(InvoiceSheet, Language), Failure> {
    let totals = Ledger::of(invoice.organisation.clone()).totals(cx.store(), invoice.month, invoice.month).await?;
    let terms = terms(invoice)?;
    let ahead = Invoice { standing: domain::invoice::Standing::Open {}, ..invoice.clone() }.ahead();
    let day = |step: Step| ahead.iter().find(|ahead| ahead.step == step).map_or(invoice.due_on, |ahead| ahead.on);
    let origin = cx.config().origin.trim_end_matches('/');
    let month = invoice.month;
    let annex = if invoice.sum.lines <= ANNEX { Some(lines(cx, invoice, &totals).await?) } else { None };
    let sheet = InvoiceSheet {
        tie: tie(cx, invoice, &invoice.number, invoice.made_on()),
        seller: terms.seller.clone(),
        buyer: buyer::of(cx, &invoice.organisation, invoice.made_at).await?,
        month,
        due_on: invoice.due_on,
        sum: invoice.sum,
        rates: invoice.rates.clone(),
        products: invoice.products.clone(),
        codes: totals.iter().map(code_on_invoice).collect(),
        pay_to: terms.pay_to.clone(),
        unpaid: Unpaid {
            reminder_on: day(Step::Reminder),
            dunning_on: day(Step::Dunning),
            fee_cents: terms.dunning_fee_cents,
        },
        annex,
        overview: format!("{origin}/spend?from={month}&to={month}"),
    };
    Ok((sheet, language(cx, &invoice.organisation).await?))
}

fn code_on_invoice(total: &CodeMonth) -> CodeOnInvoice {
    let label = total.label.as_ref().map(|label| label.as_str().to_owned());
    // A code that never had a label is told by the end of its id, so that two of them are not one.
    let label = label.or_else(|| total.code.as_ref().map(last_of));
    CodeOnInvoice { label, sum: total.sum() }
}

fn last_of(code: &AccessCodeId) -> String {
    let text = code.as_str();
    text.get(text.len().saturating_sub(6)..).unwrap_or(text).to_owned()
}

/// Every line of the month. Their sum is held against the invoice: a paper that does not add up is not made.
async fn lines(cx: &Context, invoice: &Invoice, totals: &[CodeMonth]) -> Result<Vec<LineOnInvoice>, Failure> {
    let labels: HashMap<_, _> = totals.iter().filter_map(|total| Some((total.code.as_ref()?, total))).collect();
    let (mut lines, mut after) = (Vec::new(), None);
    let mut sum = domain::spend::Sum::default();
    loop {
        let range = store::spend::lines(&invoice.organisation, invoice.month).limit(PAGE).after(after);
        let page = cx.store().list::<Line>(range).await?;
        for line in page.items.into_iter().map(|line| line.value) {
            sum = sum.plus(line.sum());
            let label = line.code.as_ref().map(|code| {
                labels.get(&code.id).and_then(|total| code_on_invoice(total).label).unwrap_or(code.label.to_string())
            });
            lines.push(LineOnInvoice {
                at: line.at,
                late: line.late,
                product: line.product.to_string(),
                about: line.subject.as_ref().map(|about| (about.name.clone(), about.kvk_number.to_string())),
                code: label,
                sum: line.sum(),
                by: line.by_name,
                reference: line.reference,
            });
        }
        after = page.next_cursor;
        if after.is_none() {
            break;
        }
    }
    if sum != invoice.sum {
        return Err(Failure::Other("the lines of an invoice do not come to its total".to_owned()));
    }
    Ok(lines)
}

/// In which language the main user reads; Dutch when there is none.
async fn language(cx: &Context, organisation: &OrganisationId) -> Result<Language, Error> {
    let main = cx.store().get::<MainUser>(store::organisation::main_user_key(organisation)).await?;
    let Some(main) = main else { return Ok(Language::default()) };
    let account = cx.store().get::<Account>(store::account::key(&main.account)).await?;
    Ok(account.map(|account| account.language).unwrap_or_default())
}
