//! Member businesses of the demo (domain.md 6): one that Mila has opened, and one that nobody has.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::business::{Business, BusinessData, By, Happened, HappenedKind};
use domain::ids::{AccountId, BusinessId};
use runtime::Context;
use store::Change;

use super::plant::{Named, SeedError, beginning, keep, read};

/// A business of the demo.
struct Demo {
    number: &'static str,
    name: &'static str,
    street: &'static str,
    postcode: &'static str,
    town: &'static str,
    /// The number of the company of the demo whose register entry it is.
    kvk_number: Option<&'static str>,
    /// Who has opened it.
    opened_by: Option<&'static str>,
}

/// Every one.
const ALL: [Demo; 2] = [
    Demo {
        number: "471100",
        name: "Tischlerei Sommer GmbH",
        street: "Lange Straße 12",
        postcode: "18055",
        town: "Rostock",
        kvk_number: Some("68727720"),
        opened_by: Some("mila@katrien.example"),
    },
    Demo {
        number: "471200",
        name: "Bäckerei Winter",
        street: "Am Markt 3",
        postcode: "17489",
        town: "Greifswald",
        kvk_number: None,
        opened_by: None,
    },
];

/// The businesses of the demo: number and name, and who has opened them.
pub(super) fn told() -> impl Iterator<Item = (&'static str, &'static str, Option<&'static str>)> {
    ALL.iter().map(|demo| (demo.number, demo.name, demo.opened_by))
}

/// Plants them, unless they are there.
pub(super) async fn plant(cx: &Context) -> Result<(), SeedError> {
    for demo in &ALL {
        let data = data(demo.number, demo.name, demo)?;
        let id = BusinessId::new(beginning(), &Named(demo.number));
        let business = Business { id, ..Business::register(data, beginning(), &Named(demo.number)) };
        let mut change = Change::new();
        change.register_business(&business).happened(&Happened::now(
            &business.id,
            HappenedKind::Registered,
            By::Balie {},
            beginning(),
        ));
        if let Some(address) = demo.opened_by {
            open(&mut change, &business, &AccountId::new(beginning(), &Named(address)), beginning());
        }
        keep(cx, change).await?;
    }
    Ok(())
}

/// Plants a business that this account has opened, for tests of what is in one: its id and number.
///
/// # Errors
/// When the table cannot be written.
pub async fn opened_business(cx: &Context, account: &str) -> Result<(String, String), SeedError> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let account: AccountId = read(account)?;
    // Drawn, so that a process that was started again does not meet its own numbers; counted, so that two at once never do.
    let drawn = u64::from(cx.chance().below(90_000)) + 10_000;
    let number = format!("{drawn}{:05}", NEXT.fetch_add(1, Ordering::Relaxed) % 100_000);
    let model = ALL.first().ok_or_else(|| SeedError::Words("no business to go by".to_owned()))?;
    let mut data = data(&number, &format!("Betrieb {number}"), model)?;
    data.kvk_number = None;
    let business = Business::register(data, cx.now(), cx.chance());
    let mut change = Change::new();
    change.register_business(&business);
    open(&mut change, &business, &account, cx.now());
    cx.commit(change).await?;
    Ok((business.id.to_string(), number))
}

fn open(change: &mut Change, business: &Business, account: &AccountId, at: jiff::Timestamp) {
    let by = By::Person { account: account.clone() };
    change
        .create(&business.opened_by(account, at))
        .happened(&Happened::now(&business.id, HappenedKind::Opened, by, at).about(account));
}

fn data(number: &str, name: &str, demo: &Demo) -> Result<BusinessData, SeedError> {
    Ok(BusinessData {
        number: read(number)?,
        name: read(name)?,
        address: domain::address::Address {
            street: read(demo.street)?,
            postcode: demo.postcode.to_owned().try_into().map_err(words)?,
            town: read(demo.town)?,
            country: "DE".to_owned().try_into().map_err(words)?,
        },
        language: domain::language::Language::German,
        kvk_number: demo.kvk_number.map(read).transpose()?,
    })
}

fn words(error: impl std::fmt::Display) -> SeedError {
    SeedError::Words(error.to_string())
}
