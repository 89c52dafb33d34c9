//! Member businesses (domain.md 6): letters with a PIN, opening a business with one, who opened it, and all that as the desk sees it. One file per
//! operation.

mod desk;
mod people;
mod problems;

pub mod edit_business;
pub mod fetch_pin_letter;
pub mod find_businesses;
pub mod get_business;
pub mod import_businesses;
pub mod issue_pin_letter;
pub mod issue_pin_letters;
pub mod list_business_people;
pub mod list_businesses;
pub mod list_pin_letters;
pub mod open_business;
pub mod open_business_at_desk;
pub mod register_business;
pub mod remove_business_person;
pub mod request_pin_letter;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<open_business::OpenBusiness>(),
        operation::<list_businesses::ListBusinesses>(),
        operation::<get_business::GetBusiness>(),
        operation::<list_business_people::ListBusinessPeople>(),
        operation::<remove_business_person::RemoveBusinessPerson>(),
        operation::<request_pin_letter::RequestPinLetter>(),
        operation::<register_business::RegisterBusiness>(),
        operation::<edit_business::EditBusiness>(),
        operation::<find_businesses::FindBusinesses>(),
        operation::<open_business_at_desk::OpenBusinessAtDesk>(),
        operation::<import_businesses::ImportBusinesses>(),
        operation::<issue_pin_letter::IssuePinLetter>(),
        operation::<issue_pin_letters::IssuePinLetters>(),
        operation::<list_pin_letters::ListPinLetters>(),
        operation::<fetch_pin_letter::FetchPinLetter>(),
    ]
}
