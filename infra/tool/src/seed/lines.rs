//! Many lines of what was spent, for tests and benchmarks of what takes many: booked as orders book them, with their totals.

use domain::ids::LineId;
use domain::organisation::{Membership, Registered};
use domain::spend::{Line, Month, Product, Subject};
use jiff::SignedDuration;
use runtime::Context;
use store::Change;

use super::SeedError;

/// How many are booked in one transaction: a transaction holds a hundred items, and a line with a reference is two.
const AT_ONCE: usize = 40;
/// Over how many days up to now they are spread.
const DAYS: usize = 60;
/// What was bought, and for how much.
const BOUGHT: [(&str, i64); 3] = [("extract", 235), ("history", 235), ("annual-accounts", 430)];

/// Books `count` lines for a company of the demo, one after another under the codes of its people, one of four with a reference.
///
/// # Errors
/// When the company is not there, nobody in it has a code, or the table cannot be written.
pub async fn lines(cx: &Context, kvk_number: &str, count: usize) -> Result<(), SeedError> {
    let number = super::plant::read(kvk_number)?;
    let key = store::organisation::registered_key(&number);
    let gone = || SeedError::Words(format!("{kvk_number} is not planted, or nobody there has a code"));
    let organisation = cx.store().get::<Registered>(key).await?.ok_or_else(gone)?.value.organisation;
    let members = cx.store().list::<Membership>(store::organisation::members(&organisation)).await?.items;
    let holders: Vec<_> = members.into_iter().filter(|member| member.code.is_some()).collect();
    let product = |text: &str| -> Result<Product, SeedError> { super::plant::read(text) };
    let subject = Subject { kvk_number: super::plant::read("69599084")?, name: "Test EMZ Dagobert".to_owned() };
    let numbers: Vec<usize> = (0..count).collect();
    for some in numbers.chunks(AT_ONCE) {
        let mut lines = Vec::with_capacity(some.len());
        for number in some {
            let holder = holders.iter().cycle().nth(number % holders.len().max(1)).ok_or_else(gone)?;
            let (bought, net_cents) = BOUGHT.get(number % BOUGHT.len()).ok_or_else(gone)?;
            let hours = i64::try_from(number % (DAYS * 24)).unwrap_or_default();
            let at = cx.now().checked_sub(SignedDuration::from_hours(hours)).unwrap_or(cx.now());
            lines.push(Line {
                id: LineId::new(at, cx.chance()),
                organisation: organisation.clone(),
                month: Month::of(at),
                late: false,
                at,
                order: None,
                code: holder.code.clone(),
                by: holder.account.clone(),
                by_name: "Robin de Boer".to_owned(),
                product: product(bought)?,
                subject: Some(subject.clone()),
                reference: (number % 4 == 0).then(|| "Dossier Haven".to_owned()),
                net_cents: *net_cents,
                vat_cents: 0,
                vat_percent: 0,
            });
        }
        let mut change = Change::new();
        store::spend::book(&mut change, &lines);
        cx.commit(change).await?;
    }
    Ok(())
}
