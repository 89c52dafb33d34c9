//! The Lambda function of `update-upgrade`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<upgrades::update_upgrade::UpdateUpgrade>()
}
