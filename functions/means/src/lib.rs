//! What comes after a means works, and the people who have means: renewing, sleeping, ending; who manages; what will lapse. One file per
//! operation.

mod calendar;
mod means;
mod people;
mod problems;

pub mod act_for_organisation;
pub mod appoint_manager;
pub mod close_calendar_feed;
pub mod end_means;
pub mod end_person;
pub mod get_lapse_calendar;
pub mod list_organisations;
pub mod list_people;
pub mod open_calendar_feed;
pub mod quote_renewal;
pub mod read_calendar_feed;
pub mod renew_main_user;
pub mod renew_means;
pub mod resume_means;
pub mod revoke_appointment;
pub mod suspend_means;
pub mod withdraw_manager;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<quote_renewal::QuoteRenewal>(),
        operation::<renew_means::RenewMeans>(),
        operation::<suspend_means::SuspendMeans>(),
        operation::<resume_means::ResumeMeans>(),
        operation::<end_means::EndMeans>(),
        operation::<list_people::ListPeople>(),
        operation::<appoint_manager::AppointManager>(),
        operation::<withdraw_manager::WithdrawManager>(),
        operation::<renew_main_user::RenewMainUser>(),
        operation::<end_person::EndPerson>(),
        operation::<revoke_appointment::RevokeAppointment>(),
        operation::<get_lapse_calendar::GetLapseCalendar>(),
        operation::<open_calendar_feed::OpenCalendarFeed>(),
        operation::<close_calendar_feed::CloseCalendarFeed>(),
        operation::<read_calendar_feed::ReadCalendarFeed>(),
        operation::<list_organisations::ListOrganisations>(),
        operation::<act_for_organisation::ActForOrganisation>(),
    ]
}
