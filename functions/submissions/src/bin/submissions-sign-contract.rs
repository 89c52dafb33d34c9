//! The Lambda function of `sign-contract`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::sign_contract::SignContract>()
}
