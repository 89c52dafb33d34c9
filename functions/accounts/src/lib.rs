//! Accounts: registering, logging in, passwords, second factors, sessions, the caller's own profile. One file per endpoint.

mod attempts;
mod eherkenning;
mod loading;
mod opening;
pub mod problems;
mod trail;

pub mod activate_account;
pub mod change_password;
pub mod conclude_eherkenning_log_in;
pub mod confirm_totp;
pub mod end_session;
pub mod enrol_totp;
pub mod get_eherkenning_link;
pub mod get_me;
pub mod get_signing_keys;
pub mod link_eherkenning;
pub mod list_sessions;
pub mod log_in;
pub mod log_out;
pub mod log_out_everywhere;
pub mod refresh_session;
pub mod register_account;
pub mod remove_totp;
pub mod renew_recovery_codes;
pub mod request_password_reset;
pub mod resend_activation;
pub mod reset_password;
pub mod start_eherkenning_log_in;
pub mod unlink_eherkenning;
pub mod update_me;
pub mod verify_second_factor;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<register_account::RegisterAccount>(),
        operation::<resend_activation::ResendActivation>(),
        operation::<activate_account::ActivateAccount>(),
        operation::<log_in::LogIn>(),
        operation::<verify_second_factor::VerifySecondFactor>(),
        operation::<start_eherkenning_log_in::StartEherkenningLogIn>(),
        operation::<conclude_eherkenning_log_in::ConcludeEherkenningLogIn>(),
        operation::<link_eherkenning::LinkEherkenning>(),
        operation::<get_eherkenning_link::GetEherkenningLink>(),
        operation::<unlink_eherkenning::UnlinkEherkenning>(),
        operation::<refresh_session::RefreshSession>(),
        operation::<list_sessions::ListSessions>(),
        operation::<end_session::EndSession>(),
        operation::<log_out::LogOut>(),
        operation::<log_out_everywhere::LogOutEverywhere>(),
        operation::<request_password_reset::RequestPasswordReset>(),
        operation::<reset_password::ResetPassword>(),
        operation::<change_password::ChangePassword>(),
        operation::<get_me::GetMe>(),
        operation::<update_me::UpdateMe>(),
        operation::<enrol_totp::EnrolTotp>(),
        operation::<confirm_totp::ConfirmTotp>(),
        operation::<remove_totp::RemoveTotp>(),
        operation::<renew_recovery_codes::RenewRecoveryCodes>(),
        operation::<get_signing_keys::GetSigningKeys>(),
    ]
}
