//! The Lambda function of `decline-contract`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::decline_contract::DeclineContract>()
}
