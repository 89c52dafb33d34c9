//! The Lambda function of `confirm-address`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::confirm_address::ConfirmAddress>()
}
