use jiff::civil::date;

use super::*;
use crate::ids::AccountId;

const NOW: &str = "2026-11-22T10:00:00Z";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn today() -> Date {
    crate::days::amsterdam(now())
}

fn by() -> AccountId {
    "acc_00000000000000000000000000".parse().unwrap()
}

fn draft(on: Date, agreed_days: u8) -> Result<Collection, CollectionRefusal> {
    let id = "col_01jdc5abcdefghjkmnpqrstvwx".parse().unwrap();
    let creditor = Creditor { agreed_days, ..Creditor::on(today()).unwrap().clone() };
    Collection::draft(id, &by(), on, &creditor, (now(), today()))
}

fn cents(cents: i64) -> Cents {
    cents.try_into().unwrap()
}

#[test]
fn a_day_is_a_bank_day_and_leaves_the_debtor_his_notice() {
    assert_eq!(draft(date(2026, 12, 6), 14).unwrap_err(), CollectionRefusal::NotABankDay);
    assert_eq!(draft(date(2026, 12, 4), 14).unwrap_err(), CollectionRefusal::TooSoon);
    assert!(draft(date(2026, 12, 7), 14).is_ok());
    assert!(draft(date(2026, 11, 23), 1).is_ok(), "one day was agreed");
    assert_eq!(draft(today(), 1).unwrap_err(), CollectionRefusal::NotABankDay);
    assert_eq!(draft(date(2026, 12, 7), 30).unwrap_err(), CollectionRefusal::TooSoon, "thirty were agreed");
}

#[test]
fn a_collection_goes_one_way_and_no_step_twice() {
    let empty = draft(date(2026, 12, 7), 14).unwrap();
    assert_eq!(empty.clone().announce(now(), today()).unwrap_err(), CollectionRefusal::Empty);
    let (one, number) = empty.with(cents(5500)).unwrap();
    assert_eq!((number, one.debits, one.cents), (1, 1, 5500));
    assert_eq!(one.clone().announce(now(), date(2026, 11, 24)).unwrap_err(), CollectionRefusal::TooSoon, "left lying");
    assert_eq!(one.clone().begin_export(now(), today()).unwrap_err(), CollectionRefusal::WrongState);

    let told = one.announce(now(), today()).unwrap();
    assert_eq!(told.clone().with(cents(1)).unwrap_err(), CollectionRefusal::WrongState);
    assert_eq!(told.clone().announce(now(), today()).unwrap_err(), CollectionRefusal::WrongState);
    assert_eq!(
        told.clone().begin_export(now(), told.on).unwrap_err(),
        CollectionRefusal::TooSoon,
        "its bank needs a day"
    );
    let exporting = told.clone().begin_export(now(), today()).unwrap();
    let later = now() + jiff::SignedDuration::from_hours(1);
    assert_eq!(
        exporting.clone().begin_export(later, today()).unwrap(),
        exporting,
        "goes on under the time it began at"
    );
    assert_eq!(exporting.clone().withdraw(now()).unwrap_err(), CollectionRefusal::WrongState);

    let exported = exporting.exported((1, 5500)).unwrap();
    assert_eq!(
        exported.clone().settle(date(2026, 12, 4), &by(), date(2026, 12, 8)).unwrap_err(),
        CollectionRefusal::NotADay
    );
    assert_eq!(
        exported.clone().settle(date(2026, 12, 7), &by(), date(2026, 12, 6)).unwrap_err(),
        CollectionRefusal::NotADay
    );
    let settled = exported.settle(date(2026, 12, 7), &by(), date(2026, 12, 8)).unwrap();
    assert_eq!(settled.state_name(), StateName::Settled);
    assert_eq!(settled.file_made_at(), Some(now()), "the file stays what it was");
    assert_eq!(told.withdraw(now()).unwrap().state_name(), StateName::Withdrawn);
}

#[test]
fn names_for_the_bank_fit_and_numbers_are_never_given_twice() {
    let (first, one) = draft(date(2026, 12, 7), 14).unwrap().with(cents(1)).unwrap();
    let (second, two) = first.without(cents(1)).unwrap().with(cents(2)).unwrap();
    assert_eq!((one, two, second.debits, second.cents), (1, 2, 1, 2));
    assert_eq!(second.message_id(), "BAL-01JDC5ABCDEFGHJKMNPQRSTVWX");
    assert_eq!(second.end_to_end(1000), "01JDC5ABCDEFGHJKMNPQRSTVWX-1000");
    assert!(second.message_id().len() <= 35 && second.end_to_end(1000).len() <= 35);
    assert_eq!((Collection::part_of(1), Collection::part_of(15), Collection::part_of(16)), (1, 1, 2));
    let full = Collection { last_number: MOST_DEBITS, ..second };
    assert_eq!(full.with(cents(1)).unwrap_err(), CollectionRefusal::Full);
}
