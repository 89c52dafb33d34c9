//! The Lambda function of `settle-collection`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::settle_collection::SettleCollection>()
}
