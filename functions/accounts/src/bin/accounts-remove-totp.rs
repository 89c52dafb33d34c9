//! The Lambda function of `remove-totp`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::remove_totp::RemoveTotp>()
}
