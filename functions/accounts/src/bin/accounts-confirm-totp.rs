//! The Lambda function of `confirm-totp`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::confirm_totp::ConfirmTotp>()
}
