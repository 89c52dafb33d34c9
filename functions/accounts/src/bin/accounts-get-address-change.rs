//! The Lambda function of `get-address-change`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::get_address_change::GetAddressChange>()
}
