//! The Lambda function of `cancel-upgrade`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<upgrades::cancel_upgrade::CancelUpgrade>()
}
