//! Mandates as the desk sees them, in a list and in a file: the account in full only in the file, for which a reason is kept in the trail.

use domain::ids::{AccountId, BusinessId, MandateId};
use domain::language::Language;
use domain::mandate::{Frequency, Mandate, MandateReference, Scheme, Standing, State};
use domain::name::Name;
use jiff::civil::Date;
use runtime::Context;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sheet::Format;
use store::{Change, Error};

use crate::collections::fact;
use crate::problems::Refused;

/// Which mandates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "MandatesWhich")]
pub enum Which {
    /// Those that are good.
    Active,
    /// Those that have ended and are still kept.
    Ended,
}

/// A mandate in the list of the desk.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeskMandateRow {
    /// Its id.
    pub mandate_id: MandateId,
    /// Whose.
    pub business_id: BusinessId,
    /// What it is called.
    pub reference: MandateReference,
    /// Whose account.
    pub holder: Name,
    /// The account, all but its end hidden.
    pub iban: String,
    /// The scheme.
    pub scheme: Scheme,
    /// How often is collected.
    pub frequency: Frequency,
    /// What became of it.
    pub state: Standing,
    /// The day it was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<Date>,
    /// The day money last went under it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_collected: Option<Date>,
    /// The last day on which it can be collected under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lapses_on: Option<Date>,
    /// Since when its account is of no use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub useless_since: Option<Date>,
}

impl From<&Mandate> for DeskMandateRow {
    fn from(mandate: &Mandate) -> Self {
        let useless_since = match &mandate.state {
            State::Active { useless_since, .. } => *useless_since,
            State::Draft { .. } | State::Revoked { .. } | State::Lapsed { .. } | State::UsedUp { .. } => None,
        };
        Self {
            mandate_id: mandate.id.clone(),
            business_id: mandate.business.clone(),
            reference: mandate.reference.clone(),
            holder: mandate.debtor.holder.clone(),
            iban: mandate.debtor.iban.masked(),
            scheme: mandate.scheme,
            frequency: mandate.frequency,
            state: mandate.standing(),
            signed_on: mandate.signed_on(),
            last_collected: mandate.last_collected(),
            lapses_on: mandate.lapses_on(),
            useless_since,
        }
    }
}

/// In which language a file is wanted.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MandateFileQuery {
    /// The language of headings and words.
    pub language: Language,
    /// Which mandates.
    pub which: Which,
}

/// The most mandates of one file.
const MOST: usize = 20_000;

/// The mandates as a file, for `operation`; that `by` took them out is kept.
pub(crate) async fn file(
    cx: &Context,
    query: &MandateFileQuery,
    format: Format,
    by: &AccountId,
    operation: &'static str,
) -> Result<Vec<u8>, Refused> {
    let rows = table(cx, query).await?;
    let file = sheet::table(format, &rows).map_err(|_| Refused::NotWritten)?;
    let mut change = Change::new();
    change.audit(fact(by, operation, "mandates", format!("{} mandates", rows.len().saturating_sub(1))));
    cx.commit(change).await?;
    Ok(file)
}

/// The table of a file: headings, and a row for each mandate; when there are more than a file takes, its last row says so.
async fn table(cx: &Context, query: &MandateFileQuery) -> Result<Vec<Vec<String>>, Error> {
    let words = words(query.language);
    let mut rows = vec![words.headings.iter().map(|heading| (*heading).to_owned()).collect()];
    let mut cursor = None;
    loop {
        let range = range(query.which).limit(100).after(cursor);
        let page = cx.store().list::<Mandate>(range).await?;
        rows.extend(page.items.iter().map(|read| row(&read.value, words)));
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(rows);
        }
        if rows.len() > MOST {
            rows.push(vec![words.more.to_owned()]);
            return Ok(rows);
        }
    }
}

/// The index of these mandates.
pub(crate) fn range(which: Which) -> store::Range {
    match which {
        Which::Active => store::mandate::active(),
        Which::Ended => store::mandate::ended(),
    }
}

struct Words {
    headings: [&'static str; 11],
    frequencies: [&'static str; 2],
    states: [&'static str; 6],
    more: &'static str,
}

fn row(mandate: &Mandate, words: &Words) -> Vec<String> {
    let view = DeskMandateRow::from(mandate);
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let scheme = match mandate.scheme {
        Scheme::Core => "CORE",
        Scheme::B2b => "B2B",
    };
    let [one_off, recurring] = words.frequencies;
    let frequency = match mandate.frequency {
        Frequency::OneOff => one_off,
        Frequency::Recurring => recurring,
    };
    let [draft, active, waits, revoked, lapsed, used_up] = words.states;
    let state = match view.state {
        Standing::Draft => draft,
        Standing::Active => active,
        Standing::ChangeWaits => waits,
        Standing::Revoked => revoked,
        Standing::Lapsed => lapsed,
        Standing::UsedUp => used_up,
    };
    vec![
        mandate.reference.as_str().to_owned(),
        mandate.debtor.holder.as_str().to_owned(),
        mandate.debtor.iban.as_str().to_owned(),
        scheme.to_owned(),
        frequency.to_owned(),
        state.to_owned(),
        day(view.signed_on),
        day(view.last_collected),
        day(view.lapses_on),
        day(view.useless_since),
        mandate.creditor.creditor_id.as_str().to_owned(),
    ]
}

const fn words(language: Language) -> &'static Words {
    match language {
        Language::Dutch => &Words {
            headings: [
                "Kenmerk machtiging",
                "Rekeninghouder",
                "IBAN",
                "Soort",
                "Frequentie",
                "Stand",
                "Getekend op",
                "Laatste incasso",
                "Vervalt na",
                "Rekening onbruikbaar sinds",
                "Incassant-ID",
            ],
            frequencies: ["eenmalig", "doorlopend"],
            states: ["concept", "actief", "wijziging te tekenen", "ingetrokken", "vervallen", "gebruikt"],
            more: "Er zijn er meer; een bestand houdt op bij 20.000.",
        },
        Language::German => &Words {
            headings: [
                "Mandatsreferenz",
                "Kontoinhaber",
                "IBAN",
                "Art",
                "Häufigkeit",
                "Stand",
                "Unterschrieben am",
                "Letzter Einzug",
                "Erlischt nach dem",
                "Konto unbrauchbar seit",
                "Gläubiger-Identifikationsnummer",
            ],
            frequencies: ["einmalig", "wiederkehrend"],
            states: ["Entwurf", "aktiv", "Änderung zu unterschreiben", "widerrufen", "erloschen", "verbraucht"],
            more: "Es gibt weitere; eine Datei endet bei 20.000.",
        },
        Language::English => &Words {
            headings: [
                "Mandate reference",
                "Account holder",
                "IBAN",
                "Kind",
                "Frequency",
                "State",
                "Signed on",
                "Last collection",
                "Lapses after",
                "Account of no use since",
                "Creditor identifier",
            ],
            frequencies: ["one-off", "recurring"],
            states: ["draft", "active", "change to be signed", "revoked", "lapsed", "used up"],
            more: "There are more; a file ends at 20,000.",
        },
    }
}
