//! Accounts: registering, logging in, passwords, second factors, sessions, the caller's own profile. One file per endpoint.

mod address;
mod attempts;
mod deletion;
mod eherkenning;
mod loading;
mod opening;
pub mod problems;
mod trail;

pub mod activate_account;
pub mod ask_account_deletion;
pub mod ask_address_change;
pub mod change_account_email;
pub mod change_password;
pub mod conclude_eherkenning_log_in;
pub mod confirm_address;
pub mod confirm_totp;
pub mod end_session;
pub mod enrol_totp;
pub mod get_account_deletion;
pub mod get_address_change;
pub mod get_eherkenning_link;
pub mod get_me;
pub mod get_signing_keys;
pub mod keep_account;
pub mod keep_account_by_link;
pub mod keep_address;
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
pub mod take_back_address_change;
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
        operation::<get_address_change::GetAddressChange>(),
        operation::<ask_address_change::AskAddressChange>(),
        operation::<take_back_address_change::TakeBackAddressChange>(),
        operation::<confirm_address::ConfirmAddress>(),
        operation::<keep_address::KeepAddress>(),
        operation::<change_account_email::ChangeAccountEmail>(),
        operation::<get_account_deletion::GetAccountDeletion>(),
        operation::<ask_account_deletion::AskAccountDeletion>(),
        operation::<keep_account::KeepAccount>(),
        operation::<keep_account_by_link::KeepAccountByLink>(),
        operation::<enrol_totp::EnrolTotp>(),
        operation::<confirm_totp::ConfirmTotp>(),
        operation::<remove_totp::RemoveTotp>(),
        operation::<renew_recovery_codes::RenewRecoveryCodes>(),
        operation::<get_signing_keys::GetSigningKeys>(),
    ]
}
