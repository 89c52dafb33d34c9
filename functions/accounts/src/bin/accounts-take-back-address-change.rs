//! The Lambda function of `take-back-address-change`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::take_back_address_change::TakeBackAddressChange>()
}
