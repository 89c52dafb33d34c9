//! Orders of the demo company over the last months, delivered and charged, so that spend, invoices and overviews have something to show. What
//! was delivered then can no longer be read; what is ordered today is really made.

use domain::ids::{AccountId, LineId, OrganisationId};
use domain::language::Language;
use domain::order::{Order, Payment, Wanted};
use domain::organisation::Membership;
use domain::product::{ProductList, RegisterProduct};
use domain::spend::{Month, Subject};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use runtime::Context;
use store::Change;

use super::SeedError;
use super::plant::{Named, beginning, keep, read};

/// The company that orders.
const COMPANY: &str = "68750110";

/// One order: how many months back, on which day, by whom, what, about which company, with which own reference.
type Ordered = (i32, i8, &'static str, RegisterProduct, (&'static str, &'static str), Option<&'static str>);

const DAGOBERT: (&str, &str) = ("69599084", "Test EMZ Dagobert");
const KATRIEN: (&str, &str) = ("68727720", "Test NV Katrien");
const GUUS: (&str, &str) = ("69599076", "Test VOF Guus");
const SAMEN: (&str, &str) = ("55344526", "Test Coöperatie Samen");
const PETRA: &str = "petra@donald.example";
const KARIM: &str = "karim@donald.example";
const SANNE: &str = "sanne@donald.example";

const ORDERS: [Ordered; 14] = [
    (6, 4, PETRA, RegisterProduct::Extract, DAGOBERT, Some("Krediet 2026-031")),
    (6, 19, KARIM, RegisterProduct::AnnualAccounts, KATRIEN, Some("Krediet 2026-031")),
    (5, 2, SANNE, RegisterProduct::Extract, GUUS, Some("PO 4711")),
    (5, 11, SANNE, RegisterProduct::CompanyProfile, GUUS, Some("PO 4711")),
    (5, 27, KARIM, RegisterProduct::GroupWhole, KATRIEN, None),
    (4, 7, PETRA, RegisterProduct::CertifiedExtract, SAMEN, Some("Notaris De Wit")),
    (4, 8, SANNE, RegisterProduct::History, SAMEN, None),
    (4, 8, SANNE, RegisterProduct::Extract, SAMEN, None),
    (4, 15, KARIM, RegisterProduct::AnnualAccounts, KATRIEN, Some("Jaarcontrole")),
    (3, 16, KARIM, RegisterProduct::Extract, KATRIEN, Some("Jaarcontrole")),
    (2, 3, SANNE, RegisterProduct::Extract, DAGOBERT, Some("PO 4802")),
    (2, 21, SANNE, RegisterProduct::FilingList, KATRIEN, Some("PO 4802")),
    (2, 22, PETRA, RegisterProduct::Extract, GUUS, None),
    (2, 28, KARIM, RegisterProduct::GroupDirect, KATRIEN, Some("Krediet 2026-088")),
];

/// Plants them, all or, when they were planted before, none: the first one has the same id on every day.
pub(super) async fn plant(cx: &Context) -> Result<(), SeedError> {
    let mut change = Change::new();
    let mut lines = Vec::new();
    let first = (0, 0, PETRA, RegisterProduct::Extract, DAGOBERT, Some("Proefbestelling"));
    let long_ago = beginning();
    for (at, ordered) in std::iter::once((long_ago, first)).chain(ORDERS.map(|one| (moment(cx.today(), &one), one))) {
        let (order, line) = delivered(cx, at, ordered).await?;
        change.create(&order);
        lines.push(line);
    }
    store::spend::book(&mut change, &lines);
    keep(cx, change).await
}

/// Ten o'clock in Amsterdam on that day of that month.
fn moment(today: Date, ordered: &Ordered) -> Timestamp {
    let (back, day, ..) = *ordered;
    let first = today.first_of_month().saturating_sub(back.months());
    let day = Date::new(first.year(), first.month(), day).unwrap_or(first);
    let zoned = day.at(10, 0, 0, 0).to_zoned(TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC));
    zoned.map(|zoned| zoned.timestamp()).unwrap_or_default()
}

async fn delivered(
    cx: &Context,
    at: Timestamp,
    (_, _, email, product, (number, name), reference): Ordered,
) -> Result<(Order, domain::spend::Line), SeedError> {
    let organisation = OrganisationId::new(beginning(), &Named(COMPANY));
    let account = AccountId::new(beginning(), &Named(email));
    let key = store::organisation::member_key(&organisation, &account);
    let member = cx.store().get::<Membership>(key).await?;
    let member = member.ok_or_else(|| SeedError::Words(format!("{email} is no member")))?;
    let key = store::account::key(&account);
    let who = cx.store().get::<domain::account::Account>(key).await?;
    let called = who.and_then(|who| who.value.name).map(String::from).unwrap_or_default();
    let list = ProductList::on(cx.today()).ok_or_else(|| SeedError::Words("no products are in force".to_owned()))?;
    let cents = list.offer(product).map_or(0, |offer| offer.cents);
    let reference = reference.map(read).transpose()?;
    let wanted =
        Wanted { product, filing: None, reference, payment: Payment::Invoice, cents, language: Language::Dutch };
    let subject = Subject { kvk_number: read(number)?, name: name.to_owned() };
    let chance = format!("{email} {} {number} {at}", product.code());
    let by = (&member.value, called.as_str());
    let order = Order::place(wanted, subject, by, list, false, at, &Named(&chance))
        .map_err(|error| SeedError::Words(error.to_string()))?;
    let made = at.saturating_add(3.seconds()).unwrap_or(at);
    Ok(order.delivered(LineId::new(at, &Named(&chance)), Month::of(at), made))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_was_ordered_then_can_no_longer_be_read_today() {
        let list = ProductList::on(date(2026, 11, 1)).unwrap();
        for today in [date(2026, 11, 1), date(2026, 11, 30), date(2027, 3, 31)] {
            for ordered in ORDERS {
                let readable = list.offer(ordered.3).unwrap().readable_days;
                let until = moment(today, &ordered) + jiff::SignedDuration::from_hours(i64::from(readable) * 24);
                assert!(until < today.in_tz("UTC").unwrap().timestamp(), "{ordered:?} on {today}");
            }
        }
    }
}
