//! The Lambda function of `ask-address-change`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::ask_address_change::AskAddressChange>()
}
