//! The Lambda function of `start-upgrade`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<upgrades::start_upgrade::StartUpgrade>()
}
